import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../api/client';
import type { PastEvent } from '../decisions/decisions';
import { activeIn, rootOf, type Chart, type Transition } from '../decisions/machine';

/** The way that a decision took: which states it was in after which event, and the transitions between them. */
export interface Past {
  /** The version of the event that first led into a state, by its id. */
  readonly entered: ReadonlyMap<string, readonly number[]>;
  /** The versions of the events that took a transition, by its id. */
  readonly taken: ReadonlyMap<string, readonly number[]>;
}

/** What its states were after each event is the server's word, never guessed here. */
export function usePath(id: string) {
  return useQuery({
    queryKey: ['decision', id, 'path'],
    queryFn: () => ask(api.GET('/api/decisions/{id}/path', { params: { path: { id } } })),
  });
}

type Path = NonNullable<ReturnType<typeof usePath>['data']>['path'];

export function pastOf(path: Path, events: readonly PastEvent[], chart: Chart): Past {
  const machine = rootOf(chart);
  const entered = new Map<string, number[]>([[`${machine}.unproposed`, []]]);
  const taken = new Map<string, number[]>();
  let before = new Set<string>([machine, `${machine}.unproposed`]);
  for (const event of events) {
    const value = path.find(({ version }) => version === event.version)?.value;
    if (value === undefined) break;
    const after = activeIn(value, machine);
    for (const state of after) if (!before.has(state)) push(entered, state, event.version);
    for (const way of waysTaken(chart, event, before, after)) {
      push(taken, way.id, event.version);
      // Where the machine went on by itself it was in a state that no replay stops at.
      for (const target of way.targets) {
        if (!after.has(target) && !before.has(target)) push(entered, target, event.version);
      }
    }
    before = after;
  }
  return { entered, taken };
}

/** Of the transitions of this act from where it stood, those whose `when` the act met and that led to where it went. */
function waysTaken(
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
