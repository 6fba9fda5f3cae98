import { describe, expect, it } from 'vitest';
import { NATIONAL } from '../../workflows/parameters.js';
import type { JsonObject } from '../canonical/canonical-json.js';
import { digestOf } from '../canonical/digest.js';
import { LEVELS, type Level } from './levels.js';
import { areKnown, ruleSetFor } from './rule-sets.js';
import { SHIPPED } from './shipped.js';

const on = '2026-06-01';
const kinds = (of: ReturnType<typeof ruleSetFor>, neededFor: string) =>
  of.assessments.filter((one) => one.neededFor === neededFor).map(({ kind }) => kind);

const asksForHealth = (day: string) =>
  ruleSetFor('county', day, { jurisdiction: 'sanming' }).assessments.some(
    ({ kind }) => kind === 'health-impact',
  );
const strengthInFujian = (kind: string, neededFor: string) =>
  ruleSetFor('county', on, { jurisdiction: 'fujian-251' }).assessments.find(
    (one) => one.kind === kind && one.neededFor === neededFor,
  )?.strength;
/** Of a duty and of an option, in Heilongjiang. */
function strengthsIn(level: Level) {
  const { sources } = ruleSetFor(level, on, { jurisdiction: 'heilongjiang-4' });
  return [sources.draftingMonths?.strength, sources.silenceIsConsent?.strength];
}

describe('The rules of a body', () => {
  it('are the national ones where its place has none', () => {
    const set = ruleSetFor('county', on);
    const { decidingMeetings, ...others } = set.parameters;
    expect(others).toEqual({ ...NATIONAL, decidingMeetings: undefined });
    expect(decidingMeetings).toEqual(['executive-meeting', 'plenary-meeting']);
    expect(set).toMatchObject({ jurisdiction: 'national/county', decree: 'binding', sources: {} });
    expect(set.overlays).toEqual([{ id: 'national', sha256: SHIPPED.national.sha256 }]);
  });

  it('are named by the digest of everything else', () => {
    const { digest, ...others } = ruleSetFor('county', on, { jurisdiction: 'shanghai-35' });
    expect(digestOf(JSON.parse(JSON.stringify(others)) as JsonObject)).toBe(digest);
    expect(ruleSetFor('county', on, { jurisdiction: 'shanghai-35' }).digest).toBe(digest);
  });

  it('are others in every place, at every level, for every kind of matter', () => {
    const places = [...SHIPPED.places.keys()].filter((id) => id !== 'hengxi');
    const sets = [
      ...places.flatMap((jurisdiction) => LEVELS.map((level) => ruleSetFor(level, on, { jurisdiction }))),
      ...[...SHIPPED.matters.keys()].map((id) => ruleSetFor('county', on, { matters: [id] })),
    ];
    expect(new Set(sets.map(({ digest }) => digest)).size).toBe(sets.length);
  });

  it('are none before the decree, in an unknown place, or for an unknown kind of matter', () => {
    expect(() => ruleSetFor('county', '2019-08-31')).toThrow(RangeError);
    expect(() => ruleSetFor('county', on, { jurisdiction: 'atlantis' })).toThrow('atlantis');
    expect(() => ruleSetFor('county', on, { jurisdiction: 'prices' })).toThrow('prices');
    expect(() => ruleSetFor('county', on, { matters: ['national'] })).toThrow('national');
    expect([
      areKnown('quzhou', ['prices']),
      areKnown('atlantis', []),
      areKnown('quzhou', ['quzhou']),
    ]).toEqual([true, false, false]);
  });
});

