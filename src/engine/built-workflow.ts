/**
 * What a released workflow is built around: this file, the workflow's definition, xstate and zod become one ES
 * module (`workflows/<id>/built/<version>.mjs`), whose SHA-256 is the `workflowhash` of its events. The server,
 * the command line and the verifier run that module and no other.
 */
import type { WorkflowDefinition } from '../../workflows/definition.js';
import type { DayCounting, LocalDate, Text } from '../../workflows/vocabulary.js';
import type { Plan } from '../../workflows/definition.js';
import { dayCountingOn, type Calendar } from './day-counting.js';
import { refuseUnlessProved, type Proof } from './proof.js';
import { rehearsalUnder, type Rehearse } from './rehearse.js';
import { workflowFrom, type Workflow } from './workflow.js';

/** A mandatory step as it is told to people. */
export interface BuiltStep {
  readonly id: string;
  readonly title: Text;
  readonly rules: readonly string[];
  /** Ids of the states in which it is open. */
  readonly open: readonly string[];
  /** Whether a finding can lawfully let it fall away. */
  readonly exemptible: boolean;
}

export interface BuiltWorkflow {
  readonly procedure: Workflow;
  readonly title: Text;
  readonly steps: readonly BuiltStep[];
  dayCountingOn(calendar: Calendar): DayCounting;
  planOf(context: unknown, today: LocalDate, days: DayCounting): Plan;
  /** As `WorkflowDefinition` has them. Version 1 came without either. */
  readonly deadlinesOf?: WorkflowDefinition['deadlinesOf'];
  readonly lapsesOn?: WorkflowDefinition['lapsesOn'];
  /** @throws WorkflowRefused @throws BrokenDefinition */
  prove(): Proof;
  /** A what-if about past acts, for drafts of rules; `procedure.decide` alone decides. Version 1 came without it. */
  readonly rehearse?: Rehearse;
}

export function buildWorkflow(definition: WorkflowDefinition): BuiltWorkflow {
  return {
    procedure: workflowFrom(definition),
    title: definition.title,
    steps: definition.mandatorySteps.map(({ id, title, rules, open, exempted }) => ({
      id,
      title,
      rules,
      open,
      exemptible: exempted.length > 0,
    })),
    dayCountingOn,
    planOf: definition.planOf,
    deadlinesOf: definition.deadlinesOf,
    lapsesOn: definition.lapsesOn,
    prove: () => refuseUnlessProved(definition),
    rehearse: rehearsalUnder(definition),
  };
}
