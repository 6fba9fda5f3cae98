import type { Act, EventDefinition, Requirement, TransitionLaw } from '../../workflows/vocabulary.js';
import { commonRequirements } from './competence.js';
import { intakesOf } from './intake.js';
import type { Procedure, Standing, Verdict } from './procedure.js';
import { standingOf, unmetAmong } from './standing.js';

/**
 * A subject with a simple life (a meeting, a person, a unit, a consultation): named requirements instead of a
 * machine, on the same road and with the same verdicts as a decision.
 */
export interface RegisterDefinition<State> {
  readonly id: string;
  readonly version: string;
  readonly first: string;
  readonly empty: State;
  readonly events: Readonly<Record<string, EventDefinition & { readonly law: TransitionLaw }>>;
  readonly requirements: Readonly<Record<string, Requirement<never>>>;
  /** The types that may follow in this state; the first type is the only one before anything happened. */
  possible(state: State): readonly string[];
  fold(state: State, act: Act): State;
  bodyOf(state: State, act: Act): string | undefined;
}

/** @throws Error when an event names a requirement that does not exist. */
export function registerFrom<State extends object>(definition: RegisterDefinition<State>): Procedure<State> {
  const { events, requirements } = definition;
  for (const [type, { law }] of Object.entries(events))
    for (const id of law.requires ?? [])
      if (!requirements[id])
        throw new Error(`${definition.id}: ${type} requires '${id}', which is not defined`);
  const intakes = intakesOf(events);
  const possible = (state: State | undefined) =>
    state === undefined ? [definition.first] : definition.possible(state);
  const askedFor = (state: State | undefined, act: Act): Requirement[] => {
    const law = events[act.type]?.law ?? { roles: [], rules: [] };
    const named = (law.requires ?? []).map((id) => requirements[id] as Requirement);
    return [...commonRequirements(law, definition.bodyOf(state ?? definition.empty, act)), ...named];
  };
  const standingsOf = (asked: Requirement[], state: State | undefined, act: Act): Standing[] =>
    asked.map((requirement) => standingOf(requirement, state ?? definition.empty, act, {}));

  return {
    id: definition.id,
    version: definition.version,
    first: definition.first,
    events,
    intake: (type) => intakes.get(type),
    rolesFor: (type) => events[type]?.law.roles ?? [],
    rulesFor: (type) => events[type]?.law.rules ?? [],
    decide(state, act): Verdict<State> {
      if (!possible(state).includes(act.type)) return { is: 'not-now', possible: possible(state) };
      const asked = askedFor(state, act);
      const unmet = unmetAmong(standingsOf(asked, state, act), asked);
      if (unmet.length > 0) return { is: 'refused', unmet };
      const next = definition.fold(state ?? definition.empty, act);
      return { is: 'accepted', state: next, requirements: asked.map(({ id }) => id), remarks: [] };
    },
    explain: (state, act) =>
      possible(state).includes(act.type)
        ? { available: true, standings: standingsOf(askedFor(state, act), state, act) }
        : { available: false, standings: [] },
    context: (state) => state ?? definition.empty,
    view: (state) => Object.fromEntries(Object.entries(state)),
  };
}
