import { initialTransition, transition, type AnyMachineSnapshot } from 'xstate';
import type { Act, Requirement, Role, TransitionLaw } from '../../workflows/vocabulary.js';
import { commonRequirements } from './competence.js';
import { intakesOf } from './intake.js';
import type { Procedure, Standing, Verdict } from './procedure.js';
import { remarksAmong, standingOf, unmetAmong } from './standing.js';
import { plainState, stateHash } from './state-hash.js';
import type { BaseContext, WorkflowDefinition } from '../../workflows/definition.js';
import { lawOf, nodesOf, refuseBrokenDefinition, transitionsOf, type Arrow } from './machine-law.js';

export interface Workflow extends Procedure<AnyMachineSnapshot> {
  readonly definition: WorkflowDefinition;
}

/** @throws BrokenDefinition when the machine names what does not exist or uses what a replayed law may not. */
export function workflowFrom(definition: WorkflowDefinition): Workflow {
  refuseBrokenDefinition(definition);
  const { machine, events } = definition;
  const [initial] = initialTransition(machine);
  const arrows = nodesOf(machine).flatMap((node) => transitionsOf(node).filter(({ type }) => type in events));
  const intakes = intakesOf(events);
  const roles = gather(arrows, (law) => law.roles) as ReadonlyMap<string, readonly Role[]>;
  const rules = gather(arrows, (law) => law.rules);
  return {
    id: definition.id,
    version: definition.version,
    first: definition.first,
    events,
    definition,
    intake: (type) => intakes.get(type),
    rolesFor: (type) => roles.get(type) ?? [],
    rulesFor: (type) => rules.get(type) ?? [],
    restsOn: definition.restsOn ?? {},
    decide: (state, act) =>
      isBefore(definition, state, act)
        ? { is: 'not-now', possible: [definition.first] }
        : decide(definition, state ?? initial, act),
    explain: (state, act) =>
      isBefore(definition, state, act)
        ? { available: false, standings: [] }
        : explain(definition, state ?? initial, act),
    context: (state) => (state ?? initial).context,
    stateHash,
    view: (state) => ({ ...plainState(state), steps: definition.stepsOf(state) }),
  };
}

/** By event type, over all its transitions. */
function gather(
  arrows: readonly Arrow[],
  pick: (law: TransitionLaw) => readonly string[],
): Map<string, readonly string[]> {
  const gathered = new Map<string, readonly string[]>();
  for (const { type, transition: one } of arrows)
    gathered.set(type, [...new Set([...(gathered.get(type) ?? []), ...pick(lawOf(one))])]);
  return gathered;
}

/** Nothing happens to a subject before the event that opens it, not even what can happen at any time. */
export const isBefore = (
  definition: WorkflowDefinition,
  state: AnyMachineSnapshot | undefined,
  act: Act,
): boolean => state === undefined && act.type !== definition.first;

/**
 * One pure step, used by commands and by replay. The chosen transition of every region that reacts is asked
 * for its requirements: with two regions `can()` would be true when one guard holds.
 */
function decide(
  definition: WorkflowDefinition,
  before: AnyMachineSnapshot,
  act: Act,
): Verdict<AnyMachineSnapshot> {
  const requirements = askedOf(definition, before, act);
  if (!requirements) return { is: 'not-now', possible: possibleFrom(before, definition) };
  const standings = standingsOf(requirements, before, act);
  const unmet = unmetAmong(standings, requirements);
  if (unmet.length > 0) return { is: 'refused', unmet };
  const [state] = transition(definition.machine, before, { type: act.type, act });
  return {
    is: 'accepted',
    state,
    requirements: requirements.map(({ id }) => id),
    remarks: remarksAmong(standings),
  };
}

/** The requirements of the chosen transition of every region that reacts; undefined where none does. */
export function askedOf(
  definition: WorkflowDefinition,
  before: AnyMachineSnapshot,
  act: Act,
): readonly Requirement[] | undefined {
  if (!Object.hasOwn(definition.events, act.type)) return undefined;
  const chosen = definition.machine.getTransitionData(before, { type: act.type, act });
  return chosen.length === 0
    ? undefined
    : requirementsOf(definition, chosen as Arrow['transition'][], before, act);
}

