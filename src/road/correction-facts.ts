import type { CorrectionFacts } from '../../workflows/other-subjects.js';
import { Calendars } from '../calendar/calendars.js';
import { canonicalize, type Json, type JsonObject } from '../canonical/canonical-json.js';
import type { Rows } from '../database/database.js';
import { actOf, foldOne, type Calendars as CalendarAt, type RecordedAct } from '../engine/fold.js';
import type { Procedure } from '../engine/procedure.js';
import { eventsOf } from '../ledger/reading.js';
import { withRightValue, type Correction } from './right-value.js';
import type { Standpoint } from './room.js';

/** Stands among the unmet where the right value would have led the matter down another road. */
export const OTHER_ROAD = 'other-road';

/** As `correctionOf`, of the subject's history in the ledger up to where it stands. @throws CalendarMissing */
export async function correctionFacts(
  rows: Rows,
  subject: string,
  { loaded, version }: Standpoint,
  payload: JsonObject,
): Promise<CorrectionFacts> {
  const history = (await eventsOf(rows, subject, 0, version + 1)).map(({ leaf }) => leaf);
  const calendars = Calendars.kept(rows);
  for (const { data } of history) await calendars.load(String(data.facts['calendar']));
  const { event, field, value } = payload;
  const correction = {
    event: Number(event),
    field: String(field),
    ...(value === undefined ? {} : { value }),
  };
  return correctionOf(loaded.procedure, history, correction, calendars.at);
}

/**
 * What a correction does to the event that it corrects: the event and those that followed it are judged again, with the
 * right value in its place. What stands outside the leaf was never judged, so no correction of it makes anything fall.
 * @param history the subject's events so far, from its first
 * @throws IllegalHistory
 */
export function correctionOf<State>(
  procedure: Procedure<State>,
  history: readonly RecordedAct[],
  correction: Correction,
  calendarAt: CalendarAt,
): CorrectionFacts {
  const wrong = history[correction.event];
  const right = wrong && withRightValue(wrong, correction, procedure);
  const about = { version: correction.event, type: wrong?.type ?? '' };
  if (!right) return { ...about, known: false, step: null, unmet: [] };
  const step = procedure.restsOn?.[about.type] ?? null;
  const known = { ...about, known: true, step };
  if (right === wrong) return { ...known, unmet: [] };
  const past = pastOf(procedure, history, calendarAt);
  const fallen = firstToFall(past, right, calendarAt);
  const carries = fallen && !(step !== null && takenAgain(past, fallen.version, about.type, step));
  return { ...known, unmet: carries ? fallen.unmet : [] };
}

/** A history with the state after each of its events. */
interface Past<State> {
  readonly procedure: Procedure<State>;
  readonly history: readonly RecordedAct[];
  readonly states: readonly State[];
}

function pastOf<State>(
  procedure: Procedure<State>,
  history: readonly RecordedAct[],
  calendarAt: CalendarAt,
): Past<State> {
  const states: State[] = [];
  for (const recorded of history) states.push(foldOne(procedure, states.at(-1), recorded, calendarAt));
  return { procedure, history, states };
}

/** The first event, of the corrected one and those after it, that would not have been accepted as it was. */
function firstToFall<State>(
  { procedure, history, states }: Past<State>,
  right: RecordedAct,
  calendarAt: CalendarAt,
): { readonly version: number; readonly unmet: readonly string[] } | undefined {
  let state = states[right.data.version - 1];
  for (const recorded of [right, ...history.slice(right.data.version + 1)]) {
    const { version } = recorded.data;
    const verdict = procedure.decide(state, actOf(recorded, calendarAt));
    if (verdict.is === 'refused')
      return { version, unmet: verdict.unmet.map(({ requirement }) => requirement) };
    const was = states[version];
    const sameRoad =
      verdict.is === 'accepted' &&
      was !== undefined &&
      roadOf(procedure, verdict.state) === roadOf(procedure, was);
    if (!sameRoad) return { version, unmet: [OTHER_ROAD] };
    state = verdict.state;
  }
  return undefined;
}

const roadOf = <State>(procedure: Procedure<State>, state: State): string =>
  canonicalize((procedure.view(state)['value'] ?? null) as Json);

/** Since then an earlier correction opened the step again, or it was opened otherwise and such an act done anew. */
function takenAgain<State>(
  { procedure, history, states }: Past<State>,
  since: number,
  type: string,
  step: string,
): boolean {
  const statusAt = (at: number) => {
    const state = states[at];
    return state && (procedure.view(state)['steps'] as Readonly<Record<string, string>> | undefined)?.[step];
  };
  return history.some((recorded, at) => {
    if (at <= since) return false;
    const corrects = procedure.events[recorded.type]?.asks?.correction === true;
    if (corrects && recorded.data.payload['reopens'] === step) return true;
    const opened = statusAt(at) === 'open' && statusAt(at - 1) !== 'open' && statusAt(at - 1) !== 'not-open';
    return opened && history.slice(at + 1).some((later) => later.type === type);
  });
}
