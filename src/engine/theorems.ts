/**
 * What is proved of a workflow (design §3.2), one function a theorem, on its over-approximated state graph. Each
 * answers with the paths that break it; none broken is the proof.
 */
import type { AnyMachineSnapshot } from 'xstate';
import type { MandatoryStep, WorkflowDefinition } from '../../workflows/definition.js';
import { shortestPath, type Graph } from './explore.js';
import type { Configuration, Step } from './machine-steps.js';
import { isAutomatic, lawOf, nodesOf, transitionsOf, type Arrow } from './machine-law.js';

/** One theorem that failed, with the path that shows it. */
export interface Bypass {
  readonly theorem:
    | 'mandatory-step'
    | 'step-reopened'
    | 'return-opens-step'
    | 'exemption-unreviewed'
    | 'edition-unreviewed'
    | 'requirement-dropped'
    | 'out-of-order'
    | 'dead-end'
    | 'unreachable'
    | 'no-outcome';
  readonly about: string;
  readonly path: readonly string[];
}

const hasTag = (tag: string) => (configuration: Configuration) =>
  (configuration.snapshot as AnyMachineSnapshot).hasTag(tag);
const inWords = (path: readonly Step[]): string[] => path.map((step) => step.type);
const anyStep = () => true;
export const doneStatesOf = (step: MandatoryStep): readonly string[] => [...step.completed, ...step.exempted];
/** Every transition into these states is taken away. */
export const withoutEntering = (states: readonly string[]) => (step: Step) =>
  states.every((state) => !step.entered.has(state));
const enters = (states: readonly string[]) => (step: Step) => states.some((state) => step.entered.has(state));
const offers = (graph: Graph, type: string) => (configuration: Configuration) =>
  graph.stepsFrom(configuration).some((step) => step.type === type);

/** No path leads to an effective outcome when the step can be neither completed nor exempted. */
export function withoutStep(graph: Graph, step: MandatoryStep): Bypass[] {
  const path = shortestPath(graph, [graph.start], hasTag('effective'), withoutEntering(doneStatesOf(step)));
  return path ? [{ theorem: 'mandatory-step', about: step.id, path: inWords(path) }] : [];
}

/** A step that was opened again has to be done again: what was done before it was voided counts no more. */
export function reopenedStep(graph: Graph, step: MandatoryStep): Bypass[] {
  const path = pathAfter(
    graph,
    stepsOf(graph, enters(step.open)),
    hasTag('effective'),
    withoutEntering(doneStatesOf(step)),
  );
  return path ? [{ theorem: 'step-reopened', about: step.id, path }] : [];
}

/** An act that says "back to this step" opens that step, wherever it is accepted. */
export function returnsOpenTheirStep(graph: Graph, definition: WorkflowDefinition): Bypass[] {
  const arrows = nodesOf(definition.machine).flatMap(transitionsOf);
  return definition.returns.flatMap(({ type, says, step }) => {
    const open = definition.mandatorySteps.find(({ id }) => id === step)?.open ?? [];
    const saying = arrows.filter((arrow) => arrow.type === type && guardSays(arrow, says));
    const wrong = arrows
      .filter((arrow) => arrow.type === type && guardLets(arrow, says))
      .filter(({ transition }) => !transition.target?.some(({ id }) => open.includes(id)));
    const about = `${step}, by ${type} ${JSON.stringify(says)}`;
    if (saying.length === 0) return [{ theorem: 'return-opens-step' as const, about, path: [] }];
    return wrong.map(({ from }): Bypass => ({
      theorem: 'return-opens-step',
      about,
      path: [...pathToState(graph, from), type],
    }));
  });
}

/** The guard does not rule out an act that says so: an arrow without one takes every act. */
function guardLets({ transition }: Arrow, says: Readonly<Record<string, unknown>>): boolean {
  const guard = transition.guard as { params?: Readonly<Record<string, unknown>> } | undefined;
  return Object.entries(says).every(([name, value]) => (guard?.params?.[name] ?? value) === value);
}

