import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { JsonObject } from '../canonical/canonical-json.js';
import { JurisdictionsRefused, type Fault } from './jurisdictions-refused.js';
import { ruleSetFor } from './rule-sets.js';
import { SHIPPED, withDrafts } from './shipped.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chengxu-drafts-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const words = (zh: string) => ({ zh, en: `${zh} in English` });
const OWN = {
  id: 'TJ-01',
  article: '某市规定第1条',
  articleEn: 'Some City, article 1',
  zh: '某规则',
  en: 'a rule',
};
const city: JsonObject = {
  id: 'some-city',
  title: words('某市'),
  source: words('某市规定'),
  extends: 'national',
  inForceFrom: '2024-01-01',
  rules: [OWN],
};
const matter: JsonObject = { ...city, id: 'some-matter', extends: null, title: words('某事项') };

/** Writes drafts as files; a member that is null is left out. */
function written(...drafts: readonly (JsonObject | string)[]): string[] {
  return drafts.map((draft, n) => {
    const id = typeof draft === 'string' ? `draft-${n}` : String(draft['id']);
    const said =
      typeof draft === 'string'
        ? draft
        : stringify(Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== null)));
    const path = join(folder, `${id}.yaml`);
    writeFileSync(path, said);
    return path;
  });
}

/** What is wrong with these drafts beside the shipped files. */
function faultsIn(...drafts: readonly (JsonObject | string)[]): readonly Fault[] {
  try {
    withDrafts(written(...drafts));
  } catch (error) {
    if (error instanceof JurisdictionsRefused) return error.faults;
    throw error;
  }
  return [];
}

const sets = (parameters: JsonObject, change: JsonObject = {}) =>
  faultsIn({ ...city, parameters, ...change });
const value = (of: JsonObject[string], rule: string | null = 'TJ-01') => ({
  value: of,
  ...(rule && { rule }),
});

/** The one thing that is wrong. */
function only(faults: readonly Fault[]): Fault | undefined {
  expect(faults).toHaveLength(1);
  return faults[0];
}

const giving = (requirement: string): JsonObject => ({
  givesWay: [{ requirement, document: '某镇规则', article: '第1条', publishedOn: '2023-12-01' }],
});

describe('A draft beside the shipped rules', () => {
  it('is loaded, and changes what applies in its place only', () => {
    const among = withDrafts(written({ ...city, parameters: { openCallDays: value(45) } }));
    const days = (jurisdiction: string) =>
      ruleSetFor('county', '2026-06-01', { jurisdiction, among }).parameters.openCallDays;
    expect([days('some-city'), days('national')]).toEqual([45, 30]);
    expect(SHIPPED.places.has('some-city')).toBe(false);
  });

  it('takes the place of the shipped file whose id it has', () => {
    const stricter = {
      ...city,
      id: 'fujian-251',
      inForceFrom: '2026-03-01',
      parameters: { openCallDays: value(60) },
    };
    const among = withDrafts(written(stricter));
    const set = ruleSetFor('county', '2026-06-01', { jurisdiction: 'fujian-251', among });
    expect(set.parameters).toMatchObject({ openCallDays: 60, completionDateAtStart: false });
  });

  it('may be a matter: a file that extends nothing', () => {
    const among = withDrafts(written({ ...matter, parameters: { hearingRequired: value(true) } }));
    const set = ruleSetFor('county', '2026-06-01', { matters: ['some-matter'], among });
    expect(set.parameters.hearingRequired).toBe(true);
  });

  it('is named with everything that is wrong with it, in both languages', () => {
    const error = (() => {
      try {
        withDrafts(written({ ...city, parameters: { openCallDays: value(20), tea: value(true) } }));
      } catch (thrown) {
        return thrown;
      }
      return undefined;
    })();
    expect(error).toBeInstanceOf(JurisdictionsRefused);
    expect((error as JurisdictionsRefused).code).toBe('jurisdictions-refused');
    expect(String(error)).toContain('some-city.yaml [TJ-01]: 没有参数“tea” · there is no parameter');
  });
});

