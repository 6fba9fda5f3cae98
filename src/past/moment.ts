import type { AnyMachineSnapshot } from 'xstate';
import type { StoredEvent } from '../ledger/reading.js';
import type { LoadedProcedure, Standpoint } from '../road/room.js';
import type { States } from '../road/states.js';

/** A moment in the life of a decision, as somebody names it: after an event, or at an instant (RFC 3339, UTC). */
export type MomentNamed = { readonly version: number } | { readonly at: string };

/** A decision as it stood at a moment. */
export interface Moment {
  /** Every event up to then, the first one first. */
  readonly events: readonly StoredEvent[];
  readonly version: number;
  readonly state: AnyMachineSnapshot;
  readonly loaded: LoadedProcedure;
}

/** There was no such event yet, or the decision had not been proposed. */
export class NoSuchMoment extends Error {}

/**
 * A version (`12`), an instant (RFC 3339 with offset), or a date, which means the end of that day in Shanghai.
 * Undefined for anything else.
 */
export function momentNamed(text: string): MomentNamed | undefined {
  if (/^\d{1,9}$/.test(text)) return { version: Number(text) };
  const dated = /^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T23:59:59.999+08:00` : text;
  const complete = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(dated);
  const time = complete && isADay(dated.slice(0, 10)) ? Date.parse(dated) : Number.NaN;
  return Number.isNaN(time) ? undefined : { at: new Date(time).toISOString() };
}

/** 30 February is none, though `Date.parse` takes it for one in March. */
const isADay = (date: string): boolean => {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(midnight) && new Date(midnight).toISOString().slice(0, 10) === date;
};

/** The events up to a moment. @throws NoSuchMoment */
export function eventsUntil(events: readonly StoredEvent[], named: MomentNamed): readonly StoredEvent[] {
  const until =
    'version' in named
      ? events.filter(({ version }) => version <= named.version)
      : events.filter(({ time }) => time <= named.at);
  const last = until.at(-1);
  if (!last || ('version' in named && last.version < named.version)) throw new NoSuchMoment();
  return until;
}

/** Folds the history up to a moment, every requirement asked again. @throws ReplayDisagrees NoSuchMoment */
export async function momentIn(
  states: States,
  subject: string,
  events: readonly StoredEvent[],
  named: MomentNamed,
  from?: Moment,
): Promise<Moment> {
  const until = eventsUntil(events, named);
  const usable = from !== undefined && from.events.length <= until.length ? from : undefined;
  const standpoint: Standpoint = await states.fold(subject, until.slice(usable?.events.length ?? 0), usable);
  const { version, state, loaded } = standpoint;
  return { events: until, version, state: state as AnyMachineSnapshot, loaded };
}
