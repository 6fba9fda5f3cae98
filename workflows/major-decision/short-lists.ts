/** A decision's memory stays small, whatever those within put into it (design §4). */
import { aboutPayload, met, unmet } from '../vocabulary.js';
import type { Context } from './context.js';

/** How long the lists in a decision's memory can grow: far beyond any real matter. */
const LONGEST = {
  drafters: 100,
  units: 100,
  experts: 40,
  assessments: 30,
  records: 40,
  assessors: 40,
  advice: 100,
};

const longer = (known: readonly string[], more: readonly (string | undefined)[] = []) =>
  new Set([...known, ...more]).size;

interface Listed {
  readonly drafters?: readonly string[];
  readonly units?: readonly string[];
  readonly expert?: string;
  readonly kind?: string;
}

/** What each act adds to, and how long that list would be. */
const lengths: Readonly<
  Record<string, (context: Context, payload: Listed) => [number, keyof typeof LONGEST]>
> = {
  DraftSubmitted: (context, { drafters }) => [longer(context.drafters, drafters), 'drafters'],
  UnitsConsulted: (context, { units }) => [longer(context.unitsConsulted, units), 'units'],
  ExpertInvited: (context, { expert }) => [longer(Object.keys(context.experts), [expert]), 'experts'],
  ExpertOpinionGiven: (context) => [context.expertRecords.length + 1, 'records'],
  ExpertReviewConcluded: (context) => [context.expertRecords.length + 1, 'records'],
  PublicInputHeld: (context) => [context.publicInput.records.length + 1, 'records'],
  HearingHeld: (context) => [context.publicInput.records.length + 1, 'records'],
  AssessmentBegun: (context, { kind }) => [longer(Object.keys(context.assessments), [kind]), 'assessments'],
  AssessmentRecorded: (context, { kind }) => [
    Math.max(longer(Object.keys(context.assessments), [kind]), context.assessors.length + 1),
    'assessments',
  ],
  ExecutionAdviceGiven: (context) => [context.after.adviceUnanswered.length + 1, 'advice'],
  RiskAssessed: (context) => [context.assessors.length + 1, 'assessors'],
};

const listsStayShort = aboutPayload<Listed, Context>({
  id: 'lists-stay-short',
  rules: [],
  strength: 'house',
  title: { zh: '名单不超过系统容量', en: 'Lists stay within what the system keeps' },
  fields: ['drafters', 'units', 'expert', 'kind'],
  test: (context, { type, payload }) => {
    const [length, list] = lengths[type]?.(context, payload) ?? [0, 'drafters'];
    if (length <= LONGEST[list]) return met;
    return unmet({
      found: { zh: `共 ${length} 项`, en: `${length} entries` },
      needed: { zh: `${LONGEST[list]} 项以内`, en: `at most ${LONGEST[list]}` },
      remedy: {
        zh: '核对名单；确需更多的，合并提交。',
        en: 'Check the list; combine entries where there are more.',
      },
      whoCanSupply: ['proposer'],
    });
  },
});

export const shortListRules = [listsStayShort];
