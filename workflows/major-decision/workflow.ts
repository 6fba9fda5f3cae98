/** The procedure for major administrative decisions, whole: the machine, its acts and its requirements. */
import type { WorkflowDefinition } from '../definition.js';
import type { Act, EventDefinition, Requirement } from '../vocabulary.js';
import { afterActs, afterRules } from './after-decision.js';
import { anyTimeActs, anyTimeRules, departurePossibleFrom } from './any-time.js';
import type { Context } from './context.js';
import { draftActs, draftRules } from './draft.js';
import { expertActs, expertRules } from './expert-review.js';
import { findingActs, findingRules } from './findings.js';
import { legalityActs, legalityRules } from './legality-review.js';
import { machine } from './machine.js';
import { meetingActs, meetingRules } from './meeting.js';
import { planOf } from './plan.js';
import { proposalActs, proposalRules } from './proposal.js';
import { publicInputActs, publicInputRules } from './public-input.js';
import { riskActs, riskRules } from './risk-assessment.js';
import { MANDATORY_STEPS, stepsOf } from './steps.js';

export const events = {
  ...proposalActs,
  ...draftActs,
  ...findingActs,
  ...publicInputActs,
  ...expertActs,
  ...riskActs,
  ...legalityActs,
  ...meetingActs,
  ...afterActs,
  ...anyTimeActs,
} as const satisfies Record<string, EventDefinition>;

const rules: readonly Requirement<Context>[] = [
  ...proposalRules,
  ...draftRules,
  ...findingRules,
  ...publicInputRules,
  ...expertRules,
  ...riskRules,
  ...legalityRules,
  ...meetingRules,
  ...afterRules,
  ...anyTimeRules,
];

/** What a township may depart from, recorded and shown: binding only by reference, through Decree 713 alone. */
export const DEPARTABLE = rules
  .filter(
    ({ strength, rules: ids }) =>
      strength === 'binding' && ids.length > 0 && ids.every((id) => id.startsWith('D713-')),
  )
  .map(({ id }) => id);

export const requirements = Object.fromEntries(
  [...rules, departurePossibleFrom(DEPARTABLE)].map((requirement) => [requirement.id, requirement]),
);

export const majorDecision: WorkflowDefinition = {
  id: 'major-decision',
  version: '1',
  title: { zh: '重大行政决策程序', en: 'Procedure for major administrative decisions' },
  machine,
  first: 'DecisionProposed',
  events,
  requirements,
  mandatorySteps: MANDATORY_STEPS,
  editions: {
    submitted: 'DraftSubmitted',
    opinion: 'LegalityOpinionIssued',
    confirmed: 'ConformityConfirmed',
    tabled: 'TabledAtMeeting',
  },
  exemptionsReviewed: { step: 'legality-review', requirement: 'exemptions-reviewed' },
  stepsOf,
  bodyOf: (act: Act) => (act.payload as { body?: string } | undefined)?.body,
  planOf: (context, today, days) => planOf(context as Context, today, days),
};
