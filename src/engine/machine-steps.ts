import {
  createActor,
  createMachine,
  initialTransition,
  type AnyActorScope,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  type AnyStateNode,
  type AnyTransitionDefinition as Transition,
} from 'xstate';
import { EntriesKnown, isUnder, type Reached } from './entries-known.js';

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

type Answers = ReadonlyMap<string, boolean>;

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

  /** What was answered in this step. */
  get given(): Answers {
    return this.now;
  }

  answersAgain(given: Answers): void {
    this.reset();
    this.now = new Map(given);
  }

  private rewind(): void {
    this.asked = 0;
    this.now = new Map();
  }
}

/** Every configuration that was met, once. */
export class Configurations {
  readonly found: Configuration[] = [];
  private readonly byKey = new Map<string, Configuration>();

  at(reached: Reached): Configuration | undefined {
    return this.byKey.get(keyOf(reached));
  }

  reachedBy(snapshot: AnyMachineSnapshot): Configuration {
    const { _nodes: nodes, historyValue, status } = snapshot;
    const key = keyOf({ nodes, historyValue, status });
    const known = this.byKey.get(key);
    if (known) return known;
    const reached = { key, snapshot, active: new Set(snapshot._nodes.map((node) => node.id)) };
    this.byKey.set(key, reached);
    this.found.push(reached);
    return reached;
  }
}

/** What is active, and what is remembered of where a region stood; a machine that has ended goes on by nothing of its own. */
function keyOf({ nodes, historyValue, status }: Reached): string {
  const key = `${status === 'active' ? '' : status}${inOrder(nodes)}`;
  // Where nothing leads on, it is all the same from where a state was reached.
  if (!nodes.some(leadsOn)) return key;
  const remembered = Object.keys(historyValue)
    .toSorted()
    .map((id) => `${id}:${inOrder(historyValue[id] ?? [])}`);
  return [key, ...remembered].join(' ');
}

/** By their places in the machine. */
const inOrder = (nodes: readonly AnyStateNode[]): string =>
  nodes
    .map(({ order }) => order)
    .toSorted((a, b) => a - b)
    .join();

const leads = new WeakMap<AnyStateNode, boolean>();
function leadsOn(node: AnyStateNode): boolean {
  const known = leads.get(node);
  if (known !== undefined) return known;
  const found = [...node.transitions.values()].flat().some(moves);
  leads.set(node, found);
  return found;
}

const moves = ({ target }: Transition): boolean => (target ?? []).length > 0;
const NONE: ReadonlySet<string> = new Set();

/**
 * The steps of a machine that `refuseBrokenDefinition` lets pass: no move of its own has a guard, so that what is chosen
 * of an act settles the whole step. XState takes them, with an oracle for guards and nothing for actions; a step that it
 * has taken from elsewhere is not taken again (`EntriesKnown`), unless it leads where nobody was yet.
 */
export class Stepper {
  readonly first: AnyMachineSnapshot;
  private readonly oracle = new Oracle();
  private readonly machine: AnyStateMachine;
  private readonly scope: AnyActorScope;
  private readonly entries: EntriesKnown;
  private readonly sets = new Map([['', NONE]]);

  constructor(
    machine: AnyStateMachine,
    private readonly known: Configurations,
  ) {
    this.machine = withOracle(machine, this.oracle);
    this.scope = inertScope(this.machine);
    this.first = initialTransition(this.machine)[0];
    this.entries = new EntriesKnown(this.machine);
  }

  /** One for each act and result, whatever the guards answer. */
  stepsFrom(from: Configuration, types: readonly string[]): Step[] {
    const hearers = new Map<string, AnyStateNode[]>();
    for (const node of from.snapshot._nodes)
      for (const type of node.transitions.keys()) {
        const known = hearers.get(type);
        if (known) known.push(node);
        else hearers.set(type, [node]);
      }
    const found: Step[] = [];
    for (const type of types) {
      const heard = hearers.get(type);
      if (heard) found.push(...this.stepsOn(from, type, heard));
    }
    return found;
  }

  private stepsOn(from: Configuration, type: string, hearers: readonly AnyStateNode[]): readonly Step[] {
    if (!hearers.some((node) => node.transitions.get(type)?.some(moves))) return [stays(from, type)];
    const found: Step[] = [];
    for (const choice of this.choices(type, hearers)) {
      const step = choice.chosen.some(moves) ? this.moved(from, type, choice) : stays(from, type);
      if (!found.some(({ to, entered }) => to === step.to && entered === step.entered)) found.push(step);
    }
    return found;
  }

