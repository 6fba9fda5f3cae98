import { createMachine, type AnyStateMachine } from 'xstate';
import type { WorkflowDefinition } from '../workflows/definition.js';
import { majorDecision } from '../workflows/major-decision/workflow.js';

export interface Arrow {
  target?: string | string[];
  actions?: unknown;
  guard?: unknown;
  meta?: { roles?: string[]; rules?: string[]; requires?: string[] };
}
export interface Node {
  id?: string;
  type?: string;
  initial?: string;
  tags?: string;
  on?: Record<string, Arrow | Arrow[]>;
  onDone?: Arrow;
  states?: Record<string, Node>;
  always?: unknown;
  after?: unknown;
  invoke?: unknown;
  entry?: unknown;
}

/** The workflow with its machine copied and changed; everything else is as it was. */
export function broken(change: (machine: Node) => void): WorkflowDefinition {
  const machine = JSON.parse(JSON.stringify(majorDecision.machine.config)) as Node;
  change(machine);
  return {
    ...majorDecision,
    machine: createMachine(
      machine as never,
      majorDecision.machine.implementations as never,
    ) as AnyStateMachine,
  };
}

export function state(machine: Node, path: string): Node {
  const node = path.split('.').reduce<Node | undefined>((at, name) => at?.states?.[name], machine);
  if (!node) throw new Error(`no state ${path}`);
  return node;
}

/** The arrow on this event (the one that the guard's parameters name, of several). */
export function arrow(machine: Node, path: string, type: string, says?: Record<string, unknown>): Arrow {
  const found = [state(machine, path).on?.[type] ?? []]
    .flat()
    .find(
      ({ guard }) =>
        !says || JSON.stringify((guard as { params?: unknown } | undefined)?.params) === JSON.stringify(says),
    );
  if (!found) throw new Error(`no arrow ${type} at ${path}`);
  return found;
}

/** A lawful-looking transition, to be put where it does not belong. */
export const lawful = { roles: ['proposer'], rules: ['D713-013-a'] };
export const WALK = { actions: 'keepNothing', meta: lawful };
