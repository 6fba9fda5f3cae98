import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import type { Act, EventDefinition, Requirement, RuleSet, Text } from '../../workflows/vocabulary.js';

/** What every workflow's context holds, beside its own. */
export interface BaseContext {
  readonly body: string | null;
  readonly calendar: string | null;
  readonly ruleSet: RuleSet | null;
  readonly departures: readonly string[];
}

/** A step that the law makes mandatory: the states in which it is done or lawfully exempted (state ids). */
export interface MandatoryStep {
  readonly id: string;
  readonly title: Text;
  readonly rules: readonly string[];
  readonly completed: readonly string[];
  readonly exempted: readonly string[];
}

export type StepStatus = 'not-open' | 'open' | 'completed' | 'exempted';

/** A procedure written as an XState machine, with its law beside it. */
export interface WorkflowDefinition {
  readonly id: string;
  readonly version: string;
  readonly title: Text;
  readonly machine: AnyStateMachine;
  readonly first: string;
  readonly events: Readonly<Record<string, EventDefinition>>;
  readonly requirements: Readonly<Record<string, Requirement<never>>>;
  readonly mandatorySteps: readonly MandatoryStep[];
  /** Event types for the proof about editions after the legality opinion (design §3.2). */
  readonly editions: { readonly submitted: string; readonly opinion: string; readonly confirmed: string; readonly tabled: string };
  /** The requirement that shows the reviewer every exemption, on each way into a completed review. */
  readonly exemptionsReviewed: { readonly step: string; readonly requirement: string };
  stepsOf(snapshot: AnyMachineSnapshot): Readonly<Record<string, StepStatus>>;
  bodyOf(act: Act): string | undefined;
}
