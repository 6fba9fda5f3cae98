import type { Act, ConsultationFacts } from '../../workflows/vocabulary.js';
import {
  consultationActs,
  type Consultation,
  type Disposed,
  type Received,
} from '../../workflows/consultation/consultation.js';
import { noMarks, withMark } from '../../workflows/consultation/marks.js';
import { consultationRequirements } from '../../workflows/consultation/requirements.js';
import { digestOf } from '../canonical/digest.js';
import { countedFrom } from '../../workflows/vocabulary.js';
import type { Procedure } from '../engine/procedure.js';
import { registerFrom } from '../engine/register.js';
import { ANYBODY } from '../people/person-room.js';
import type { Room, Standpoint } from '../road/room.js';
import { projectConsultation } from './projection.js';

/** A root over nothing: 64 zeros. */
const NOTHING = '0'.repeat(64);

/** Before the first comment. */
export const nothingReceived: Consultation = {
  body: '',
  decision: '',
  received: 0,
  disposed: 0,
  adopted: 0,
  partly: 0,
  notAdopted: 0,
  lastReceivedOn: null,
  firstRefusal: null,
  sameForAll: true,
  commentsRoot: NOTHING,
  dispositionsRoot: NOTHING,
  answered: noMarks,
};

const register = registerFrom<Consultation>({
  id: 'consultation',
  version: '1',
  first: 'CommentReceived',
  empty: nothingReceived,
  events: consultationActs,
  requirements: Object.fromEntries(consultationRequirements.map((one) => [one.id, one])),
  possible: () => ['CommentReceived', 'CommentDisposed'],
  fold,
  // Anybody may comment, whatever body is deciding; the answer is that body's.
  bodyOf: (state, act) => (act.type === 'CommentDisposed' ? state.body : undefined),
});

/** The register; which comments are answered is for its requirements, and not shown as hex digits. */
export const consultationProcedure: Procedure<Consultation> = {
  ...register,
  view: (state) => Object.fromEntries(Object.entries(state).filter(([name]) => name !== 'answered')),
};

/**
 * Constant work and room for each event. Roots are chains, so that one digest stands for an ordered list:
 * `commentsRoot` = SHA-256(JCS([root before, number, receipt])), from 64 zeros on, over the comments in order;
 * `dispositionsRoot` = SHA-256(JCS([root before, number, disposition])) over the dispositions in order.
 */
function fold(state: Consultation, act: Act): Consultation {
  if (act.type === 'CommentReceived') {
    const received = state.received + 1;
    const { receipt } = act.payload as Received;
    return {
      ...state,
      body: act.facts.openCall?.body ?? state.body,
      decision: act.facts.openCall?.decision ?? state.decision,
      received,
      lastReceivedOn: countedFrom(act),
      commentsRoot: digestOf([state.commentsRoot, received, receipt]),
    };
  }
  const { comment, disposition, reasonDigest } = act.payload as Disposed;
  return {
    ...state,
    ...(disposition === 'not-adopted' ? refusedWith(state, reasonDigest) : {}),
    disposed: state.disposed + 1,
    adopted: state.adopted + (disposition === 'adopted' ? 1 : 0),
    partly: state.partly + (disposition === 'partly' ? 1 : 0),
    notAdopted: state.notAdopted + (disposition === 'not-adopted' ? 1 : 0),
    dispositionsRoot: digestOf([state.dispositionsRoot, comment, disposition]),
    answered: withMark(state.answered, comment),
  };
}

/** One reason for all that was not adopted is no reason for any: it is flagged (never refused). */
const refusedWith = ({ firstRefusal, sameForAll }: Consultation, reason: string) => ({
  firstRefusal: firstRefusal ?? reason,
  sameForAll: sameForAll && (firstRefusal ?? reason) === reason,
});

/** `consultation/…` on the road: anybody adds to it, and whoever acts for the deciding body reads it. */
export function consultationRoom(): Room {
  return {
    kind: 'consultation',
    procedureFor: () => ({ procedure: consultationProcedure }),
    mayAccess: ({ person, grants }, state) =>
      person === ANYBODY || grants.some(({ body }) => body === (state as Consultation).body),
    // Competence within the body is asked by the register, act by act.
    bodyOf: () => undefined,
    project: projectConsultation,
  };
}

/** What a decision's requirements may know of a consultation; all zero before the first comment. */
export function consultationFacts(consultation: string, { version, state }: Standpoint): ConsultationFacts {
  const { received, disposed, adopted, partly, notAdopted, commentsRoot, dispositionsRoot, sameForAll } =
    (state as Consultation | undefined) ?? nothingReceived;
  return {
    consultation,
    position: version,
    received,
    disposed,
    adopted,
    partly,
    notAdopted,
    commentsRoot,
    dispositionsRoot,
    ...(notAdopted > 1 && sameForAll ? { blanketReason: true as const } : {}),
  };
}
