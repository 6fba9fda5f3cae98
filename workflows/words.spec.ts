import { describe, expect, it } from 'vitest';
import { days } from '../test/china-calendar.js';
import { procedure } from '../test/story.js';
import type { Json } from '../src/canonical/canonical-json.js';
import { machineRows } from '../src/reports/machine-rows.js';
import { nothingYet, type Context } from './major-decision/context.js';
import { legalityActs } from './major-decision/legality-review.js';
import { meetingActs } from './major-decision/meeting.js';
import { meetingPapersFor } from './major-decision/meeting-bundle.js';
import { REVIEW_PAPERS } from './major-decision/review-bundle.js';
import { majorDecision } from './major-decision/workflow.js';
import { MEETING_KINDS as KINDS_OF_MEETING } from './meeting/meeting.js';
import { PARAMETERS, type Parameters } from './parameters.js';
import type { Act, RuleSet, Text } from './vocabulary.js';
import * as words from './words.js';

/** An act of which nothing is filled in. */
const unfilled: Act = {
  type: 'DecisionProposed',
  subject: 'decision/d-1',
  version: 0,
  time: '2026-03-02T01:00:00.000Z',
  date: '2026-03-02',
  actor: 'clerk',
  actorRole: 'office',
  actorUnit: 'office',
  facts: { calendar: '', actor: { person: 'clerk', position: 0, grants: [], standing: 'good' } },
  days,
};
/** Whatever can be wrong with a meeting, a consultation, the people named. */
const somewhere: Act['facts'] = {
  ...unfilled.facts,
  meeting: {
    meeting: 'm-1',
    position: 0,
    body: 'elsewhere',
    kind: 'department-meeting',
    status: 'closed',
    plannedOn: '2026-03-02',
    openedOn: null,
    head: 'head',
    members: [],
    present: ['deputy', 'warden'],
    agenda: [],
  },
};
/** Every duty that some place knows, all at once. */
const STRICTEST: RuleSet = {
  digest: '',
  jurisdiction: 'somewhere',
  inForceFrom: '2025-01-01',
  decree: 'binding',
  parameters: {
    ...(Object.fromEntries(
      Object.entries(PARAMETERS).map(([name, { national, direction }]) => [
        name,
        direction === 'on' ? true : national,
      ]),
    ) as Parameters),
    draftingMonths: 1,
    roundTablePapersDays: 5,
    hearingNoticeDays: 30,
    hearingParticipantsAtLeast: 9,
    hearingAttendance: [2, 3],
    hearingPostponedAtMostDays: 3,
    legalityReviewExtensionWorkingDays: 5,
    meetingAttendance: [2, 3],
    lapseAfterMonths: 12,
    reviewOutcomes: ['lawful'],
    meetingOutcomes: ['passed'],
  },
  sources: {},
  assessments: [
    {
      kind: 'health-impact',
      title: { zh: '健康影响评估', en: 'health impact assessment' },
      rule: 'SM-HIA-010',
      strength: 'binding',
      by: { zh: '卫生健康部门', en: 'the health department' },
      when: 'always',
      gates: true,
      neededFor: 'TabledAtMeeting',
      lastsWorkingDays: 10,
    },
  ],
  overlays: [],
  givesWay: [],
  warnings: [],
};
const filled: Context = {
  ...nothingYet,
  body: 'township',
  draft: {
    edition: 1,
    bundle: 'd'.repeat(64),
    drafters: [],
    options: ['a', 'b'],
    touches: {
      specificGroups: true,
      marketPlayers: true,
      money: true,
      land: true,
      wideConcern: true,
      units: ['police'],
      hearingRequiredBy: '价格法',
    },
  },
  disagreement: true,
  proposalOf: 'leader',
  startedOn: '2025-01-02',
  findings: { 'public-input': { required: false, by: 'head', contested: true, basis: '保密' } },
  experts: {
    clerk: {
      declared: 'not-yet',
      ofDepartment: true,
      opinionOn: null,
      verdict: null,
      signed: false,
    },
  },
  risk: { level: 'high', assessed: 'd'.repeat(64), report: null, measures: [], judged: 'not-yet' },
  ruleSet: STRICTEST,
  review: { ...nothingYet.review, requestedOn: '2026-03-02' },
  meeting: { ...nothingYet.meeting, meeting: 'm-1', spoke: { clerk: 'abstain', deputy: 'disagree' } },
};

