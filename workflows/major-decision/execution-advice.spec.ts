import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { copyOf } from '../../test/copies.js';
import { onlyUnmet } from '../../test/story.js';
import { township } from '../../test/township.js';

describe('legal advice on the execution', () => {
  it('is answered by its number: none twice, none that waits is passed over, nothing that is no advice', () => {
    const begun = township().issued();
    const some = fc.array(
      fc.option(fc.integer({ min: begun.history.length - 1, max: begun.history.length + 6 })),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(some, (acts) => {
        const matter = copyOf(begun);
        const waiting = new Set<number>();
        for (const advice of acts) {
          const answers = () => matter.answersAdvice({ advice }, { by: 'proposer' });
          if (advice === null) {
            waiting.add(matter.history.length);
            matter.advisesOnExecution();
          } else if (waiting.delete(advice)) answers();
          else {
            const { found, needed } = onlyUnmet(matter, 'advice-awaits-answer', answers);
            if (waiting.size > 0)
              expect([found.zh, found.en]).toEqual(Array(2).fill(expect.stringContaining(`${advice}`)));
            for (const number of waiting) expect(needed.zh).toContain(`${number}`);
          }
          expect(matter.memory.after.adviceUnanswered).toEqual([...waiting]);
        }
        expect(matter.replayed()).toBe(matter.hash);
      }),
      { numRuns: 40 },
    );
  });
});