/**
 * How things stand for an event without (or with) its payload. Without one, `when` cannot choose: requirements
 * of every candidate are shown, and what only some of them ask depends on what is filled in.
 */
function explain(definition: WorkflowDefinition, before: AnyMachineSnapshot, act: Act) {
  if (!Object.hasOwn(definition.events, act.type)) return { available: false, standings: [] };
  const candidates = candidatesOf(definition, before, act);
  const [first, ...others] = candidates.map((candidate) =>
    requirementsOf(definition, [candidate], before, act),
  );
  if (!first) return { available: false, standings: [] };
  const always = first.filter(({ id }) => others.every((list) => list.some((other) => other.id === id)));
  const sometimes = uniqueById([first, ...others].flat()).filter(
    ({ id }) => !always.some((common) => common.id === id),
  );
  const standings = standingsOf(always, before, act);
  for (const standing of standingsOf(sometimes, before, act)) {
    if (standing.is === 'met') continue;
    standings.push({
      requirement: standing.requirement,
      title: standing.title,
      is: 'depends',
      fields: ['payload'],
    });
  }
  return { available: true, standings };
}

function candidatesOf(
  definition: WorkflowDefinition,
  before: AnyMachineSnapshot,
  act: Act,
): Arrow['transition'][] {
  if (act.payload !== undefined) {
    return definition.machine.getTransitionData(before, { type: act.type, act }) as Arrow['transition'][];
  }
  return before._nodes.flatMap((node) =>
    transitionsOf(node)
      .filter(({ type }) => type === act.type)
      .map((arrow) => arrow.transition),
  );
}

function requirementsOf(
  definition: WorkflowDefinition,
  chosen: readonly Arrow['transition'][],
  before: AnyMachineSnapshot,
  act: Act,
): Requirement[] {
  const body = (before.context as BaseContext).body ?? definition.bodyOf(act);
  const laws = chosen.map(lawOf);
  const named = laws
    .flatMap((law) => law.requires ?? [])
    .map((id) => definition.requirements[id] as Requirement);
  const common = laws.flatMap((law) => commonRequirements(law, body));
  // Competence is asked for each transition that reacts; the rest once.
  const asked = [
    ...common.filter(({ id }) => id === 'competent'),
    ...uniqueById(common.filter(({ id }) => id !== 'competent')),
  ];
  return [...asked, calendarKept, ...uniqueById(named)];
}

export function standingsOf(
  requirements: readonly Requirement[],
  before: AnyMachineSnapshot,
  act: Act,
): Standing[] {
  const context = before.context as BaseContext;
  // The act that fixes the rules is judged by the very rules that it fixes.
  const yielding = { ...context, ruleSet: context.ruleSet ?? act.facts.ruleSet ?? null };
  return requirements.map((requirement) => standingOf(requirement, context, act, yielding));
}

/** A decision counts on the calendar that it has adopted, whatever the installation has loaded since. */
export const calendarKept: Requirement = {
  id: 'calendar-of-this-decision',
  rules: [],
  strength: 'house',
  title: { zh: '按本事项所采用的日历计算', en: 'Counted on the calendar that this decision has adopted' },
  test: (context, act) => {
    const { calendar } = context as BaseContext;
    if (calendar === null || calendar === act.facts.calendar) return { is: 'met' };
    return {
      is: 'unmet',
      found: {
        zh: `日历 ${act.facts.calendar.slice(0, 12)}`,
        en: `calendar ${act.facts.calendar.slice(0, 12)}`,
      },
      needed: { zh: `日历 ${calendar.slice(0, 12)}`, en: `calendar ${calendar.slice(0, 12)}` },
      remedy: { zh: '先采用新的工作日历。', en: 'Adopt the new working-day calendar first.' },
    };
  },
};

function possibleFrom(snapshot: AnyMachineSnapshot, definition: WorkflowDefinition): string[] {
  const types = snapshot._nodes.flatMap((node) => transitionsOf(node).map(({ type }) => type));
  return [...new Set(types)].filter((type) => type in definition.events).toSorted();
}

function uniqueById(requirements: readonly Requirement[]): Requirement[] {
  return [...new Map(requirements.map((requirement) => [requirement.id, requirement])).values()];
}
