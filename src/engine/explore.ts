import type { AnyStateMachine } from 'xstate';
import { Configurations, Stepper, type Configuration, type Step } from './machine-steps.js';

/** Each configuration is one object, so that two can be told apart by identity. */
export interface Graph {
  readonly start: Configuration;
  readonly configurations: readonly Configuration[];
  stepsFrom(configuration: Configuration): readonly Step[];
  /** Those that lead to another configuration. */
  movesFrom(configuration: Configuration): readonly Step[];
}

/** Explores with guards both ways. @throws Error beyond `limit` configurations, naming the limit. */
export function explore(machine: AnyStateMachine, types: readonly string[], limit = 20_000): Graph {
  const known = new Configurations();
  const stepper = new Stepper(machine, known);
  const steps = new Map<Configuration, readonly Step[]>();
  const start = known.reachedBy(stepper.first);
  for (const from of known.found) {
    steps.set(from, stepper.stepsFrom(from, types));
    if (known.found.length > limit)
      throw new Error(
        `The proof stops at ${limit} configurations: explore regions that do not influence each other separately.`,
      );
  }
  const moves = new Map([...steps].map(([from, all]) => [from, all.filter(({ to }) => to !== from)]));
  return {
    start,
    configurations: known.found,
    stepsFrom: (configuration) => steps.get(configuration) ?? [],
    movesFrom: (configuration) => moves.get(configuration) ?? [],
  };
}

/** Shortest path (event types and where they lead) from `start` over steps that `allowed` lets pass. */
export function shortestPath(
  graph: Graph,
  starts: readonly Configuration[],
  reached: (configuration: Configuration) => boolean,
  allowed: (step: Step) => boolean,
): Step[] | undefined {
  const arrivedBy = new Map<Configuration, Step | undefined>(starts.map((start) => [start, undefined]));
  for (const configuration of arrivedBy.keys()) {
    if (reached(configuration)) return pathTo(configuration, arrivedBy);
    for (const step of graph.movesFrom(configuration))
      if (!arrivedBy.has(step.to) && allowed(step)) arrivedBy.set(step.to, step);
  }
  return undefined;
}

function pathTo(
  configuration: Configuration,
  arrivedBy: ReadonlyMap<Configuration, Step | undefined>,
): Step[] {
  const path: Step[] = [];
  for (let step = arrivedBy.get(configuration); step; step = arrivedBy.get(step.from)) path.unshift(step);
  return path;
}