  /** What can be chosen of an act, with the answers that choose it. */
  private choices(type: string, hearers: readonly AnyStateNode[]): Choice[] {
    // A state's order is higher than that of the states around it.
    const innermostFirst = hearers.toSorted((a, b) => b.order - a.order);
    const choices: Choice[] = [];
    this.oracle.reset();
    do {
      const chosen = this.chosenAmong(type, innermostFirst);
      if (chosen.length > 0 && !choices.some((known) => isSame(known.chosen, chosen)))
        choices.push({ chosen, given: this.oracle.given });
    } while (this.oracle.next());
    return choices;
  }

  /** The first of each state whose guard says yes, of the innermost states that have one. */
  private chosenAmong(type: string, innermostFirst: readonly AnyStateNode[]): Transition[] {
    const chosen: Transition[] = [];
    for (const node of innermostFirst) {
      if (chosen.some(({ source }) => isUnder(source, node))) continue;
      const first = node.transitions.get(type)?.find(({ guard }) => this.saysYes(guard));
      if (first) chosen.push(first);
    }
    return chosen;
  }

  private saysYes(guard: unknown): boolean {
    if (guard === undefined) return true;
    const { type, params } = (typeof guard === 'string' ? { type: guard } : guard) as Question;
    return this.oracle.answer(asked(type, params));
  }

  private moved(from: Configuration, type: string, choice: Choice): Step {
    const expected = this.entries.after(from.snapshot, choice.chosen.filter(moves));
    const to = expected && this.known.at(expected);
    if (to) return { from, type, to, entered: this.notIn(from, [expected.nodes]) };
    const step = this.taken(from, type, choice);
    if (expected && this.known.at(expected) !== step.to)
      throw new Error(`${type} was not foreseen to lead to ${JSON.stringify(step.to.snapshot.value)}.`);
    return step;
  }

  /** XState's own step, under the same answers. */
  private taken(from: Configuration, type: string, { chosen, given }: Choice): Step {
    this.oracle.answersAgain(given);
    if (!isSame(this.machine.getTransitionData(from.snapshot, { type }) as Transition[], chosen))
      throw new Error(`XState chooses another way of ${type} at ${JSON.stringify(from.snapshot.value)}.`);
    const microsteps = this.machine.microstep(from.snapshot, { type }, this.scope);
    const [only, ...others] = chosen.filter(moves);
    if (only && microsteps[0] && others.length === 0) this.entries.learn(from.snapshot, only, microsteps[0]);
    const to = this.known.reachedBy(microsteps.at(-1) as AnyMachineSnapshot);
    const passed = microsteps.map(({ _nodes }) => _nodes);
    return { from, type, to, entered: this.notIn(from, passed) };
  }

  /** Their ids; the same set for the same ones, of which there are few in many steps. */
  private notIn(
    { active }: Configuration,
    passed: readonly (readonly AnyStateNode[])[],
  ): ReadonlySet<string> {
    const ids = new Set<string>();
    for (const nodes of passed) for (const { id } of nodes) if (!active.has(id)) ids.add(id);
    const key = [...ids].toSorted().join(' ');
    const known = this.sets.get(key);
    if (!known) this.sets.set(key, ids);
    return known ?? ids;
  }
}

interface Choice {
  readonly chosen: readonly Transition[];
  readonly given: Answers;
}

const isSame = (one: readonly Transition[], other: readonly Transition[]): boolean =>
  one.length === other.length && one.every((transition) => other.includes(transition));

/** An act that leads nowhere is remembered, and changes no state. */
const stays = (from: Configuration, type: string): Step => ({ from, type, to: from, entered: NONE });

interface Question {
  readonly type: string;
  readonly params?: object;
}

const spelt = new WeakMap<object, string>();
/** A guard by its name and parameters: one question, which has one answer. */
function asked(name: string, params: object | undefined): string {
  if (params === undefined) return name;
  const known = spelt.get(params) ?? JSON.stringify(params);
  spelt.set(params, known);
  return `${name} ${known}`;
}

function withOracle(machine: AnyStateMachine, oracle: Oracle): AnyStateMachine {
  const guards: Record<string, (_: unknown, params: object | undefined) => boolean> = {};
  for (const name of Object.keys(machine.implementations.guards)) {
    guards[name] = (_, params) => oracle.answer(asked(name, params));
  }
  const actions: Record<string, () => void> = {};
  for (const name of Object.keys(machine.implementations.actions)) actions[name] = () => undefined;
  return createMachine({ ...machine.config, context: {} }, { guards, actions }) as AnyStateMachine;
}

const nothing = () => undefined;

/** An actor that stands still: one for all steps, where `getMicrosteps` would make one for each. */
function inertScope(machine: AnyStateMachine): AnyActorScope {
  const self = createActor(machine);
  return {
    self,
    system: self.system,
    id: '',
    sessionId: '',
    logger: nothing,
    defer: nothing,
    emit: nothing,
    stopChild: nothing,
    actionExecutor: nothing,
  };
}
