import type { AnyMachineSnapshot } from 'xstate';
import type { MandatoryStep, WorkflowDefinition } from '../../workflows/definition.js';
import { explore, shortestPath, type Configuration, type Graph, type Step } from './explore.js';
import { isAutomatic, lawOf, nodesOf, refuseBrokenDefinition, transitionsOf } from './machine-law.js';

/** One theorem that failed, with the path that shows it. */
export interface Bypass {
  readonly theorem:
    | 'mandatory-step'
    | 'exemption-unreviewed'
    | 'edition-unreviewed'
    | 'dead-end'
    | 'unreachable'
    | 'no-outcome';
  readonly about: string;
  readonly path: readonly string[];
}

export interface Proof {
  readonly workflow: string;
  readonly version: string;
  readonly holds: boolean;
  readonly configurations: number;
  readonly steps: number;
  readonly bypasses: readonly Bypass[];
  /** For each event type, the mandatory steps that lie on every path to it. */
  readonly stepsBefore: Readonly<Record<string, readonly string[]>>;
}

/** The workflow can be bypassed, or is stuck: it is refused, with the path. */
export class WorkflowRefused extends Error {
  readonly code = 'workflow-refused';
  constructor(readonly proof: Proof) {
    super(
      `Workflow ${proof.workflow} is refused: it can be bypassed or gets stuck.\n` +
        proof.bypasses
          .map(({ theorem, about, path }) => `- ${theorem} (${about}): ${path.join(' → ') || 'at the start'}`)
          .join('\n'),
    );
  }
}

/** Runs the proof and throws when it fails (design §3.2). @throws BrokenDefinition @throws WorkflowRefused */
export function refuseUnlessProved(definition: WorkflowDefinition): Proof {
  const proof = prove(definition);
  if (!proof.holds) throw new WorkflowRefused(proof);
  return proof;
}

/** Explores the whole state graph, guards both ways, and looks for each way round the law. */
export function prove(definition: WorkflowDefinition): Proof {
  refuseBrokenDefinition(definition);
  const types = Object.keys(definition.events);
  const graph = explore(definition.machine, types);
  const bypasses = [
    ...definition.mandatorySteps.flatMap((step) => withoutStep(graph, step)),
    ...exemptionsUnreviewed(definition),
    ...editionsUnreviewed(graph, definition),
    ...deadEnds(graph),
    ...unreachable(graph, definition),
  ];
  return {
    workflow: definition.id,
    version: definition.version,
    holds: bypasses.length === 0,
    configurations: graph.configurations.size,
    steps: [...graph.configurations.values()].reduce(
      (sum, configuration) => sum + graph.stepsFrom(configuration).length,
      0,
    ),
    bypasses,
    stepsBefore: stepsBefore(graph, definition, types),
  };
}

const hasTag = (tag: string) => (configuration: Configuration) =>
  (configuration.snapshot as AnyMachineSnapshot).hasTag(tag);
const inWords = (path: readonly Step[]): string[] => path.map((step) => step.type);
const doneStatesOf = (step: MandatoryStep): readonly string[] => [...step.completed, ...step.exempted];
/** Every transition into the step's completed and exempted states is taken away. */
const withoutEntering = (states: readonly string[]) => (step: Step) =>
  states.every((state) => !step.entered.has(state));

function withoutStep(graph: Graph, step: MandatoryStep): Bypass[] {
  const path = shortestPath(graph, [graph.start], hasTag('effective'), withoutEntering(doneStatesOf(step)));
  return path ? [{ theorem: 'mandatory-step', about: step.id, path: inWords(path) }] : [];
}

/** Each way into a completed review asks for the requirement that shows the reviewer every exemption. */
function exemptionsUnreviewed({
  machine,
  mandatorySteps,
  exemptionsReviewed,
  editions,
}: WorkflowDefinition): Bypass[] {
  const review = mandatorySteps.find(({ id }) => id === exemptionsReviewed.step);
  const completed = new Set(review?.completed ?? []);
  return nodesOf(machine).flatMap((node) =>
    transitionsOf(node)
      .filter(
        ({ type, transition }) =>
          type === editions.opinion && transition.target?.some(({ id }) => completed.has(id)),
      )
      .filter(({ transition }) => !lawOf(transition).requires?.includes(exemptionsReviewed.requirement))
      .map(({ from, type }): Bypass => ({ theorem: 'exemption-unreviewed', about: from, path: [type] })),
  );
}

