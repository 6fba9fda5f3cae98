import type { AnyStateMachine, AnyStateNode, AnyTransitionDefinition } from 'xstate';
import type { TransitionLaw } from '../../workflows/vocabulary.js';
import type { WorkflowDefinition } from '../../workflows/definition.js';

/** One transition of a machine, as it stands in the text: from a node, on an event type. */
export interface Arrow {
  readonly from: string;
  readonly type: string;
  readonly transition: AnyTransitionDefinition;
}

/** A workflow that cannot be law: names what is wrong and where. */
export class BrokenDefinition extends Error {
  readonly code = 'broken-definition';
  constructor(
    readonly workflow: string,
    readonly faults: readonly string[],
  ) {
    super(`Workflow ${workflow} is refused:\n- ${faults.join('\n- ')}`);
  }
}

export const nodesOf = (machine: AnyStateMachine): AnyStateNode[] => nodesUnder(machine.root);

function nodesUnder(node: AnyStateNode): AnyStateNode[] {
  return [node, ...Object.values(node.states).flatMap(nodesUnder)];
}

export function transitionsOf(node: AnyStateNode): Arrow[] {
  const arrows: Arrow[] = [];
  for (const [type, list] of node.transitions)
    for (const transition of list) arrows.push({ from: node.id, type, transition });
  for (const transition of node.always ?? []) arrows.push({ from: node.id, type: '', transition });
  return arrows;
}

export function lawOf(transition: AnyTransitionDefinition): TransitionLaw {
  return (transition.meta ?? { roles: [], rules: [] }) as TransitionLaw;
}

/** Moves that nobody makes: a parallel state left when all its regions are final, or `always`. */
export const isAutomatic = (type: string): boolean => type === '' || type.startsWith('xstate.done.state.');

/**
 * Static checks before any proof: every name resolves (a missing action would silently be nothing), no timers,
 * invocations or wildcards (lost or run again on replay), and each transition names its role and its rule.
 */
export function refuseBrokenDefinition(definition: WorkflowDefinition): void {
  const faults = [
    ...namesThatSteer(definition),
    ...strangersIn(definition),
    ...nodesOf(definition.machine).flatMap((node) => [
      ...forbiddenIn(node),
      ...ambiguousIn(node),
      ...transitionsOf(node).flatMap((arrow) => faultsOf(definition, arrow)),
    ]),
  ];
  if (faults.length > 0) throw new BrokenDefinition(definition.id, faults);
}

/**
 * An act is not named like a move of the machine's own. An action remembers (`assign`) and does nothing else: one that
 * raises an event would make the machine act by itself, unasked, within the step that was judged.
 */
function namesThatSteer({ events, machine }: WorkflowDefinition): string[] {
  const acts = Object.keys(events).filter((type) => !/^[A-Z][A-Za-z]*$/.test(type));
  const actions = Object.entries(machine.implementations.actions).filter(
    ([, action]) => (action as { type?: unknown } | undefined)?.type !== 'xstate.assign',
  );
  return [
    ...acts.map((type) => `'${type}' is no name of an act`),
    ...actions.map(([name]) => `the action '${name}' does more than remember (assign)`),
  ];
}

/** What is said to rest on acts has to exist, as have the acts. */
function strangersIn({ restsOn = {}, events, mandatorySteps }: WorkflowDefinition): string[] {
  return Object.entries(restsOn)
    .filter(([type, step]) => !(type in events) || !mandatorySteps.some(({ id }) => id === step))
    .map(([type, step]) => `'${step}' rests on '${type}': there is no such step or no such act`);
}

function forbiddenIn(node: AnyStateNode): string[] {
  const faults: string[] = [];
  if (node.invoke.length > 0) faults.push(`${node.id}: invoke is not allowed in a machine that is replayed`);
  if (node.after.length > 0) faults.push(`${node.id}: after is not allowed, a deadline is an event`);
  if (node.always && node.always.length > 0) faults.push(`${node.id}: always is not allowed, it may cycle`);
  if (node.entry.length > 0 || node.exit.length > 0)
    faults.push(`${node.id}: entry and exit actions are not allowed`);
  if (node.type === 'compound' && node.initial.actions.length > 0)
    faults.push(`${node.id}: an action on the way into a first state is not allowed`);
  return faults;
}

