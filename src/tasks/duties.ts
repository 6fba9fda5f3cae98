import type { AnyMachineSnapshot } from 'xstate';
import type { Catalogue } from '../../workflows/catalogue/catalogue.js';
import type { Consultation } from '../../workflows/consultation/consultation.js';
import type { Context } from '../../workflows/major-decision/context.js';
import type { Meeting } from '../../workflows/meeting/meeting.js';
import type { Deadline } from '../../workflows/definition.js';
import type { LocalDate } from '../../workflows/vocabulary.js';

/** Whether a matter waits for an act, or the act is merely open to whoever wants it. */
export type Duty = 'due' | 'possible';

/** One act that can follow now. */
export interface Duties {
  readonly act: string;
  readonly duty: Duty;
  /** Id of the state that it is an act of; '' where the subject is no machine. */
  readonly step: string;
  /** By when, where anything says so. */
  readonly deadline?: { readonly id: string; readonly on: LocalDate } | undefined;
}

/** Acts for which no matter waits: ways out, ways back, and what merely may be. */
const MERELY_POSSIBLE = new Set([
  'ProposalWithdrawn',
  'ProposalDeclined',
  'DecisionsMerged',
  'DecisionSplit',
  'StudyAssigned',
  'UnitReassigned',
  'UnitsConsulted',
  'UnitReplied',
  'AssessmentBegun',
  'AssessmentRecorded',
  'ProcedureTerminated',
  'LegalityReviewExtended',
  'LegalityBundleReturned',
  'MeetingBundleReturned',
  'MemberRecused',
  'PublicationWithheld',
  'ExecutionInspected',
  'ExecutionEnded',
  'ExecutionSuspended',
  'AdjustmentProposed',
  'EvaluationOrdered',
  'EmergencyReported',
]);
/** Done by the program itself. */
const OF_THE_PROGRAM = new Set(['DeadlinePassed', 'DecisionLapsed']);
/** States in which nothing is due, though what was done can be done again. */
const DONE_WITH = new Set(['archived', 'published', 'withheld', 'ended']);
/** Acts of the whole machine that somebody in particular owes, once they are owed at all: the requirement tells. */
export const OWED_AT_ANY_TIME = new Set(['DissentConfirmed', 'CorrectionDone', 'ExecutionAdviceAnswered']);
/** Acts of a whole part of the machine that are shown to whoever may do them, though none of its states waits for them. */
const OPEN_AT_ANY_TIME = new Set(['AssessmentRecorded', 'ExecutionAdviceGiven']);

/**
 * What a state waits for, where it takes much besides: other ways to the same end, and the same once more. By the state and
 * the one around it. A hearing that a law asks for, or that is announced and not held, is waited for in any of public input.
 */
export const WAITED_FOR: Readonly<Record<string, readonly string[]>> = {
  'publicInput.needed': ['ConsultationOpened', 'PublicInputHeld'],
  'publicInput.openCall': ['ConsultationClosed'],
  'publicInput.hearing': ['HearingPapersDelivered', 'HearingHeld'],
  'publicInput.gathered': ['PublicInputReported'],
  'execution.underWay': ['ExecutionReported'],
};

/** By the beginning of a deadline's id, the acts that keep it. */
const KEPT_BY: readonly (readonly [id: RegExp, acts: readonly string[]])[] = [
  [/^draft$/, ['DraftSubmitted']],
  [/^hearing-report-/, ['PublicInputReported']],
  [/^assessment-/, ['AssessmentRecorded']],
  [/^supplement-/, ['LegalityReviewRequested']],
  [/^review-/, ['LegalityOpinionIssued', 'ConformityConfirmed']],
  [/^meeting-bundle-/, ['TabledAtMeeting']],
  [/^planned-meeting$/, ['TabledAtMeeting', 'OutcomeDecided', 'MeetingBundleSubmitted']],
  [/^publication-/, ['DecisionPublished']],
  [/^measure-/, ['ExecutionReported']],
  [/^lapse$/, ['DecisionRetabled']],
];
/** The acts that keep this deadline. */
export const actsKeeping = (id: string): readonly string[] =>
  KEPT_BY.filter(([begins]) => begins.test(id)).flatMap(([, acts]) => acts);
/** That of the whole matter counts for whatever is due in it, where nothing nearer does. */
export const OF_THE_WHOLE = /^completion$/;

