/** The procedure for major administrative decisions, whole: the machine, its acts and its requirements. */
import type { WorkflowDefinition } from '../definition.js';
import type { Act, EventDefinition, Requirement } from '../vocabulary.js';
import { anyTimeActs, anyTimeRules, departurePossibleFrom } from './any-time.js';
import { assessmentActs, assessmentRules } from './assessments.js';
import { beforeIssueActs, beforeIssueRules } from './before-issue.js';
import type { Context } from './context.js';
import { correctionActs, correctionRules } from './corrections.js';
import { deadlineActs, deadlineRules, deadlinesOf } from './deadlines.js';
import { discussionRules } from './discussion.js';
import { draftActs, draftRules } from './draft.js';
import { evaluationActs, evaluationRules } from './evaluation.js';
import { executionAdviceActs, executionAdviceRules } from './execution-advice.js';
import { changeActs, changeRules } from './execution-changes.js';
import { endActs, endRules } from './execution-end.js';
import { executionActs, executionRules } from './execution.js';
import { expertPanelRules } from './expert-panel.js';
import { expertActs, expertRules } from './expert-review.js';
import { findingActs, findingRules } from './findings.js';
import { hearingRules } from './hearing.js';
import { issueActs, issueRules } from './issue.js';
import { jointActs, jointRules } from './joint-decision.js';
import { legalityActs, legalityRules } from './legality-review.js';
import { machine } from './machine.js';
import { lapsesOn, meetingActs, meetingRules } from './meeting.js';
import { meetingBundleRules } from './meeting-bundle.js';
import { openCallRules } from './open-call.js';
import { outsideActs, outsideRules } from './outside.js';
import { paperPlaceRules } from './paper-places.js';
import { planOf } from './plan.js';
import { PRECEDENCES } from './precedences.js';
import { proposalActs, proposalRules } from './proposal.js';
import { publicInputActs, publicInputRules } from './public-input.js';
import { publicationActs, publicationRules } from './publication.js';
import { publicInputReportRules } from './public-input-report.js';
import { reviewAnswerRules } from './review-answers.js';
import { reviewBundleRules } from './review-bundle.js';
import { reviewTimeRules } from './review-time.js';
import { riskActs, riskRules } from './risk-assessment.js';
import { shortListRules } from './short-lists.js';
import { startActs, startRules } from './start.js';
import { MANDATORY_STEPS, RESTS_ON, RETURNS, stepsOf } from './steps.js';

export const events = {
  ...proposalActs,
  ...startActs,
  ...draftActs,
  ...findingActs,
  ...publicInputActs,
  ...expertActs,
  ...riskActs,
  ...assessmentActs,
  ...legalityActs,
  ...meetingActs,
  ...beforeIssueActs,
  ...jointActs,
  ...issueActs,
  ...publicationActs,
  ...executionActs,
  ...executionAdviceActs,
  ...changeActs,
  ...endActs,
  ...evaluationActs,
  ...outsideActs,
  ...correctionActs,
  ...deadlineActs,
  ...anyTimeActs,
} as const satisfies Record<string, EventDefinition>;

const rules: readonly Requirement<Context>[] = [
  ...proposalRules,
  ...startRules,
  ...draftRules,
  ...findingRules,
  ...publicInputRules,
  ...publicInputReportRules,
  ...openCallRules,
  ...hearingRules,
  ...expertRules,
  ...expertPanelRules,
  ...riskRules,
  ...assessmentRules,
  ...reviewBundleRules,
  ...legalityRules,
  ...reviewAnswerRules,
  ...reviewTimeRules,
  ...meetingBundleRules,
  ...meetingRules,
  ...discussionRules,
  ...beforeIssueRules,
  ...jointRules,
  ...issueRules,
  ...publicationRules,
  ...executionRules,
  ...executionAdviceRules,
  ...changeRules,
  ...endRules,
  ...evaluationRules,
  ...outsideRules,
  ...correctionRules,
  ...deadlineRules,
  ...shortListRules,
  ...paperPlaceRules,
  ...anyTimeRules,
];