/**
 * Where an act could go two roads, what the act says chooses between them: each candidate has a guard, and no
 * two the same. That holds for the candidates of one state, and for the regions of a parallel state, where one
 * act would otherwise move them all.
 */
function ambiguousIn(node: AnyStateNode): string[] {
  const roads = new Map<string, Arrow[][]>();
  const offer = (type: string, arrows: Arrow[]) => roads.set(type, [...(roads.get(type) ?? []), arrows]);
  for (const [type, arrows] of byType(transitionsOf(node))) for (const arrow of arrows) offer(type, [arrow]);
  const faults = faultsAmong(roads);
  if (node.type !== 'parallel') return faults;
  roads.clear();
  for (const region of Object.values(node.states))
    for (const [type, arrows] of byType(nodesUnder(region).flatMap(transitionsOf))) offer(type, arrows);
  return [...faults, ...faultsAmong(roads)];
}

function faultsAmong(roads: ReadonlyMap<string, Arrow[][]>): string[] {
  const faults: string[] = [];
  for (const [type, alternatives] of roads) {
    if (alternatives.length < 2) continue;
    const taken = new Set<string>();
    for (const arrows of alternatives) {
      const guards = new Set(arrows.map(({ transition }) => JSON.stringify(transition.guard)));
      for (const { from, transition } of arrows)
        if (transition.guard === undefined)
          faults.push(`${from} on ${type}: one road of several, and no guard chooses it`);
      for (const guard of guards) {
        if (guard !== undefined && taken.has(guard))
          faults.push(`${arrows[0]?.from} on ${type}: the guard ${guard} chooses two roads`);
        taken.add(guard);
      }
    }
  }
  return faults;
}

function byType(arrows: readonly Arrow[]): Map<string, Arrow[]> {
  const types = new Map<string, Arrow[]>();
  for (const arrow of arrows) types.set(arrow.type, [...(types.get(arrow.type) ?? []), arrow]);
  return types;
}

function faultsOf(definition: WorkflowDefinition, { from, type, transition }: Arrow): string[] {
  const faults: string[] = [];
  const where = `${from} on ${type || 'always'}`;
  const law = lawOf(transition);
  if (isAutomatic(type) && (transition.guard !== undefined || (law.requires ?? []).length > 0))
    faults.push(`${where}: nobody acts here, so neither guard nor requirement would be asked`);
  const { actions, guards } = definition.machine.implementations;
  if (!isAutomatic(type) && !(type in definition.events)) faults.push(`${where}: no such event is defined`);
  if (!isAutomatic(type) && law.roles.length === 0) faults.push(`${where}: names no role`);
  if (law.rules.length === 0) faults.push(`${where}: names no rule`);
  for (const id of law.requires ?? [])
    if (!definition.requirements[id]) faults.push(`${where}: no requirement '${id}'`);
  for (const action of transition.actions) {
    const name = nameOf(action);
    if (name === undefined || !(name in actions)) faults.push(`${where}: no action '${name ?? 'inline'}'`);
  }
  if (transition.guard !== undefined) {
    const name = nameOf(transition.guard);
    if (name === undefined || !(name in guards)) faults.push(`${where}: no guard '${name ?? 'inline'}'`);
  }
  if (transition.actions.length === 0 && transition.target === undefined)
    faults.push(`${where}: does nothing`);
  return faults;
}

function nameOf(reference: unknown): string | undefined {
  if (typeof reference === 'string') return reference;
  const named = reference as { type?: unknown } | null;
  return typeof named === 'object' && typeof named?.type === 'string' ? named.type : undefined;
}
