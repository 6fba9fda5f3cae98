import type { Intake } from './intake.js';
import type { Act, EventDefinition, Finding, Role, Strength, Text } from '../../workflows/vocabulary.js';

/** One requirement that an act does not meet, as people are told it. */
export interface Unmet extends Omit<Extract<Finding, { is: 'unmet' }>, 'is'> {
  readonly requirement: string;
  readonly rules: readonly string[];
  readonly strength: Strength;
  readonly title: Text;
}

/** How one requirement stands for an act that somebody might add. */
export type Standing =
  | { readonly requirement: string; readonly title: Text; readonly is: 'met' }
  | {
      readonly requirement: string;
      readonly title: Text;
      readonly is: 'depends';
      readonly fields: readonly string[];
    }
  | ({ readonly is: 'unmet' } & Unmet)
  /** Unmet, and not in the way: followed by reference and departed from, or a house rule that only warns here. */
  | ({ readonly is: 'gave-way' | 'warning'; readonly because: Text } & Unmet);

export type Remark = Extract<Standing, { is: 'gave-way' | 'warning' }>;

/** What the procedure says to an act. */
export type Verdict<State> =
  | {
      readonly is: 'accepted';
      readonly state: State;
      readonly requirements: readonly string[];
      /** What was not met and let pass: shown with the event, and wherever it is told. */
      readonly remarks: readonly Remark[];
    }
  | { readonly is: 'refused'; readonly unmet: readonly Unmet[] }
  | { readonly is: 'not-now'; readonly possible: readonly string[] };

/**
 * A procedure that decides about acts on one subject: a decision's workflow (an XState machine) or the simple
 * life of a meeting, a person, a consultation. Pure: same state and act, same verdict, everywhere.
 */
export interface Procedure<State = unknown> {
  readonly id: string;
  readonly version: string;
  readonly events: Readonly<Record<string, EventDefinition>>;
  /** The type that opens a subject. */
  readonly first: string;
  /** How the payload of this event is read; undefined for a type that the procedure does not know. */
  intake(type: string): Intake | undefined;
  /** Roles that can ever add this event, over all its transitions. */
  rolesFor(type: string): readonly Role[];
  /** Rules that any transition of this event rests on. */
  rulesFor(type: string): readonly string[];
  /** By event type, the mandatory step that rests on such an act. */
  readonly restsOn?: Readonly<Record<string, string>>;
  decide(state: State | undefined, act: Act): Verdict<State>;
  /** How every requirement of this event stands, without a payload where the act has none. */
  explain(
    state: State | undefined,
    act: Act,
  ): { readonly available: boolean; readonly standings: readonly Standing[] };
  context(state: State | undefined): unknown;
  /** SHA-256 over JCS of the state; procedures without a machine have none. */
  stateHash?(state: State): string;
  /** The state as people and programs read it. */
  view(state: State): Readonly<Record<string, unknown>>;
}
