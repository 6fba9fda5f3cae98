import type { AnyStateNode } from 'xstate';
import type { WorkflowDefinition } from '../../workflows/definition.js';
import { nodesOf } from '../engine/machine-law.js';
import { machineRows, stateTitle, type MachineRow } from './machine-rows.js';

/** A state diagram (Mermaid) of the states directly under one state; what lies deeper is drawn as its own diagram. */
export interface Diagram {
  readonly of: AnyStateNode;
  readonly text: string;
}

/** The whole first, then each stage that has states of its own. Acts that change no state are left to the tables. */
export function stateDiagrams(definition: WorkflowDefinition): Diagram[] {
  const rows = machineRows(definition);
  return nodesOf(definition.machine)
    .filter((node) => Object.keys(node.states).length > 0 && node.type !== 'parallel')
    .map((of) => ({ of, text: diagramOf(definition, of, rows) }));
}

function diagramOf(definition: WorkflowDefinition, of: AnyStateNode, rows: readonly MachineRow[]): string {
  const children = Object.values(of.states).filter(({ type }) => type !== 'history');
  const outside = new Map<string, AnyStateNode>();
  const arrows = new Map<string, string[]>();
  for (const row of rows) {
    const from = childHolding(of, row.state);
    for (const target of row.targets) {
      const to = childHolding(of, target) ?? topOf(target);
      if (!from || from === to || isAbove(of, to)) continue;
      if (!children.includes(to)) outside.set(to.id, to);
      const arrow = `${nameOf(from)} --> ${nameOf(to)}`;
      arrows.set(arrow, [...new Set([...(arrows.get(arrow) ?? []), labelOf(definition, row)])]);
    }
  }
  const first = childHolding(of, of.initial.target[0] ?? of);
  return [
    'stateDiagram-v2',
    ...[...children, ...outside.values()].map((node) => `  state "${stateTitle(node)}" as ${nameOf(node)}`),
    ...(first ? [`  [*] --> ${nameOf(first)}`] : []),
    ...[...arrows].map(([arrow, labels]) => `  ${arrow}: ${labels.join('、')}`),
    ...children.filter(isEnd).map((node) => `  ${nameOf(node)} --> [*]`),
  ].join('\n');
}

function childHolding(of: AnyStateNode, node: AnyStateNode): AnyStateNode | undefined {
  for (let at: AnyStateNode | undefined = node; at; at = at.parent) if (at.parent === of) return at;
  return undefined;
}

function topOf(node: AnyStateNode): AnyStateNode {
  return node.parent?.parent ? topOf(node.parent) : node;
}

/** The diagram is drawn inside this very state: an arrow to it would be an arrow to oneself. */
function isAbove(of: AnyStateNode, node: AnyStateNode): boolean {
  for (let at: AnyStateNode | undefined = of; at; at = at.parent) if (at === node) return true;
  return false;
}

function labelOf(definition: WorkflowDefinition, { type, says }: MachineRow): string {
  if (type === '') return '各项均已办结';
  const told = Object.values(says).join(' ');
  return `${definition.events[type]?.title.zh ?? type}${told === '' ? '' : `（${told}）`}`;
}

const nameOf = (node: AnyStateNode): string => node.path.join('_') || node.key;
const isEnd = (node: AnyStateNode): boolean =>
  node.type === 'final' || (node.tags.includes('settled') && Object.keys(node.states).length === 0);
