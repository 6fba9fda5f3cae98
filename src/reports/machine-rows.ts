import type { AnyStateNode } from 'xstate';
import type { WorkflowDefinition } from '../../workflows/definition.js';
import type { Requirement, Role } from '../../workflows/vocabulary.js';
import { commonRequirements } from '../engine/competence.js';
import { isAutomatic, lawOf, nodesOf, transitionsOf } from '../engine/machine-law.js';
import { calendarKept } from '../engine/workflow.js';

/** One transition of a workflow, as a page shows it. */
export interface MachineRow {
  readonly state: AnyStateNode;
  /** The event type; empty where the machine moves by itself (all regions of a parallel state are final). */
  readonly type: string;
  /** What the act says, where that chooses the road. */
  readonly says: Readonly<Record<string, string | number | boolean>>;
  readonly targets: readonly AnyStateNode[];
  readonly roles: readonly Role[];
  readonly rules: readonly string[];
  readonly requires: readonly string[];
}

/** Every transition, in the order in which the machine is written. */
export function machineRows(definition: WorkflowDefinition): MachineRow[] {
  return nodesOf(definition.machine).flatMap((state) =>
    transitionsOf(state).map(({ type, transition }) => {
      const law = lawOf(transition);
      const guard = transition.guard as { params?: MachineRow['says'] } | undefined;
      return {
        state,
        type: isAutomatic(type) ? '' : type,
        says: guard?.params ?? {},
        targets: transition.target ?? [],
        roles: law.roles,
        rules: law.rules,
        requires: law.requires ?? [],
      };
    }),
  );
}

/** What every act is asked; who is competent is told with each transition. */
export const requirementsOfEveryAct: readonly Requirement[] = [
  ...commonRequirements({ roles: [], rules: [] }, undefined).filter(({ id }) => id !== 'competent'),
  calendarKept,
];

/** The state's own words: the first clause of its description, or its name. */
export function stateTitle(node: AnyStateNode): string {
  if (node.type === 'history') return stateTitle(node.parent ?? node);
  return node.description?.split(/[：（]/)[0] ?? node.key;
}