describe('A place', () => {
  it('adds to the place above it, which adds to the nation', () => {
    const set = ruleSetFor('prefecture', on, { jurisdiction: 'cangzhou-4' });
    expect(set.overlays.map(({ id }) => id)).toEqual(['national', 'hebei-12', 'cangzhou-4']);
    expect(set.sources.adoptionPublishedWithDecision).toEqual({
      rule: 'HEB12-032',
      jurisdiction: 'hebei-12',
      strength: 'binding',
    });
    expect(set.sources.specialStatement).toMatchObject({ rule: 'CZ4-018', jurisdiction: 'cangzhou-4' });
    expect(kinds(set, 'LegalityReviewRequested')).toEqual(['fair-competition']);
    expect(kinds(set, 'TabledAtMeeting')).toEqual(['fair-competition']);
    expect(set.inForceFrom).toBe('2026-02-10');
  });

  it.each<[string, string, boolean, string[]]>([
    ['2026-02-28', '2019-09-01', false, []],
    ['2026-03-01', '2026-03-01', true, ['macro-policy', 'fair-competition']],
  ])('counts from the day on which its rules are in force: Fujian on %s', (day, from, dated, assessments) => {
    const set = ruleSetFor('county', day, { jurisdiction: 'fujian-251' });
    expect(set).toMatchObject({ jurisdiction: 'fujian-251/county', inForceFrom: from });
    expect(set.parameters.completionDateAtStart).toBe(dated);
    expect(kinds(set, 'LegalityOpinionIssued')).toEqual(assessments);
  });

  it('may be in force later than the place above it: Sanming in April and in May', () => {
    expect(['2026-04-30', '2026-05-01'].map(asksForHealth)).toEqual([false, true]);
  });

  it('binds as hard as the decree does at that level; what it chooses is an option', () => {
    expect(LEVELS.map(strengthsIn)).toEqual([
      ['by-reference', 'local-option'],
      ['by-reference', 'local-option'],
      ['binding', 'local-option'],
      ['binding', 'local-option'],
      ['binding', 'local-option'],
    ]);
  });

  it('names its rule where it says more, and not where it only repeats the nation', () => {
    const { sources, parameters } = ruleSetFor('county', on, { jurisdiction: 'guangdong-303' });
    expect([parameters.hearingPapersDays, sources.hearingPapersDays]).toEqual([7, undefined]);
    expect([parameters.hearingListDays, sources.hearingListDays?.rule]).toEqual([10, 'GD303-020']);
  });

  it('turns what is known from a summary into no more than an option', () => {
    expect(strengthInFujian('macro-policy', 'LegalityOpinionIssued')).toBe('local-option');
    expect(strengthInFujian('fair-competition', 'LegalityOpinionIssued')).toBe('local-option');
    expect(strengthInFujian('fair-competition', 'TabledAtMeeting')).toBe('binding');
  });

  it('that is one township keeps to its level, with its own meeting and what gives way', () => {
    const township = ruleSetFor('township', on, { jurisdiction: 'hengxi' });
    expect(township.parameters).toMatchObject({
      decidingMeetings: ['joint-party-government-meeting'],
      meetingAttendance: [2, 3],
      unitDiscussion: true,
    });
    expect(township.sources.decidingMeetings?.strength).toBe('local-option');
    expect(township.sources.meetingAttendance?.strength).toBe('by-reference');
    expect(township.givesWay.map(({ requirement }) => requirement)).toEqual(['hearing-papers-seven-days']);
    expect(township.warnings).toEqual(['counsel-did-not-draft']);
    const county = ruleSetFor('county', on, { jurisdiction: 'hengxi' });
    expect(county.overlays.map(({ id }) => id)).toEqual(['national', 'zhejiang-337']);
    expect([county.givesWay, county.warnings]).toEqual([[], []]);
  });
});

describe('A matter', () => {
  it('binds everybody by its own law, a township too, even where it says what the decree says', () => {
    const { sources, parameters } = ruleSetFor('township', on, { matters: ['spatial-plan'] });
    expect(parameters).toMatchObject({ openCallDays: 30, openCallNeverShortened: true });
    const law = { rule: 'SPEC-URB-026', jurisdiction: 'spatial-plan', strength: 'binding' };
    expect(sources).toMatchObject({ openCallDays: law, openCallNeverShortened: law });
  });

  it('takes nothing from what its place demands beyond it', () => {
    const where = { jurisdiction: 'hubei-example', matters: ['spatial-plan'] };
    const { sources, parameters } = ruleSetFor('county', on, where);
    expect([parameters.openCallDays, sources.openCallDays?.rule]).toEqual([40, 'HBX-01']);
  });

  it('may be of several kinds, in whatever order they are named', () => {
    const matters = ['spatial-plan', 'expropriation', 'special-plan-eia'];
    const set = ruleSetFor('county', on, { matters });
    expect(set.parameters).toMatchObject({
      riskAssessmentRequired: true,
      riskVillagersTookPart: true,
      hearingIfMajorityObjects: true,
    });
    expect(set.assessments.map(({ kind, lastsWorkingDays }) => [kind, lastsWorkingDays])).toEqual([
      ['fair-competition', undefined],
      ['land-pre-announcement', 10],
      ['environmental-impact', undefined],
    ]);
    const again = ruleSetFor('county', on, { matters: [...matters.toReversed(), 'expropriation'] });
    expect(again.digest).toBe(set.digest);
  });

  it('is under the law of its day', () => {
    const on2020 = ruleSetFor('county', '2020-01-01', { matters: ['expropriation'] });
    expect([on2020.parameters.riskAssessmentRequired, on2020.assessments]).toEqual([false, []]);
    expect(ruleSetFor('county', '2024-07-31').assessments).toEqual([]);
    expect(ruleSetFor('county', '2024-08-01').assessments).toMatchObject([
      { kind: 'fair-competition', rule: 'FCR-018', strength: 'binding', gates: true, when: 'market-players' },
    ]);
  });
});