/**
 * What makes a step that step: without it the whole step would fall away, and that takes a finding
 * (`StepFindingRecorded`), never a departure.
 */
const WHOLE_STEPS = [
  'exemption-grounded',
  'non-disclosure-determined',
  'public-is-not-departments',
  'notice-of-current-draft',
  'open-call-over',
  'expert-opinions-in',
  'risk-report-complete',
  'risk-judged-controllable',
  'legal-risk-stated',
];

/** Whose act it is; and a hearing that another law demands, which binds this body whatever Decree 713 does. */
const NEVER_ITS_OWN_TO_GIVE = [
  'expert-invited',
  'expert-without-interest',
  'expert-declared-free-of-interest',
  'member-of-the-meeting',
  'speaker-is-the-head',
  'decided-by-the-head',
  'spoke-in-dissent',
  'hearing-where-required',
  'studied-by-unit-assigned',
  'reported-by-executing-unit',
];

/** What a township may depart from, recorded and shown: binding only by reference, through Decree 713 alone. */
export const DEPARTABLE = rules
  .filter(
    ({ id, strength, rules: ids }) =>
      strength === 'binding' &&
      ids.length > 0 &&
      ids.every((rule) => rule.startsWith('D713-')) &&
      ![...WHOLE_STEPS, ...NEVER_ITS_OWN_TO_GIVE].includes(id),
  )
  .map(({ id }) => id);

export const requirements = Object.fromEntries(
  [...rules, departurePossibleFrom(DEPARTABLE, rules)].map((requirement) => [requirement.id, requirement]),
);

/** What no transition of these acts may leave out: without it the step behind it would be a step in name only. */
const DEMANDED = {
  LegalityReviewRequested: ['bundle-is-current', 'review-bundle-complete'],
  LegalityOpinionIssued: ['reviewer-did-not-draft', 'opinion-on-submitted-bundle', 'three-answers'],
  ConformityConfirmed: ['reviewer-did-not-draft', 'difference-shown'],
  MeetingBundleSubmitted: ['reviewed-text-is-tabled'],
  TabledAtMeeting: ['reviewed-text-is-tabled', 'meeting-of-the-deciding-body', 'legality-review-time'],
  MemberSpoke: ['in-the-meeting'],
  HeadSpoke: ['in-the-meeting', 'speaker-is-the-head', 'discussed-by-others', 'head-speaks-last'],
  OutcomeDecided: ['in-the-meeting', 'decided-by-the-head', 'tabled-text-is-decided'],
  DecisionIssued: ['decided-text-is-issued', 'joint-bodies-decided'],
  ExecutionEnded: ['successor-in-effect'],
  EvaluationReported: ['evaluated-independently'],
};

export const majorDecision: WorkflowDefinition = {
  id: 'major-decision',
  version: '5',
  title: { zh: '重大行政决策程序', en: 'Procedure for major administrative decisions' },
  machine,
  first: 'DecisionProposed',
  events,
  requirements,
  mandatorySteps: MANDATORY_STEPS,
  precedences: PRECEDENCES,
  returns: RETURNS,
  restsOn: RESTS_ON,
  editions: {
    submitted: 'DraftSubmitted',
    opinion: 'LegalityOpinionIssued',
    confirmed: 'ConformityConfirmed',
    tabled: 'TabledAtMeeting',
  },
  exemptionsReviewed: { step: 'legality-review', requirement: 'exemptions-reviewed' },
  demanded: DEMANDED,
  stepsOf,
  bodyOf: (act: Act) => (act.payload as { body?: string } | undefined)?.body,
  planOf: (context, today, days) => planOf(context as Context, today, days),
  deadlinesOf: (context, days) => deadlinesOf(context as Context, days),
  lapsesOn: (context, days) => lapsesOn(context as Context, days),
};
