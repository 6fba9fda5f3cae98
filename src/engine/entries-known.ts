import type { AnyMachineSnapshot, AnyStateMachine, AnyStateNode, AnyTransitionDefinition } from 'xstate';

type HistoryValue = AnyMachineSnapshot['historyValue'];

/** What is active and remembered after a step. */
export interface Reached {
  readonly nodes: readonly AnyStateNode[];
  readonly historyValue: HistoryValue;
  readonly status: AnyMachineSnapshot['status'];
}

/** Where a transition takes place: what it leaves, and the history states on which hangs what it enters. */
interface Place {
  readonly domain: AnyStateNode;
  readonly recalls: readonly AnyStateNode[];
}

/**
 * What each transition enters, learnt from XState's own steps. By the semantics of statecharts (SCXML, which XState
 * follows) a transition leaves all that is active under its domain, and enters there what hangs on nothing but the
 * transition and the history states in its way; what is active beside its domain stays.
 */
export class EntriesKnown {
  private readonly histories: readonly AnyStateNode[];
  private readonly places = new Map<AnyTransitionDefinition, Place | undefined>();
  private readonly entered = new Map<AnyTransitionDefinition, Map<string, readonly AnyStateNode[]>>();

  constructor(machine: AnyStateMachine) {
    this.histories = historiesIn(machine.root);
  }

  /** Undefined where this was not learnt yet, or where the machine goes on by itself. */
  after(from: AnyMachineSnapshot, transitions: readonly AnyTransitionDefinition[]): Reached | undefined {
    const places = transitions.map((transition) => this.placeOf(transition));
    if (!places.every((place) => place !== undefined) || !areApart(places)) return undefined;
    const historyValue = this.remembered(from, places);
    const entered: AnyStateNode[] = [];
    for (const [at, place] of places.entries()) {
      const known = this.entered
        .get(transitions[at] as AnyTransitionDefinition)
        ?.get(recalled(place, historyValue));
      if (!known) return undefined;
      entered.push(...known);
    }
    const staying = from._nodes.filter((node) => !places.some(({ domain }) => isUnder(node, domain)));
    const nodes = [...staying, ...entered];
    return goesOn(nodes, entered) ? undefined : { nodes, historyValue, status: from.status };
  }

  /** @param to after the first microstep, which is the transition itself */
  learn(from: AnyMachineSnapshot, transition: AnyTransitionDefinition, to: AnyMachineSnapshot): void {
    const place = this.placeOf(transition);
    if (!place) return;
    const known = this.entered.get(transition) ?? new Map<string, readonly AnyStateNode[]>();
    const entered = to._nodes.filter((node) => isUnder(node, place.domain));
    known.set(recalled(place, this.remembered(from, [place])), entered);
    this.entered.set(transition, known);
  }

  /** What the history states remember once the domains are left. */
  private remembered({ _nodes, historyValue }: AnyMachineSnapshot, places: readonly Place[]): HistoryValue {
    const left = this.histories.filter(
      ({ parent }) =>
        parent && places.some(({ domain }) => isUnder(parent, domain)) && _nodes.includes(parent),
    );
    const now = left.map((history) => [history.id, standingIn(history, _nodes)]);
    return left.length === 0 ? historyValue : { ...historyValue, ...Object.fromEntries(now) };
  }

  /** Undefined where memory says what is left, or the whole machine begins anew. */
  private placeOf(transition: AnyTransitionDefinition): Place | undefined {
    if (!this.places.has(transition)) this.places.set(transition, this.placeFound(transition));
    return this.places.get(transition);
  }

  private placeFound(transition: AnyTransitionDefinition): Place | undefined {
    const { source, target = [], reenter } = transition;
    const named = target.filter(({ type }) => type === 'history');
    if (!source.parent && reenter) return undefined;
    if (named.some(({ parent }) => parent && isUnder(source, parent))) return undefined;
    const isWithin = !reenter && target.every((one) => one === source || isUnder(one, source));
    const domain = isWithin ? source : innermostAround([source, ...target]);
    const whole = named.length > 0 || domain.type === 'parallel';
    const ways = whole ? [domain] : target.map((node) => wayTo(node, domain));
    const recalls = this.histories.filter((history) => ways.some((way) => isUnder(history, way)));
    return { domain, recalls };
  }
}

/** Transitions in places of their own do not touch each other. */
const areApart = (places: readonly Place[]): boolean =>
  places.every(({ domain }, at) =>
    places
      .slice(at + 1)
      .every(
        (other) =>
          domain !== other.domain && !isUnder(domain, other.domain) && !isUnder(other.domain, domain),
      ),
  );

const recalled = ({ recalls }: Place, historyValue: HistoryValue): string =>
  recalls.map(({ id }) => historyValue[id]?.map(({ order }) => order).join() ?? '').join(' ');

function historiesIn(node: AnyStateNode): AnyStateNode[] {
  return node.type === 'history' ? [node] : Object.values(node.states).flatMap(historiesIn);
}

/** Properly: nothing is under itself. */
export function isUnder(node: AnyStateNode, above: AnyStateNode): boolean {
  let at = node.parent;
  while (at && at !== above) at = at.parent;
  return at === above;
}

/** The innermost state that holds them all; the root where one of them is the root. */
function innermostAround(nodes: readonly AnyStateNode[]): AnyStateNode {
  let around = nodes[0] as AnyStateNode;
  do around = around.parent ?? around;
  while (around.parent && !nodes.every((node) => isUnder(node, around)));
  return around;
}

/** The state just under the domain that is or holds this one. */
function wayTo(node: AnyStateNode, domain: AnyStateNode): AnyStateNode {
  let at = node;
  while (at.parent && at.parent !== domain) at = at.parent;
  return at;
}

function standingIn({ history, parent }: AnyStateNode, nodes: readonly AnyStateNode[]): AnyStateNode[] {
  if (history !== 'deep' || !parent) return nodes.filter((node) => node.parent === parent);
  return nodes.filter((node) => isLeaf(node) && isUnder(node, parent));
}

const isLeaf = ({ type }: AnyStateNode): boolean => type === 'atomic' || type === 'final';

/** Whether what was entered completes something that somebody hears of: the machine then takes another step by itself. */
function goesOn(nodes: readonly AnyStateNode[], entered: readonly AnyStateNode[]): boolean {
  const active = new Set(nodes);
  const completed = entered.filter(({ type }) => type === 'final').flatMap((node) => completes(node, active));
  return completed.some(
    (node) =>
      node.parent === undefined ||
      nodes.some(({ transitions }) => transitions.has(`xstate.done.state.${node.id}`)),
  );
}

function completes(final: AnyStateNode, active: ReadonlySet<AnyStateNode>): AnyStateNode[] {
  const completed: AnyStateNode[] = final.parent ? [final.parent] : [];
  let at = final.parent?.type === 'parallel' ? final.parent : final.parent?.parent;
  while (at?.type === 'parallel' && isComplete(at, active)) {
    completed.push(at);
    at = at.parent;
  }
  return completed;
}

function isComplete(node: AnyStateNode, active: ReadonlySet<AnyStateNode>): boolean {
  const children = Object.values(node.states).filter(({ type }) => type !== 'history');
  if (node.type === 'parallel') return children.every((child) => isComplete(child, active));
  if (node.type === 'compound') return children.some((child) => child.type === 'final' && active.has(child));
  return node.type === 'final';
}