/** After an edition that follows the opinion, no tabling without a new opinion or a confirmed conformity. */
function editionsUnreviewed(graph: Graph, { editions }: WorkflowDefinition): Bypass[] {
  const opined = reachableFrom(
    graph,
    stepsOn(graph, editions.opinion).map((step) => step.to),
  );
  const submitted = [...opined].flatMap((configuration) =>
    graph.stepsFrom(configuration).filter((step) => step.type === editions.submitted),
  );
  const review = [editions.opinion, editions.confirmed];
  const tables = (configuration: Configuration) =>
    graph.stepsFrom(configuration).some((step) => step.type === editions.tabled);
  const path = shortestPath(
    graph,
    submitted.map((step) => step.to),
    tables,
    (step) => !review.includes(step.type),
  );
  if (!path) return [];
  const last = [editions.submitted, ...inWords(path), editions.tabled];
  return [
    { theorem: 'edition-unreviewed', about: editions.submitted, path: [editions.opinion, '…', ...last] },
  ];
}

function stepsOn(graph: Graph, type: string): Step[] {
  return [...graph.configurations.values()].flatMap((from) =>
    graph.stepsFrom(from).filter((step) => step.type === type),
  );
}

function reachableFrom(graph: Graph, starts: readonly Configuration[]): Set<Configuration> {
  const reached = new Set(starts);
  for (const configuration of reached)
    for (const step of graph.stepsFrom(configuration)) reached.add(step.to);
  return reached;
}

/** From every configuration some settled one can be reached, and only settled ones may lack a way on. */
function deadEnds(graph: Graph): Bypass[] {
  const settled = [...graph.configurations.values()].filter(hasTag('settled'));
  const arrivals = new Map<string, Configuration[]>();
  for (const from of graph.configurations.values())
    for (const { to } of graph.stepsFrom(from)) arrivals.set(to.key, [...(arrivals.get(to.key) ?? []), from]);
  const saved = new Set(settled);
  for (const configuration of saved)
    for (const from of arrivals.get(configuration.key) ?? []) saved.add(from);
  const stuck = [...graph.configurations.values()].find((configuration) => !saved.has(configuration));
  if (!stuck) return [];
  const path =
    shortestPath(
      graph,
      [graph.start],
      (configuration) => configuration === stuck,
      () => true,
    ) ?? [];
  return [{ theorem: 'dead-end', about: JSON.stringify(stuck.snapshot.value), path: inWords(path) }];
}

function unreachable(graph: Graph, definition: WorkflowDefinition): Bypass[] {
  const seen = new Set<string>();
  for (const configuration of graph.configurations.values()) {
    for (const id of configuration.active) seen.add(id);
    for (const step of graph.stepsFrom(configuration)) for (const id of step.entered) seen.add(id);
  }
  const states = nodesOf(definition.machine).filter((node) => node.type !== 'history' && !seen.has(node.id));
  const deaf = Object.keys(definition.events).filter(
    (type) => stepsOn(graph, type).length === 0 && !isAutomatic(type),
  );
  const effective = [...graph.configurations.values()].some(hasTag('effective'));
  return [
    ...states.map((node): Bypass => ({ theorem: 'unreachable', about: node.id, path: [] })),
    ...deaf.map((type): Bypass => ({ theorem: 'unreachable', about: `event ${type}`, path: [] })),
    ...(effective
      ? []
      : [{ theorem: 'no-outcome' as const, about: 'no path leads to an effective outcome', path: [] }]),
  ];
}

/** Which mandatory steps lie on every path to an event: what a "not now" is explained with. */
function stepsBefore(
  graph: Graph,
  definition: WorkflowDefinition,
  types: readonly string[],
): Record<string, string[]> {
  const before: Record<string, string[]> = Object.fromEntries(types.map((type) => [type, []]));
  for (const step of definition.mandatorySteps) {
    const possible = typesWithout(graph, withoutEntering(doneStatesOf(step)));
    for (const type of types) if (!possible.has(type)) before[type]?.push(step.id);
  }
  return before;
}

function typesWithout(graph: Graph, allowed: (step: Step) => boolean): Set<string> {
  const reached = new Set([graph.start]);
  const types = new Set<string>();
  for (const configuration of reached) {
    for (const step of graph.stepsFrom(configuration)) {
      types.add(step.type);
      if (allowed(step)) reached.add(step.to);
    }
  }
  return types;
}
