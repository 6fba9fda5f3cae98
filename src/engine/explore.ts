import {
  createMachine,
  getMicrosteps,
  initialTransition,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  type AnyTransitionDefinition,
} from 'xstate';

/**
 * The state graph of a machine, over-approximated: every guard is answered both ways, actions do nothing. What
 * no path of this graph does, no real history can do.
 */
export interface Configuration {
  readonly key: string;
  readonly snapshot: AnyMachineSnapshot;
  /** Ids of the active states. */
  readonly active: ReadonlySet<string>;
}

export interface Step {
  readonly from: Configuration;
  readonly type: string;
  readonly to: Configuration;
  /** States entered on the way, those passed within one step included (a final region leaves at once). */
  readonly entered: ReadonlySet<string>;
}

export interface Graph {
  readonly start: Configuration;
  readonly configurations: ReadonlyMap<string, Configuration>;
  stepsFrom(configuration: Configuration): readonly Step[];
}

/** Answers each guard once per step, and runs through all combinations of answers. */
class Oracle {
  private answers: { guard: string; answer: boolean }[] = [];
  private asked = 0;
  private now = new Map<string, boolean>();

  answer(guard: string): boolean {
    const known = this.now.get(guard);
    if (known !== undefined) return known;
    const answer = this.answers[this.asked]?.answer ?? true;
    if (this.asked === this.answers.length) this.answers.push({ guard, answer });
    this.asked += 1;
    this.now.set(guard, answer);
    return answer;
  }

  /** @returns false when every combination has been tried. */
  next(): boolean {
    this.answers.length = this.asked;
    this.rewind();
    while (this.answers.at(-1)?.answer === false) this.answers.pop();
    const last = this.answers.pop();
    if (last) this.answers.push({ ...last, answer: false });
    return last !== undefined;
  }

  reset(): void {
    this.answers = [];
    this.rewind();
  }

  private rewind(): void {
    this.asked = 0;
    this.now.clear();
  }
}

/** Explores with guards both ways. @throws Error beyond `limit` configurations, naming the limit. */
export function explore(machine: AnyStateMachine, types: readonly string[], limit = 20_000): Graph {
  const oracle = new Oracle();
  const free = withOracle(machine, oracle);
  const configurations = new Map<string, Configuration>();
  const steps = new Map<string, Step[]>();
  const start = configurationOf(initialTransition(free)[0]);
  configurations.set(start.key, start);
  for (const from of configurations.values()) {
    steps.set(from.key, stepsFrom(free, oracle, from, types, configurations));
    if (configurations.size > limit)
      throw new Error(
        `The proof stops at ${limit} configurations: explore regions that do not influence each other separately.`,
      );
  }
  return { start, configurations, stepsFrom: (configuration) => steps.get(configuration.key) ?? [] };
}

function withOracle(machine: AnyStateMachine, oracle: Oracle): AnyStateMachine {
  const guards: Record<string, (_: unknown, params: unknown) => boolean> = {};
  for (const name of Object.keys(machine.implementations.guards)) {
    guards[name] = (_, params) => oracle.answer(`${name} ${JSON.stringify(params ?? null)}`);
  }
  const actions: Record<string, () => void> = {};
  for (const name of Object.keys(machine.implementations.actions)) actions[name] = () => undefined;
  return createMachine({ ...machine.config, context: {} }, { guards, actions }) as AnyStateMachine;
}

function stepsFrom(
  machine: AnyStateMachine,
  oracle: Oracle,
  from: Configuration,
  types: readonly string[],
  known: Map<string, Configuration>,
): Step[] {
  const found = new Map<string, Step>();
  const heard = new Set(from.snapshot._nodes.flatMap((node) => node.ownEvents));
  for (const type of types) {
    if (!heard.has(type)) continue;
    oracle.reset();
    do {
      const step = stepOn(machine, from, type, known);
      if (step) found.set(`${type} ${step.to.key} ${[...step.entered].join(' ')}`, step);
    } while (oracle.next());
  }
  return [...found.values()];
}

const NONE: ReadonlySet<string> = new Set();

function stepOn(
  machine: AnyStateMachine,
  from: Configuration,
  type: string,
  known: Map<string, Configuration>,
): Step | undefined {
  const chosen = machine.getTransitionData(from.snapshot, { type });
  if (chosen.length === 0) return undefined;
  // An act that leads nowhere is remembered, and changes no state.
  if (!chosen.some(moves)) return { from, type, to: from, entered: NONE };
  const microsteps = getMicrosteps(machine, from.snapshot, { type });
  const last = microsteps.at(-1)?.[0];
  if (!last) return undefined;
  const entered = new Set<string>();
  for (const [snapshot] of microsteps)
    for (const node of snapshot._nodes) if (!from.active.has(node.id)) entered.add(node.id);
  const reached = configurationOf(last);
  const to = known.get(reached.key) ?? reached;
  known.set(to.key, to);
  return { from, type, to, entered };
}

const moves = ({ target }: AnyTransitionDefinition): boolean => (target ?? []).length > 0;

function configurationOf(snapshot: AnyMachineSnapshot): Configuration {
  // Where nothing leads on, it is all the same from where a state was reached.
  const leadsOn = snapshot._nodes.some((node) => [...node.transitions.values()].flat().some(moves));
  const history = Object.entries(leadsOn ? snapshot.historyValue : {}).map(([id, nodes]) => [
    id,
    nodes.map((node) => node.id),
  ]);
  return {
    key: JSON.stringify([snapshot.value, history.toSorted()]),
    snapshot,
    active: new Set(snapshot._nodes.map((node) => node.id)),
  };
}

/** Shortest path (event types and where they lead) from `start` over steps that `allowed` lets pass. */
export function shortestPath(
  graph: Graph,
  starts: readonly Configuration[],
  reached: (configuration: Configuration) => boolean,
  allowed: (step: Step) => boolean,
): Step[] | undefined {
  const arrivedBy = new Map<string, Step | undefined>(starts.map((start) => [start.key, undefined]));
  const queue = [...starts];
  for (const configuration of queue) {
    if (reached(configuration)) return pathTo(configuration, arrivedBy);
    for (const step of graph.stepsFrom(configuration)) {
      if (arrivedBy.has(step.to.key) || !allowed(step)) continue;
      arrivedBy.set(step.to.key, step);
      queue.push(step.to);
    }
  }
  return undefined;
}

function pathTo(configuration: Configuration, arrivedBy: ReadonlyMap<string, Step | undefined>): Step[] {
  const path: Step[] = [];
  for (let step = arrivedBy.get(configuration.key); step; step = arrivedBy.get(step.from.key))
    path.unshift(step);
  return path;
}
