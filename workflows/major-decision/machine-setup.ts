/** What the machine is set up with: its memory, its events, and the questions (`guard`) that only look at what an act says. */
import { setup } from 'xstate';
import { actions } from './actions.js';
import type { Context } from './context.js';
import type { ProcedureEvent } from './remembering.js';

const payloadOf = (event: ProcedureEvent): Readonly<Record<string, unknown>> => event.act.payload ?? {};

/** A guard looks only at what the act says, and chooses between roads; what must be so is in `requires`. */
export const procedure = setup({
  types: {} as { context: Context; events: ProcedureEvent },
  actions,
  guards: {
    screensAs: ({ event }, params: { result: string }) => payloadOf(event)['result'] === params.result,
    finds: ({ event }, params: { step: string; required: boolean }) =>
      payloadOf(event)['step'] === params.step && payloadOf(event)['required'] === params.required,
    concludes: ({ event }, params: { outcome: string; missingStep?: string }) =>
      payloadOf(event)['outcome'] === params.outcome &&
      (params.missingStep === undefined || payloadOf(event)['missingStep'] === params.missingStep),
    corrects: ({ event }, params: { reopens: string }) => payloadOf(event)['reopens'] === params.reopens,
    judges: ({ event }, params: { controllable: boolean }) =>
      payloadOf(event)['controllable'] === params.controllable,
    decides: ({ event }, params: { outcome: string }) => payloadOf(event)['outcome'] === params.outcome,
    asksParty: ({ event }, params: { kind: string }) => payloadOf(event)['kind'] === params.kind,
    partyAnswers: ({ event }, params: { answer: string }) => payloadOf(event)['answer'] === params.answer,
    jointlyDecides: ({ event }, params: { outcome: string }) =>
      payloadOf(event)['outcome'] === params.outcome,
    ends: ({ event }, params: { how: string }) => payloadOf(event)['how'] === params.how,
    concernsCongress: ({ event }, params: { matter: string }) => payloadOf(event)['matter'] === params.matter,
    congressApproves: ({ event }, params: { approved: boolean }) =>
      payloadOf(event)['approved'] === params.approved,
  },
});

/** Acts that are possible in more than one stage. */
export const EDITION = {
  roles: ['proposer'],
  rules: ['D713-012-a', 'D713-028-c'],
  requires: [
    'edition-follows',
    'bundle-has-a-draft',
    'options-in-the-bundle',
    'drafted-in-time',
    'lists-stay-short',
  ],
};
export const UNIT_CONSULTATION = {
  actions: 'keepConsultedUnits',
  meta: {
    roles: ['proposer'],
    rules: ['D713-013-a', 'D713-013-b'],
    requires: ['disagreement-reported', 'lists-stay-short'],
  },
} as const;
export const ASSESSMENT = {
  actions: 'keepAssessment',
  meta: {
    roles: ['assessor', 'proposer', 'office'],
    rules: ['D713-043-a', 'D713-029-b'],
    requires: ['assessment-took-its-time', 'lists-stay-short'],
  },
} as const;
/** From the start to the tabling: other assessments, units that answer, another lead, matters joined or parted. */
export const BESIDE_THE_STEPS = {
  AssessmentBegun: {
    actions: 'keepAssessmentBegun',
    meta: {
      roles: ['assessor', 'proposer', 'office'],
      rules: ['D713-043-a'],
      requires: ['lists-stay-short'],
    },
  },
  AssessmentRecorded: ASSESSMENT,
  UnitsConsulted: UNIT_CONSULTATION,
  UnitReplied: {
    actions: 'keepUnitReply',
    meta: { roles: ['proposer', 'office'], rules: ['D713-013-a', 'D713-013-b'] },
  },
  UnitReassigned: {
    actions: 'keepUnits',
    meta: {
      roles: ['head', 'office'],
      rules: ['D713-011-a'],
      requires: ['one-lead-unit', 'deciding-body-starts'],
    },
  },
  DecisionsMerged: {
    target: '#merged',
    meta: {
      roles: ['head', 'office'],
      rules: ['D713-010-a'],
      requires: ['merged-into-running-matter'],
    },
  },
  DecisionSplit: {
    target: '#split',
    meta: { roles: ['head', 'office'], rules: ['D713-010-a'], requires: ['parts-are-proposed'] },
  },
} as const;
/** From the start on, for as long as the matter may have effect: one that came to nothing has nothing to be late with. */
export const LATENESS = {
  DeadlinePassed: {
    actions: 'keepPassedDeadline',
    meta: { roles: ['timekeeper'], rules: ['D713-038-c'], requires: ['deadline-has-passed'] },
  },
} as const;
export const TERMINATION = {
  target: '#terminated',
  actions: 'keepNothing',
  meta: { roles: ['head'], rules: ['D713-010-a', 'D713-038-c'] },
} as const;

