import type { Json } from '../canonical/canonical-json.js';
import type { FaultTold } from './faults-told.js';
import type { Unmet } from '../engine/procedure.js';
import { Refusal } from '../refusal.js';
import type { Citation } from '../law/citations.js';
import { cite } from '../law/citations.js';

type Told = Unmet & { readonly citations: readonly Citation[] };
const told = (unmet: readonly Unmet[]): Told[] =>
  unmet.map((one) => ({ ...one, citations: cite(one.rules) }));
const asJson = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;

/** This person may not add this event, whatever the state; an administrator is no exception. */
export class NotCompetent extends Refusal {
  readonly code = 'not-competent';
  constructor(
    readonly type: string,
    readonly rules: readonly string[],
    readonly needed: readonly string[],
    readonly held: readonly string[],
  ) {
    super(`${type} is for ${needed.join(', ') || 'nobody'}; you act as ${held.join(', ') || 'nobody here'}.`);
  }
  override facts() {
    return asJson({
      event: this.type,
      rules: this.rules,
      citations: cite(this.rules),
      neededRoles: this.needed,
      heldRoles: this.held,
    }) as Record<string, Json>;
  }
}

/** The payload does not fit the event's schema. */
export class PayloadRefused extends Refusal {
  readonly code = 'payload-refused';
  constructor(
    readonly type: string,
    readonly faults: readonly FaultTold[],
  ) {
    super(
      `The payload does not fit ${type}: ${faults.map(({ at, message }) => `${at} ${message}`).join('; ')}`,
    );
  }
  override facts() {
    return { event: this.type, faults: asJson(this.faults) };
  }
}

/** The procedure knows no such event. Names that steer a machine from inside (xstate.*, done.*) are among them. */
export class UnknownEvent extends Refusal {
  readonly code = 'unknown-event';
  constructor(
    readonly type: string,
    readonly known: readonly string[],
  ) {
    super(`This procedure knows no event '${type.slice(0, 80)}'.`);
  }
  override facts() {
    return { event: this.type.slice(0, 80), known: asJson(this.known) };
  }
}

/** The law asks for something that is not there: every unmet requirement is told, not the first. */
export class RequirementUnmet extends Refusal {
  readonly code = 'requirement-unmet';
  readonly unmet: readonly Told[];
  constructor(
    readonly type: string,
    unmet: readonly Unmet[],
  ) {
    super(`${type} is refused: ${unmet.map(({ title }) => title.en).join('; ')}.`);
    this.unmet = told(unmet);
  }
  override facts() {
    return { event: this.type, unmet: asJson(this.unmet) };
  }
}

/** Not in this state: names the mandatory steps that lie before it, and what is possible now. */
export class NotNow extends Refusal {
  readonly code = 'not-now';
  readonly unmet: readonly Told[];
  constructor(
    readonly type: string,
    missing: readonly Unmet[],
    readonly possible: readonly string[],
  ) {
    super(
      `${type} is not possible now${missing.length > 0 ? `: ${missing.map(({ title }) => title.en).join('; ')}` : ''}.`,
    );
    this.unmet = told(missing);
  }
  override facts() {
    return { event: this.type, unmet: asJson(this.unmet), possible: asJson(this.possible) };
  }
}

/** Somebody must say which state they answer to (RFC 6585 §3). */
export class IfMatchMissing extends Refusal {
  readonly code = 'if-match-missing';
  constructor(readonly type: string) {
    super(`${type} answers a state: send If-Match with the version that you have read.`);
  }
  override facts() {
    return { event: this.type };
  }
}

export type WhyActSignatureRefused = 'over' | 'other-act' | 'key-unknown' | 'wrong' | 'no-key' | 'unfit-key';

/** The actor's signature over an act does not stand: nothing is recorded. */
export class ActSignatureRefused extends Refusal {
  readonly code = 'act-signature-refused';
  constructor(
    readonly reason: WhyActSignatureRefused,
    override readonly cause?: unknown,
  ) {
    super(`The signature over the act is refused: ${reason}.`);
  }
  override facts() {
    return { reason: this.reason };
  }
}

/** There is no such thing, or it is not for this reader: the same answer for both. */
export class SubjectNotFound extends Refusal {
  readonly code = 'not-found';
  constructor() {
    super('There is no such thing here, or it is not open to you.');
  }
}

/** The stored history is not one that its procedure would have let happen: nothing is added to it. */
export class ReplayDisagrees extends Refusal {
  readonly code = 'replay-disagrees';
  constructor(
    readonly subject: string,
    readonly verdict: string,
  ) {
    super(`The history of ${subject} does not replay: ${verdict} Run \`chengxu verify\`.`);
  }
  override facts() {
    return { subject: this.subject, verdict: this.verdict };
  }
}
