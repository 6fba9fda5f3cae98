import { Link } from 'react-router';
import { useRoleName } from '../roles/roles';
import { useSaid, words } from '../words/words';
import type { Decision } from './decisions';
import { placeOfAct } from './desks';
import { activeIn, leavesOf, rootOf, type Chart, type Procedure, type Transition } from './machine';

const useWords = words('ways-forward', {
  zh: { colon: '：', or: '；', and: '、', by: '（{{roles}}）' },
  en: { colon: ': ', or: '; ', and: ', ', by: ' ({{roles}})' },
});

interface Way {
  readonly event: string;
  readonly roles: readonly string[];
}

/** Each state that is active, with the acts that lead on from it and whose acts they are; the reader's own are links. */
export function WaysForward({ decision, procedure }: { decision: Decision; procedure: Procedure }) {
  const said = useSaid();
  const say = useWords();
  const roleName = useRoleName();
  const { chart, events } = procedure;
  const own = new Set(decision.actions.map(({ type }) => type));
  return (
    <ul className="ways-forward">
      {activeLeaves(decision, chart).map((state) => {
        const ways = leadingOut(chart, state.id);
        return (
          <li key={state.id}>
            <strong>{said(state.title)}</strong>
            {ways.map(({ event, roles }, n) => {
              const title = events.find(({ type }) => type === event)?.title;
              const named = title ? said(title) : event;
              return (
                <span key={event}>
                  {say(n === 0 ? 'colon' : 'or')}
                  {own.has(event) ? <Link to={placeOfAct(decision.id, event)}>{named}</Link> : named}
                  {say('by', { roles: roles.map(roleName).join(say('and')) })}
                </span>
              );
            })}
          </li>
        );
      })}
    </ul>
  );
}

/** The innermost active states in which anything is still to be done. */
export function activeLeaves(decision: Decision, chart: Chart) {
  const active = activeIn(decision.state['value'], decision.workflow.id);
  return leavesOf(chart, active).filter(({ type }) => type !== 'final');
}

/**
 * The acts that lead on from a state, each once. States stand in the chart in the order of the procedure: what leads to an
 * earlier one is a way back, what leads to an end of the whole matter is a way out, and neither has to be done first.
 * Where nothing else leads on, a way back is one.
 */
export function leadingOut(chart: Chart, state: string): Way[] {
  const place = new Map(chart.states.map(({ id }, at) => [id, at]));
  const root = rootOf(chart);
  const ends = new Set(
    chart.states.filter(({ type, parent }) => type === 'final' && parent === root).map(({ id }) => id),
  );
  const leaving = chart.transitions.filter(
    ({ event, source, targets }) =>
      source === state &&
      event !== '' &&
      source !== root &&
      targets.some((target) => target !== source && !ends.has(target)),
  );
  const forward = leaving.filter(({ source, targets }) =>
    targets.some((target) => (place.get(target) ?? 0) > (place.get(source) ?? 0)),
  );
  return byEvent(forward.length > 0 ? forward : leaving);
}

function byEvent(transitions: readonly Transition[]): Way[] {
  const found = new Map<string, Set<string>>();
  for (const { event, roles } of transitions)
    found.set(event, new Set([...(found.get(event) ?? []), ...roles]));
  return [...found].map(([event, roles]) => ({ event, roles: [...roles] }));
}

/**
 * Whether the matter can still come to an act, by the order of the procedure: a state that takes it lies after the active
 * one that is nearest to it.
 */
export function liesAhead(decision: Decision, chart: Chart, type: string): boolean {
  const place = new Map(chart.states.map(({ id }, at) => [id, at]));
  const active = [...activeIn(decision.state['value'], decision.workflow.id)];
  const leaves = leavesOf(chart, new Set(active));
  return chart.transitions
    .filter(({ event }) => event === type)
    .some(({ source }) => {
      const near = leaves.toSorted((a, b) => sharedWith(source, b.id) - sharedWith(source, a.id))[0];
      return near !== undefined && (place.get(source) ?? 0) > (place.get(near.id) ?? 0);
    });
}

/** How many states, from the machine down, both lie within. */
function sharedWith(one: string, other: string): number {
  const [a, b] = [one.split('.'), other.split('.')];
  const differs = a.findIndex((part, at) => part !== b[at]);
  return differs === -1 ? a.length : differs;
}