function guardSays({ transition }: Arrow, says: Readonly<Record<string, unknown>>): boolean {
  const guard = transition.guard as { params?: Readonly<Record<string, unknown>> } | undefined;
  return Object.entries(says).every(([name, value]) => guard?.params?.[name] === value);
}

/**
 * Every opinion asks for the requirement that shows the reviewer each exemption; and after an exemption no path
 * completes the review without an opinion.
 */
export function exemptionsUnreviewed(graph: Graph, definition: WorkflowDefinition): Bypass[] {
  const { exemptionsReviewed, editions, mandatorySteps, machine } = definition;
  const blind = nodesOf(machine)
    .flatMap(transitionsOf)
    .filter(({ type }) => type === editions.opinion)
    .filter(({ transition }) => !lawOf(transition).requires?.includes(exemptionsReviewed.requirement))
    .map(({ from, type }): Bypass => ({
      theorem: 'exemption-unreviewed',
      about: `${from} on ${type} does not ask for '${exemptionsReviewed.requirement}'`,
      path: [...pathToState(graph, from), type],
    }));
  const completed = mandatorySteps.find(({ id }) => id === exemptionsReviewed.step)?.completed ?? [];
  const exempting = stepsOf(graph, enters(mandatorySteps.flatMap(({ exempted }) => exempted)));
  const path = shortestPath(
    graph,
    exempting.map(({ to }) => to),
    (configuration) => completed.some((state) => configuration.active.has(state)),
    (step) => step.type !== editions.opinion,
  );
  if (!path) return blind;
  const about = `completed without ${editions.opinion}`;
  return [...blind, { theorem: 'exemption-unreviewed', about, path: inWords(path) }];
}

/** After an edition that follows the opinion, no tabling without a new opinion or a confirmed conformity. */
export function editionsUnreviewed(graph: Graph, { editions }: WorkflowDefinition): Bypass[] {
  const opined = reachableFrom(
    graph,
    stepsOf(graph, ({ type }) => type === editions.opinion).map((step) => step.to),
  );
  const submitted = [...opined].flatMap((configuration) =>
    graph.stepsFrom(configuration).filter((step) => step.type === editions.submitted),
  );
  const review = [editions.opinion, editions.confirmed];
  const path = shortestPath(
    graph,
    submitted.map((step) => step.to),
    offers(graph, editions.tabled),
    (step) => !review.includes(step.type),
  );
  if (!path) return [];
  const last = [editions.submitted, ...inWords(path), editions.tabled];
  return [
    { theorem: 'edition-unreviewed', about: editions.submitted, path: [editions.opinion, '…', ...last] },
  ];
}

/** On every path to an act, one of the acts that precede it has happened; anew, after whatever begins that anew. */
export function outOfOrder(graph: Graph, { precedences, events }: WorkflowDefinition): Bypass[] {
  return precedences.flatMap(({ act, after, since = [] }): Bypass[] => {
    const strangers = [act, ...after, ...since].filter((type) => !(type in events));
    if (strangers.length > 0)
      return strangers.map((type) => ({ theorem: 'out-of-order', about: `no act ${type}`, path: [] }));
    const possible = offers(graph, act);
    const before = (step: Step) => !after.includes(step.type);
    const begun = stepsOf(graph, ({ type }) => since.includes(type));
    const first = shortestPath(graph, [graph.start], possible, before);
    const path = first ? inWords(first) : pathAfter(graph, begun, possible, before);
    const about = `${act} without ${after.join(' or ')}`;
    return path ? [{ theorem: 'out-of-order', about, path: [...path, act] }] : [];
  });
}

