import { describe, expect, it } from 'vitest';
import { UNITS } from '../../test/cast.js';
import { Misfits, notNow, onlyUnmet, paper } from '../../test/story.js';
import { township } from '../../test/township.js';

describe('proposal and start', () => {
  it('a matter is classified into one of the five kinds', () => {
    const matter = township().proposes();
    expect(onlyUnmet(matter, 'matter-classified', () => matter.screens({ kind: undefined }))).toMatchObject({
      rules: ['D713-003-a'],
      strength: 'binding',
    });
    matter.screens({ kind: 'planning' });
    expect(matter.met).toContain('matter-classified');
  });

  it('an exclusion names its legal basis', () => {
    for (const result of ['excluded', 'special-law']) {
      const matter = township().proposes();
      const exclusion = result === 'excluded' ? 'legislation' : undefined;
      const excludes = (legalBasis?: string) =>
        matter.screens({ result, kind: undefined, legalBasis, exclusion });
      expect(onlyUnmet(matter, 'exclusion-grounded', () => excludes()).rules).toEqual([
        'D713-003-b',
        'D713-003-c',
      ]);
      excludes('立法法');
      expect(matter.met).toContain('exclusion-grounded');
      expect(matter.value).toBe('screenedOut');
    }
  });

  it('a matter that is not major leaves the procedure without more', () => {
    expect(township().proposes().screens({ result: 'not-major', kind: undefined }).value).toBe('screenedOut');
  });

  it('the procedure starts after the study, by the deciding body, with one lead unit', () => {
    const matter = township().proposes().screens();
    notNow(matter, () => matter.starts());
    matter.studies();
    expect(onlyUnmet(matter, 'one-lead-unit', () => matter.starts({ leadUnit: UNITS.police }))).toMatchObject(
      { rules: ['D713-011-a'] },
    );
    onlyUnmet(matter, 'one-lead-unit', () => matter.starts({ units: [UNITS.lead, UNITS.lead] }));
    expect(onlyUnmet(matter, 'deciding-body-starts', () => matter.starts({}, { by: 'clerk' }))).toMatchObject(
      { rules: ['D713-010-a'], whoCanSupply: ['head'] },
    );
    matter.starts({ minute: { sha256: paper('minute')['sha256'] ?? '' } }, { by: 'clerk' });
    expect(matter.met).toEqual(expect.arrayContaining(['one-lead-unit', 'deciding-body-starts']));
  });

  it('the head may start it without a minute', () => {
    expect(township().proposes().screens().studies().starts({}, { by: 'head' }).value).toBe('drafting');
  });

  it('the rules in force are fixed at the start', () => {
    const matter = township().proposes().screens().studies();
    onlyUnmet(matter, 'rules-fixed', () => matter.starts({}, { facts: { ruleSet: undefined } }));
    matter.starts();
    expect(matter.met).toContain('rules-fixed');
  });

  it('can be withdrawn or declined before it starts, and terminated afterwards', () => {
    expect(township().proposes().withdraws().value).toBe('withdrawn');
    expect(township().proposes().screens().withdraws().value).toBe('withdrawn');
    expect(township().proposes().screens().studies().withdraws().value).toBe('withdrawn');
    expect(township().proposes().screens().studies().declines().value).toBe('declined');
    expect(township().started().terminates().value).toBe('terminated');
    expect(township().cleared().terminates().value).toBe('terminated');
  });

  it('a state secret never enters', () => {
    expect(() => township().proposes({ holdsStateSecret: true })).toThrow(Misfits);
  });
});
