/** What the machine is set up with: its memory, its events, and the questions (`guard`) that only look at what an act says. */
import { setup } from 'xstate';
import { actions, type ProcedureEvent } from './actions.js';
import type { Context } from './context.js';

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
    judges: ({ event }, params: { controllable: boolean }) =>
      payloadOf(event)['controllable'] === params.controllable,
    decides: ({ event }, params: { outcome: string }) => payloadOf(event)['outcome'] === params.outcome,
    asksParty: ({ event }, params: { kind: string }) => payloadOf(event)['kind'] === params.kind,
    partyAnswers: ({ event }, params: { answer: string }) => payloadOf(event)['answer'] === params.answer,
    concernsCongress: ({ event }, params: { matter: string }) => payloadOf(event)['matter'] === params.matter,
    congressApproves: ({ event }, params: { approved: boolean }) =>
      payloadOf(event)['approved'] === params.approved,
  },
});

/** Acts that are possible in more than one stage. */
export const EDITION = {
  roles: ['proposer'],
  rules: ['D713-012-a', 'D713-028-c'],
  requires: ['edition-follows', 'bundle-has-a-draft', 'lists-stay-short'],
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
    roles: ['assessor', 'proposer'],
    rules: ['D713-043-a', 'D713-029-b'],
    requires: ['lists-stay-short'],
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
