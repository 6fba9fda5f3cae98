/** Assessments beside the five steps: fair competition, macro-policy, health impact … Localities keep adding them. */
import { z } from 'zod';
import { opaqueId, paper, words } from '../fields.js';
import {
  aboutPayload,
  countedFrom,
  met,
  unmet,
  type Assessment,
  type EventDefinition,
  type Requirement,
} from '../vocabulary.js';
import { inARow, quoted } from '../words.js';
import type { Context } from './context.js';

const kind = z.string().regex(/^[a-z][a-z-]{2,40}$/);

export const assessmentActs = {
  AssessmentBegun: {
    title: { zh: '其他评估审查开始', en: 'Other assessment begun' },
    payload: z.strictObject({
      kind,
      /** A pre-announcement, a submission: what shows that it began. */
      document: paper,
      tier: z.string().min(1).max(40).optional(),
    }),
  },
  AssessmentRecorded: {
    title: { zh: '记录其他评估审查结果', en: 'Other assessment recorded' },
    payload: z.strictObject({
      kind,
      passed: z.boolean(),
      /** The unit that assessed. */
      by: opaqueId.optional(),
      report: paper,
      /** What became of it in the draft, for assessments that do not bind. */
      adopted: words().optional(),
      remark: words().optional(),
    }),
  },
} as const satisfies Record<string, EventDefinition>;

type Recorded = z.infer<(typeof assessmentActs)['AssessmentRecorded']['payload']>;
const BEGUN = quoted(assessmentActs.AssessmentBegun.title);
const ASSESSED = quoted(assessmentActs.AssessmentRecorded.title);

/** Assessments that these rules ask for, as the draft stands. */
export function assessmentsFor(context: Context): readonly Assessment[] {
  const touches = context.draft?.touches;
  const applies = {
    always: true,
    'market-players': touches?.marketPlayers ?? false,
    money: touches?.money ?? false,
    land: touches?.land ?? false,
    planning: context.kind === 'planning',
  };
  return (context.ruleSet?.assessments ?? []).filter(({ when }) => applies[when]);
}

const isIn = (context: Context, { kind: wanted, gates }: Assessment): boolean => {
  const result = context.assessments[wanted]?.result ?? null;
  return gates ? result === 'passed' : result !== null;
};

/** Assessments that have to be in by now (design §4). */
const assessmentsIn: Requirement<Context> = {
  id: 'assessments-in',
  rules: ['D713-043-a'],
  strength: 'local-option',
  title: { zh: '所要求的评估审查已完成', en: 'The assessments that the rules ask for are in' },
  test: (context, act) => {
    const missing = assessmentsFor(context).filter(
      (one) => one.neededFor === act.type && !isIn(context, one),
    );
    if (missing.length === 0) return met;
    const named = inARow(missing.map(({ title }) => title));
    const [first] = missing;
    return unmet({
      found: { zh: `缺：${named.zh}`, en: `missing: ${named.en}` },
      needed: {
        zh: '所要求的每项评估审查的结果',
        en: 'the result of each assessment that the rules require',
      },
      remedy: {
        zh: `由${first?.by.zh ?? ''}出具后，办理${ASSESSED.zh}。`,
        en: `Have ${first?.by.en ?? ''} give it, and add ${ASSESSED.en}.`,
      },
      whoCanSupply: ['assessor', 'proposer'],
      rules: missing.map(({ rule }) => rule),
    });
  },
};

/** A pre-announcement of ten working days has run for ten working days, counted from what is recorded or evidenced. */
const assessmentTookItsTime = aboutPayload<Recorded, Context>({
  id: 'assessment-took-its-time',
  rules: ['D713-043-a'],
  strength: 'local-option',
  title: { zh: '评估审查的法定时间已满', en: 'The assessment has lasted as long as the law says' },
  fields: ['kind'],
  test: (context, act) => {
    const asked = context.ruleSet?.assessments.find(
      ({ kind: one, lastsWorkingDays }) => one === act.payload.kind && lastsWorkingDays !== undefined,
    );
    const least = asked?.lastsWorkingDays;
    if (asked === undefined || least === undefined) return met;
    const begun = context.assessments[act.payload.kind]?.begunOn ?? null;
    const last = begun === null ? undefined : act.days.workingDaysAfter(begun, least);
    const earliest = last && act.days.addDays(last.date, 1);
    if (earliest && countedFrom(act) >= earliest) return met;
    return unmet({
      found: begun
        ? { zh: `${asked.title.zh} ${begun} 开始`, en: `${asked.title.en} began on ${begun}` }
        : { zh: `没有${asked.title.zh}开始的记录`, en: `nothing shows when ${asked.title.en} began` },
      needed: { zh: `${least} 个工作日`, en: `${least} working days` },
      remedy: earliest
        ? { zh: `${earliest} 起可以办理。`, en: `Possible from ${earliest}.` }
        : { zh: `先办理${BEGUN.zh}。`, en: `Add ${BEGUN.en} first.` },
      ...(earliest ? { earliestOn: earliest, provisional: last.provisional } : {}),
      whoCanSupply: ['proposer', 'assessor'],
      rules: [asked.rule],
    });
  },
});

export const assessmentRules = [assessmentsIn, assessmentTookItsTime];