/** What can follow in a decision: acts of the innermost active states, each with its nearest deadline. */
export function dutiesOfDecision(snapshot: AnyMachineSnapshot, deadlines: readonly Deadline[]): Duties[] {
  const duties = new Map<string, Duties>();
  const besides = besidesIn(snapshot.context as Partial<Context>);
  for (const node of snapshot._nodes) {
    const isLeaf = node.type === 'atomic' || node.type === 'final';
    const types = node.ownEvents.map(String).filter((type) => !OF_THE_PROGRAM.has(type));
    const waitedFor = WAITED_FOR[`${node.parent?.key}.${node.key}`];
    for (const act of types) {
      const isWaitedFor = waitedFor === undefined || waitedFor.includes(act) || besides.includes(act);
      const duty = isWaitedFor ? dutyOf(act, isLeaf && !DONE_WITH.has(node.key), types) : 'possible';
      if (!isLeaf && !OWED_AT_ANY_TIME.has(act) && !OPEN_AT_ANY_TIME.has(act)) continue;
      const known = duties.get(act);
      if (known?.duty === 'due') continue;
      const deadline = deadlineFor(act, deadlines);
      // An assessment that was begun, and has its day, is waited for.
      const begun = act === 'AssessmentRecorded' && deadline !== undefined && !OF_THE_WHOLE.test(deadline.id);
      duties.set(act, {
        act,
        duty: begun ? 'due' : duty,
        step: isLeaf ? node.id : innermost(snapshot),
        deadline,
      });
    }
  }
  return [...duties.values()];
}

/** What is waited for beside what a state says, as far as the matter has come. */
function besidesIn({ draft, publicInput }: Partial<Context>): string[] {
  const hearing = publicInput?.hearing;
  if (hearing) return hearing.heldOn === null ? ['HearingPapersDelivered', 'HearingHeld'] : [];
  return draft?.touches?.hearingRequiredBy ? ['HearingAnnounced'] : [];
}

/** What may be done anywhere is told, and counted, by where the matter stands. */
const innermost = ({ _nodes }: AnyMachineSnapshot): string =>
  _nodes.find(({ type }) => type === 'atomic')?.id ?? '';

function dutyOf(act: string, isOpen: boolean, beside: readonly string[]): Duty {
  if (OWED_AT_ANY_TIME.has(act)) return 'due';
  if (!isOpen || MERELY_POSSIBLE.has(act)) return 'possible';
  // A new edition is what a state waits for where there is nothing else to be done in it.
  const others = beside.filter((one) => one !== 'DraftSubmitted' && !MERELY_POSSIBLE.has(one));
  return act === 'DraftSubmitted' && others.length > 0 ? 'possible' : 'due';
}

function deadlineFor(act: string, deadlines: readonly Deadline[]): Duties['deadline'] {
  const found =
    deadlines.find(({ id }) => actsKeeping(id).includes(act)) ??
    deadlines.find(({ id }) => OF_THE_WHOLE.test(id));
  return found && { id: found.id, on: found.on };
}

export function dutiesOfMeeting({ status, plannedOn, attendanceRecorded }: Meeting): Duties[] {
  const deadline = { id: 'planned', on: plannedOn };
  if (status === 'convened')
    return [
      { act: 'MeetingOpened', duty: 'due', step: status, deadline },
      { act: 'MeetingRescheduled', duty: 'possible', step: status, deadline },
    ];
  if (status === 'closed') return [];
  return [
    { act: 'AttendanceRecorded', duty: attendanceRecorded === 0 ? 'due' : 'possible', step: status },
    { act: 'MeetingClosed', duty: 'due', step: status },
  ];
}

export function dutiesOfCatalogue({ status }: Catalogue): Duties[] {
  const adjusts: Duties = { act: 'CatalogueAdjusted', duty: 'possible', step: status };
  if (status === 'drafted') return [{ act: 'CatalogueConsented', duty: 'due', step: status }, adjusts];
  if (status === 'consented') return [{ act: 'CataloguePublished', duty: 'due', step: status }, adjusts];
  return [adjusts];
}

/** Each comment is answered by itself; one task stands for all that are not. */
export function dutiesOfConsultation({ received, disposed }: Consultation): Duties[] {
  return received > disposed ? [{ act: 'CommentDisposed', duty: 'due', step: 'open' }] : [];
}
