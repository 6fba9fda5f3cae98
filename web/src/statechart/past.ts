import { useQueries } from '@tanstack/react-query';
import { api, ask } from '../api/client';
import type { PastEvent } from '../decisions/decisions';
import { activeIn, type Chart, type Transition } from '../decisions/procedure';

/** The way that a decision took: which states it was in after which event, and the transitions between them. */
export interface Past {
  /** The version of the event that first led into a state, by its id. */
  readonly entered: ReadonlyMap<string, readonly number[]>;
  /** The versions of the events that took a transition, by its id. */
  readonly taken: ReadonlyMap<string, readonly number[]>;
  readonly complete: boolean;
}

/** Replays the decision version by version: what a state was is the server's word, never guessed here. */
export function usePast(
  id: string,
  events: readonly PastEvent[],
  chart: Chart | undefined,
  machine: string,
): Past {
  const states = useQueries({
    queries: events.map(({ version }) => ({
      queryKey: ['decision', id, 'replay', version],
      staleTime: Infinity,
      queryFn: () =>
        ask(api.GET('/api/decisions/{id}/replay', { params: { path: { id }, query: { version } } })),
    })),
    combine: (all) => all.map(({ data }) => data?.state['value']),
  });
  const entered = new Map<string, number[]>();
  const taken = new Map<string, number[]>();
  let before = new Set<string>([machine, `${machine}.unproposed`]);
  for (const [index, event] of events.entries()) {
    const value = states[index];
    if (value === undefined || !chart) break;
    const after = activeIn(value, machine);
    for (const state of after) if (!before.has(state)) push(entered, state, event.version);
    for (const way of waysTaken(chart, event, before, after)) push(taken, way.id, event.version);
    before = after;
  }
  return { entered, taken, complete: states.every((value) => value !== undefined) };
}

/** Of the transitions of this act from where it stood, those whose `when` the act met and that led to where it went. */
export function waysTaken(
  chart: Chart,
  { type, payload }: Pick<PastEvent, 'type' | 'payload'>,
  before: ReadonlySet<string>,
  after: ReadonlySet<string>,
): Transition[] {
  const said = (payload ?? {}) as Readonly<Record<string, unknown>>;
  const met = ({ when = {} }: Transition) =>
    Object.entries(when).every(([field, value]) => said[field] === value);
  const own = chart.transitions.filter((one) => one.event === type && before.has(one.source) && met(one));
  // The innermost state that has a way decides; of its ways the first that is met.
  const chosen = own.filter(
    (one) =>
      !own.some((other) => other !== one && other.source.startsWith(`${one.source}.`)) &&
      own.find(({ source }) => source === one.source) === one,
  );
  const byItself = chart.transitions.filter(
    (one) =>
      one.event === '' &&
      !after.has(one.source) &&
      one.targets.some((target) => after.has(target) && !before.has(target)),
  );
  return [...chosen, ...byItself];
}

function push(map: Map<string, number[]>, key: string, version: number): void {
  map.set(key, [...(map.get(key) ?? []), version]);
}