interface Schema {
  readonly [name: string]: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly enum?: readonly Json[];
}

/** A payload that says no, nothing and the last choice wherever it can. */
function contrary({ type, enum: choices, properties, format, pattern }: Schema): Json {
  if (choices) return choices.at(-1) ?? null;
  if (type === 'object')
    return Object.fromEntries(Object.entries(properties ?? {}).map(([name, one]) => [name, contrary(one)]));
  if (type === 'array') return [];
  if (type === 'boolean') return false;
  if (type === 'integer') return 7;
  if (format === 'date') return '2026-12-31';
  return String(pattern).includes('0-9a-f') ? 'f'.repeat(64) : '某某';
}

const CODES = Object.values(words)
  .flatMap((list) => (typeof list === 'function' ? [] : Object.keys(list)))
  .filter((code) => code.includes('-'));

/** What is neither word nor name: digests, marks of people and units, ids of rules in brackets. */
const withoutMarks = (text: string) =>
  text.replace(/\{(person|unit):[^}]+\}|[0-9a-f]{12}|[（(][A-Z0-9-]+[)）]/g, '');

/** Codes that people would have to read. */
function codesIn({ zh, en }: Text): string[] {
  const english = withoutMarks(en);
  return [
    ...(withoutMarks(zh).match(/[A-Za-z]{2,}/g) ?? []),
    ...(english.match(/\w*[a-z][A-Z]\w*/g) ?? []),
    ...CODES.filter((code) => english.includes(code)),
  ];
}

describe('the words of a refusal', () => {
  it.each([
    ['papers for the review', words.PAPERS, REVIEW_PAPERS],
    ['papers for the meeting', words.PAPERS, [...meetingPapersFor(nothingYet), ...meetingPapersFor(filled)]],
    ['kinds of meeting', words.MEETING_KINDS, KINDS_OF_MEETING],
    ['stances', words.STANCES, meetingActs.MemberSpoke.payload.shape.stance.options],
    ['outcomes', words.OUTCOMES, meetingActs.OutcomeDecided.payload.shape.outcome.options],
    [
      'outcomes of the review',
      words.REVIEW_OUTCOMES,
      legalityActs.LegalityOpinionIssued.payload.shape.outcome.options,
    ],
    [
      'answers of the review',
      words.REVIEW_ANSWERS,
      legalityActs.LegalityOpinionIssued.payload.shape.power.options,
    ],
  ])('%s all have theirs', (_, list, codes) => {
    expect(codes.filter((code) => !Object.hasOwn(list, code))).toEqual([]);
  });

  it('are there for every field that a requirement waits for', () => {
    const awaited = Object.values(majorDecision.requirements).flatMap((requirement) => {
      const finding = requirement.test(filled as never, unfilled);
      return finding.is === 'depends' ? finding.fields : [];
    });
    expect(awaited.length).toBeGreaterThan(40);
    expect(awaited.filter((field) => !Object.hasOwn(words.FIELDS, field))).toEqual([]);
  });

  it('are a code where nobody gave it a word', () => {
    expect(words.wordFor(words.PAPERS, 'constructor')).toEqual({ zh: 'constructor', en: 'constructor' });
    expect(words.wordsFor(words.STANCES, ['agree', 'sleeps'])).toEqual({
      zh: '同意、sleeps',
      en: 'agrees, sleeps',
    });
  });

  it('hold no code, whichever requirement says them', () => {
    const told = new Map<string, readonly string[]>();
    for (const { type, requires } of machineRows(majorDecision))
      for (const requirement of requires.map((id) => majorDecision.requirements[id]))
        for (const context of [nothingYet, filled])
          for (const facts of [unfilled.facts, somewhere]) {
            const payload = contrary(procedure.intake(type)?.schema ?? {});
            const finding = requirement?.test(context as never, { ...unfilled, type, facts, payload });
            if (!requirement || finding?.is !== 'unmet') continue;
            const { found, needed, remedy } = finding;
            const codes = [requirement.title, found, needed, remedy].flatMap(codesIn);
            told.set(requirement.id, [...(told.get(requirement.id) ?? []), ...codes]);
          }
    expect([...told].filter(([, codes]) => codes.length > 0)).toEqual([]);
    expect(told.size).toBeGreaterThan(45);
  });
});