/** From every configuration some settled one can be reached, and only settled ones may lack a way on. */
export function deadEnds(graph: Graph): Bypass[] {
  const settled = graph.configurations.filter(hasTag('settled'));
  const arrivals = new Map<Configuration, Configuration[]>();
  for (const from of graph.configurations)
    for (const { to } of graph.movesFrom(from)) {
      const known = arrivals.get(to);
      if (known) known.push(from);
      else arrivals.set(to, [from]);
    }
  const saved = new Set(settled);
  for (const configuration of saved) for (const from of arrivals.get(configuration) ?? []) saved.add(from);
  const stuck = graph.configurations.find((configuration) => !saved.has(configuration));
  if (!stuck) return [];
  return [{ theorem: 'dead-end', about: JSON.stringify(stuck.snapshot.value), path: pathTo(graph, stuck) }];
}

/** Every state can be entered, every event is accepted somewhere, and some outcome has effect. */
export function unreachable(graph: Graph, definition: WorkflowDefinition): Bypass[] {
  const seen = new Set<string>();
  const heard = new Set<string>();
  for (const configuration of graph.configurations) {
    for (const id of configuration.active) seen.add(id);
    for (const step of graph.stepsFrom(configuration)) {
      heard.add(step.type);
      for (const id of step.entered) seen.add(id);
    }
  }
  const states = nodesOf(definition.machine).filter((node) => node.type !== 'history' && !seen.has(node.id));
  const deaf = Object.keys(definition.events).filter((type) => !heard.has(type) && !isAutomatic(type));
  const effective = graph.configurations.some(hasTag('effective'));
  return [
    ...states.map((node): Bypass => ({ theorem: 'unreachable', about: node.id, path: [] })),
    ...deaf.map((type): Bypass => ({ theorem: 'unreachable', about: `event ${type}`, path: [] })),
    ...(effective
      ? []
      : [{ theorem: 'no-outcome' as const, about: 'no path leads to an effective outcome', path: [] }]),
  ];
}

function stepsOf(graph: Graph, which: (step: Step) => boolean): Step[] {
  const found: Step[] = [];
  for (const from of graph.configurations)
    for (const step of graph.stepsFrom(from)) if (which(step)) found.push(step);
  return found;
}

function reachableFrom(graph: Graph, starts: readonly Configuration[]): Set<Configuration> {
  const reached = new Set(starts);
  for (const configuration of reached)
    for (const step of graph.movesFrom(configuration)) reached.add(step.to);
  return reached;
}

/** A path that begins with one of these steps, with the way there; undefined where none leads to the goal. */
function pathAfter(
  graph: Graph,
  begun: readonly Step[],
  goal: (configuration: Configuration) => boolean,
  allowed: (step: Step) => boolean,
): string[] | undefined {
  const starts = begun.map(({ to }) => to);
  const path = shortestPath(graph, starts, goal, allowed);
  if (!path) return undefined;
  const begins = path[0]?.from;
  const first = begun.find(({ to }) => (begins ? to === begins : goal(to)));
  return [...(first ? [...pathTo(graph, first.from), first.type] : []), ...inWords(path)];
}

function pathTo(graph: Graph, goal: Configuration): string[] {
  return inWords(
    shortestPath(graph, [graph.start], (configuration) => configuration === goal, anyStep) ?? [],
  );
}

function pathToState(graph: Graph, state: string): string[] {
  return inWords(shortestPath(graph, [graph.start], ({ active }) => active.has(state), anyStep) ?? []);
}

/** Every transition of an act carries what the definition demands of that act. */
export function requirementsDropped(graph: Graph, { machine, demanded }: WorkflowDefinition): Bypass[] {
  return nodesOf(machine)
    .flatMap(transitionsOf)
    .flatMap(({ from, type, transition }) => {
      const carried = lawOf(transition).requires ?? [];
      const dropped = (demanded[type] ?? []).filter((id) => !carried.includes(id));
      return dropped.map((id): Bypass => ({
        theorem: 'requirement-dropped',
        about: `${id}, at ${from}`,
        path: [...pathToState(graph, from), type],
      }));
    });
}
