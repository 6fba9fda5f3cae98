import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { isMarked, noMarks, withMark } from './marks.js';

const numbers = fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 300 });

describe('Marks', () => {
  it('say of every number whether it was marked, in whatever order', () => {
    fc.assert(
      fc.property(numbers, (marked) => {
        const marks = marked.reduce(withMark, noMarks);
        for (let number = 1; number <= 405; number++)
          expect(isMarked(marks, number)).toBe(marked.includes(number));
      }),
    );
  });

  it('are the same whatever order they were made in', () => {
    fc.assert(
      fc.property(numbers, (marked) => {
        const sorted = marked.toSorted((a, b) => a - b);
        expect(marked.reduce(withMark, noMarks)).toEqual(sorted.reduce(withMark, noMarks));
      }),
    );
  });

  it('take no room where the work is done in order', () => {
    const marks = Array.from({ length: 10_000 }, (_, i) => i + 1).reduce(withMark, noMarks);
    expect(marks).toEqual({ below: 10_000, beyond: '' });
  });
});
