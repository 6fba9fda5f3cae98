import type { Instrument } from '../../workflows/other-subjects.js';
import type { Act, DayCounting, Evidence, Facts, Role } from '../../workflows/vocabulary.js';
import type { JsonObject } from '../canonical/canonical-json.js';
import { dateInShanghai } from './civil-date.js';
import type { Procedure, Verdict } from './procedure.js';

/** The members of a leaf that a fold reads; any reader of leaves can offer them. */
export interface RecordedAct {
  readonly subject: string;
  readonly type: string;
  readonly time: string;
  readonly actor: string;
  readonly actorrole: string;
  readonly actorunit: string;
  readonly onbehalf?: string;
  readonly claimed?: string;
  readonly statehash?: string;
  readonly data: {
    readonly payload: JsonObject;
    readonly facts: unknown;
    readonly instrument?: unknown;
    readonly evidenced?: Evidence;
    readonly version: number;
  };
}

/** Day counting on the calendar with this digest. @throws Error when nobody has it. */
export type Calendars = (digest: string) => DayCounting;

/** The history is not one that the procedure would have let happen. */
export class IllegalHistory extends Error {
  constructor(
    readonly code: 'E_ILLEGAL' | 'E_STATE',
    readonly version: number,
    readonly type: string,
    readonly verdict: Exclude<Verdict<unknown>, { is: 'accepted' }> | undefined,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The act that a recorded event was. */
export function actOf(recorded: RecordedAct, calendars: Calendars): Act {
  const { version, payload, evidenced, instrument } = recorded.data;
  const facts = recorded.data.facts as Facts;
  return {
    type: recorded.type,
    subject: recorded.subject,
    version,
    time: recorded.time,
    date: dateInShanghai(recorded.time),
    actor: recorded.actor,
    actorRole: recorded.actorrole as Role,
    actorUnit: recorded.actorunit,
    payload,
    facts,
    days: calendars(facts.calendar),
    ...(recorded.onbehalf === undefined ? {} : { onBehalf: recorded.onbehalf }),
    ...(recorded.claimed === undefined ? {} : { claimed: recorded.claimed }),
    ...(evidenced === undefined ? {} : { evidenced }),
    ...(instrument === undefined ? {} : { instrument: instrument as Instrument }),
  };
}

/**
 * One recorded event on top of a state: every requirement is asked again, on the facts and the calendar that the
 * event names, and the state must be the one that was recorded.
 * @throws IllegalHistory
 */
export function foldOne<State>(
  procedure: Procedure<State>,
  before: State | undefined,
  recorded: RecordedAct,
  calendars: Calendars,
): State {
  const verdict = judged(procedure, before, recorded, actOf(recorded, calendars));
  const { version } = recorded.data;
  if (verdict.is !== 'accepted') {
    const why =
      verdict.is === 'refused'
        ? verdict.unmet.map(({ requirement }) => requirement).join(', ')
        : 'no such transition';
    throw new IllegalHistory(
      'E_ILLEGAL',
      version,
      recorded.type,
      verdict,
      `Version ${version}, ${recorded.type}: the procedure would have refused it (${why}).`,
    );
  }
  const hash = procedure.stateHash?.(verdict.state);
  if (hash !== recorded.statehash) {
    throw new IllegalHistory(
      'E_STATE',
      version,
      recorded.type,
      undefined,
      `Version ${version}, ${recorded.type}: state hash ${hash ?? 'none'}, recorded ${recorded.statehash ?? 'none'}.`,
    );
  }
  return verdict.state;
}

/** What was altered may have no form that the procedure can read at all: it breaks, where it would have refused. */
function judged<State>(
  procedure: Procedure<State>,
  before: State | undefined,
  { type, data: { version } }: RecordedAct,
  act: Act,
): Verdict<State> {
  try {
    return procedure.decide(before, act);
  } catch (cause) {
    const message = `Version ${version}, ${type}: the procedure cannot read it (${String(cause)}).`;
    throw new IllegalHistory('E_ILLEGAL', version, type, undefined, message, { cause });
  }
}

/** The state after all these events, from nothing or from an earlier state. @throws IllegalHistory */
export function replay<State>(
  procedure: Procedure<State>,
  history: Iterable<RecordedAct>,
  calendars: Calendars,
  from?: State,
): State | undefined {
  let state = from;
  for (const recorded of history) state = foldOne(procedure, state, recorded, calendars);
  return state;
}