/** Back to the three steps, each where it was left: what is done stays done. */
export const AS_IT_WAS = {
  publicInput: '#publicInput.previous',
  expertReview: '#expertReview.previous',
  riskAssessment: '#riskAssessment.previous',
} as const;

const CORRECTION = {
  roles: ['proposer', 'office', 'secretary'],
  rules: ['D713-033-a', 'D713-030-d'],
  requires: ['correction-checked', 'correction-of-a-field', 'correction-reopens-what-fell'],
} as const;
const reopening = (reopens: string) => ({ type: 'corrects', params: { reopens } }) as const;
const VOIDED = [
  'keepCorrection',
  'reopenMissingStep',
  'voidReview',
  'voidDiscussion',
  'voidOutcome',
] as const;

/** A correction that leaves everything as it is: at any time, in any state. */
export const ANNOTATION = {
  guard: reopening('none'),
  actions: 'keepCorrection',
  meta: CORRECTION,
} as const;

/** What rested on the wrong value is done again; what followed it is void, visibly. */
const REOPENING_A_STEP = [
  ANNOTATION,
  {
    guard: reopening('public-input'),
    target: ['#publicInput.needed', AS_IT_WAS.expertReview, AS_IT_WAS.riskAssessment],
    actions: VOIDED,
    meta: CORRECTION,
  },
  {
    guard: reopening('expert-review'),
    target: [AS_IT_WAS.publicInput, '#expertReview.undetermined', AS_IT_WAS.riskAssessment],
    actions: VOIDED,
    meta: CORRECTION,
  },
  {
    guard: reopening('risk-assessment'),
    target: [AS_IT_WAS.publicInput, AS_IT_WAS.expertReview, '#riskAssessment.undetermined'],
    actions: VOIDED,
    meta: CORRECTION,
  },
] as const;

/** Before the step was reached again, nothing stands that could fall. */
const NOTHING_STANDS = (reopens: string) =>
  ({ guard: reopening(reopens), actions: 'keepCorrection', meta: CORRECTION }) as const;
const REVIEW_AGAIN = {
  guard: reopening('legality-review'),
  target: '#toBeRequested',
  actions: ['keepCorrection', 'voidReview', 'voidDiscussion', 'voidOutcome'],
  meta: CORRECTION,
} as const;

/** While the three steps run, each region opens itself again and leaves the others where they are. */
export const opensAgain = (step: string, target: string) =>
  ({
    guard: reopening(step),
    target,
    actions: ['keepCorrection', 'reopenMissingStep'],
    meta: CORRECTION,
  }) as const;
export const CORRECTION_IN_STEPS = [
  ANNOTATION,
  NOTHING_STANDS('legality-review'),
  NOTHING_STANDS('collective-decision'),
] as const;
export const CORRECTION_IN_REVIEW = [
  ...REOPENING_A_STEP,
  REVIEW_AGAIN,
  NOTHING_STANDS('collective-decision'),
] as const;
export const CORRECTION_OF_A_DECISION = [
  ...REOPENING_A_STEP,
  REVIEW_AGAIN,
  {
    guard: reopening('collective-decision'),
    target: '#meeting',
    reenter: true,
    actions: ['keepCorrection', 'voidDiscussion', 'voidOutcome'],
    meta: CORRECTION,
  },
] as const;