describe('A file is refused', () => {
  it('that is no YAML, or not in the shape of such a file', () => {
    expect(only(faultsIn('a: [1'))?.zh).toContain('无法读取');
    expect(faultsIn('id: x')).toEqual(
      expect.arrayContaining([expect.objectContaining({ file: 'draft-0.yaml', rule: 'title' })]),
    );
    expect(only(sets({}, { exempts: ['legality-review'] }))?.en).toContain('exempts');
    expect(faultsIn('id: one\nid: two')[0]?.en).toContain('unique');
  });

  it('for a parameter that nobody knows', () => {
    expect(only(sets({ teaBreak: value(true) }))).toMatchObject({
      file: 'some-city.yaml',
      rule: 'TJ-01',
      en: "there is no parameter 'teaBreak'",
    });
  });

  it.each<[string, JsonObject[string], string]>([
    ['openCallDays', 'thirty', 'whole number'],
    ['openCallDays', 30.5, 'a number is not a safe integer (at "/parameters/openCallDays/value")'],
    ['openCallDays', null, 'whole number'],
    ['lapseAfterMonths', -1, 'whole number'],
    ['hearingRequired', 1, 'true or false'],
    ['hearingAttendance', [3, 2], 'share'],
    ['expertsFromDepartmentAtMost', [1, 0], 'share'],
    ['reviewOutcomes', [], 'not empty'],
    ['reviewOutcomes', ['lawful', 'unlawful'], 'lacks what the law needs: step-missing'],
    ['meetingOutcomes', ['passed', 'deferred'], 'lacks what the law needs: rejected'],
    ['meetingOutcomes', ['passed', 'rejected', 'applauded'], 'does not know applauded'],
    ['decidingMeetings', ['tea-party'], 'does not know tea-party'],
  ])('for a value that %s does not take: %j', (name, wrong, why) => {
    expect(only(sets({ [name]: value(wrong) }))?.en).toContain(why);
  });

  it.each<[string, JsonObject[string], string]>([
    ['openCallDays', 20, '20 is laxer than 30, which D713-015-a demands'],
    ['legalityReviewWorkingDays', 5, '5 is laxer than 7, which D713-026-c demands'],
    ['hearingPapersDays', 0, 'drops the duty of D713-016-a'],
    ['publicationWorkingDays', 30, '30 is laxer than 20, which DISC-026 demands'],
    ['publicationWorkingDays', null, 'whole number'],
    ['expertsAtLeast', 0, 'drops the duty of the national text'],
  ])('for %s of %j: the nation demands more', (name, lax, why) => {
    expect(only(sets({ [name]: value(lax) }))).toMatchObject({
      rule: 'TJ-01',
      en: expect.stringContaining(why),
    });
  });

  it.each<[string, string, JsonObject[string], string]>([
    ['shanghai-35', 'hearingNoticeDays', 20, '20 is laxer than 30, which SH35-017-a demands'],
    ['shanghai-35', 'unitDiscussion', false, 'drops the duty of SH35-026'],
    ['heilongjiang-4', 'lapseAfterMonths', 24, '24 is laxer than 12, which HLJ4-040-b demands'],
    ['heilongjiang-4', 'draftingMonths', null, 'drops the duty of HLJ4-012'],
    ['guangdong-303', 'hearingAttendance', [5, 9], '[5,9] is laxer than [2,3], which GD303-019-b demands'],
    ['quzhou', 'expertsFromDepartmentAtMost', [1, 2], '[1,2] is laxer than [1,3], which QZ-EXP-005 demands'],
  ])('below %s for %s of %j: the place above demands more', (above, name, lax, why) => {
    const fault = only(sets({ [name]: value(lax) }, { extends: above, inForceFrom: '2026-06-01' }));
    expect(fault).toMatchObject({ rule: 'TJ-01', en: expect.stringContaining(why) });
    expect(fault?.zh).not.toBe('');
  });

  it.each<[string, string, JsonObject[string]]>([
    ['guangdong-303', 'hearingAttendance', [4, 6]],
    ['guangdong-303', 'hearingAttendance', [3, 4]],
    ['quzhou', 'expertsFromDepartmentAtMost', [1, 4]],
    ['heilongjiang-4', 'lapseAfterMonths', 6],
    ['national', 'draftingMonths', 2],
    ['national', 'silenceIsConsent', true],
    ['heilongjiang-4', 'supplementStopsClock', false],
  ])('not below %s for %s of %j, which is as much or more, or free to choose', (above, name, lawful) => {
    expect(sets({ [name]: value(lawful) }, { extends: above, inForceFrom: '2026-06-01' })).toEqual([]);
  });

  it('from the day on which the place above demands more, and not before it', () => {
    const early = { extends: 'fujian-251', inForceFrom: '2024-01-01' };
    const parameters = { completionDateAtStart: value(false) };
    expect(only(sets(parameters, early))?.en).toContain('drops the duty of FJ251-005-a');
    expect(sets(parameters, { ...early, inForceUntil: '2026-02-28' })).toEqual([]);
  });

  it('for an option without a local rule, and for more than the decree under the decree’s own name', () => {
    expect(only(sets({ silenceIsConsent: value(true, null) }))).toMatchObject({
      rule: 'silenceIsConsent',
      en: 'silenceIsConsent: an option takes the local rule (or the special law) that says so',
    });
    expect(only(sets({ silenceIsConsent: value(true, 'D713-030-b') }))?.en).toContain('an option takes');
    expect(only(sets({ openCallDays: value(45, 'D713-015-a') }))?.en).toContain(
      'a value takes the local rule',
    );
  });

  it('for a rule that neither the table nor the file has', () => {
    expect(only(sets({ openCallDays: value(45, 'TJ-99') }))).toMatchObject({
      rule: 'TJ-99',
      en: 'there is no such rule',
    });
    expect(only(sets({}, { recorded: [{ rule: 'TJ-98', ...words('无') }] }))?.rule).toBe('TJ-98');
    const assessment = {
      kind: 'noise',
      title: words('噪声'),
      rule: 'TJ-97',
      by: words('环保局'),
      when: 'always',
      gates: true,
      neededFor: 'TabledAtMeeting',
    };
    expect(only(sets({}, { assessments: [assessment] }))?.rule).toBe('TJ-97');
  });

  it('for a rule or an id that another has already', () => {
    expect(only(sets({}, { rules: [OWN, OWN] }))).toMatchObject({ rule: 'TJ-01' });
    expect(only(sets({}, { rules: [{ ...OWN, id: 'FJ251-000' }] }))?.en).toContain('another rule');
    expect(only(sets({}, { rules: [{ ...OWN, id: 'D713-099-z' }] }))?.en).toContain('the decree’s own');
    const twins = written(city);
    expect(() => withDrafts([...twins, ...twins])).toThrow('another file has this id');
  });

  it('when it extends nothing that is known, a matter, or in the end itself', () => {
    expect(only(sets({}, { extends: 'atlantis' }))?.en).toBe("there is no 'atlantis' above it");
    expect(only(sets({}, { extends: 'prices' }))?.en).toBe("there is no 'prices' above it");
    const [a, b] = [
      { ...city, id: 'city-a', extends: 'city-b', rules: [] },
      { ...city, id: 'city-b', extends: 'city-a', rules: [] },
    ];
    expect(faultsIn(a, b).map(({ file, rule }) => [file, rule])).toEqual([
      ['city-a.yaml', 'extends'],
      ['city-b.yaml', 'extends'],
    ]);
  });

  it('when it ends before it begins, or speaks of the levels', () => {
    expect(only(sets({}, { inForceUntil: '2023-12-31' }))?.rule).toBe('inForceUntil');
    const level = { decree: 'by-reference', decidingMeetings: ['department-meeting'] };
    const levels = { township: level, department: level, county: level, prefecture: level, province: level };
    expect(only(sets({}, { levels }))?.rule).toBe('levels');
  });

  it('when something gives way that never does, or for a body that the decree binds', () => {
    expect(sets({}, { level: 'township', ...giving('hearing-papers-seven-days') })).toEqual([]);
    for (const never of ['legality-review-time-of-my-own', 'competent', 'reviewer-did-not-draft'])
      expect(only(sets({}, { level: 'township', ...giving(never) }))).toMatchObject({
        rule: never,
        en: 'this requirement never gives way',
      });
    for (const level of [null, 'county'])
      expect(only(sets({}, { level, ...giving('hearing-papers-seven-days') }))?.rule).toBe('givesWay');
  });

  it('when it turns into a warning what is no rule of our own', () => {
    expect(sets({}, { warnings: ['counsel-did-not-draft'] })).toEqual([]);
    for (const law of ['legality-review-time', 'no-such-requirement'])
      expect(only(sets({}, { warnings: [law] }))).toMatchObject({ rule: law });
  });

  it('when it is the matter of a law and laxer than the nation', () => {
    expect(only(faultsIn({ ...matter, parameters: { openCallDays: value(10) } }))?.en).toContain(
      'D713-015-a',
    );
  });
});
