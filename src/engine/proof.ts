import type { WorkflowDefinition } from '../../workflows/definition.js';
import { explore, type Graph } from './explore.js';
import type { Step } from './machine-steps.js';
import { refuseBrokenDefinition } from './machine-law.js';
import {
  deadEnds,
  doneStatesOf,
  editionsUnreviewed,
  requirementsDropped,
  exemptionsUnreviewed,
  outOfOrder,
  reopenedStep,
  returnsOpenTheirStep,
  unreachable,
  withoutEntering,
  withoutStep,
  type Bypass,
} from './theorems.js';

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

/**
 * Explores the whole state graph, guards both ways, and looks for each way round the law.
 * @throws BrokenDefinition
 */
export function prove(definition: WorkflowDefinition): Proof {
  refuseBrokenDefinition(definition);
  const types = Object.keys(definition.events);
  const graph = explore(definition.machine, types);
  const bypasses = [
    ...definition.mandatorySteps.flatMap((step) => withoutStep(graph, step)),
    ...definition.mandatorySteps.flatMap((step) => reopenedStep(graph, step)),
    ...returnsOpenTheirStep(graph, definition),
    ...exemptionsUnreviewed(graph, definition),
    ...editionsUnreviewed(graph, definition),
    ...requirementsDropped(graph, definition),
    ...outOfOrder(graph, definition),
    ...deadEnds(graph),
    ...unreachable(graph, definition),
  ];
  return {
    workflow: definition.id,
    version: definition.version,
    holds: bypasses.length === 0,
    configurations: graph.configurations.length,
    steps: graph.configurations.reduce(
      (sum, configuration) => sum + graph.stepsFrom(configuration).length,
      0,
    ),
    bypasses,
    stepsBefore: stepsBefore(graph, definition, types),
  };
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
