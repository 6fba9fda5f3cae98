import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import type {
  Act,
  DayCounting,
  EventDefinition,
  LocalDate,
  Requirement,
  RuleSet,
  Text,
} from './vocabulary.js';

/** What every workflow's context holds, beside its own. */
export interface BaseContext {
  readonly body: string | null;
  readonly calendar: string | null;
  readonly ruleSet: RuleSet | null;
  readonly departures: readonly string[];
}

/** A step that the law makes mandatory: the states in which it is open, done or lawfully exempted (state ids). */
export interface MandatoryStep {
  readonly id: string;
  readonly title: Text;
  readonly rules: readonly string[];
  /** Entering one of these voids the step: it has to be done again. */
  readonly open: readonly string[];
  readonly completed: readonly string[];
  readonly exempted: readonly string[];
}

/**
 * An order that the law prescribes, kept by the shape of the machine: on every path to the act, one of `after` has
 * happened before. Where `since` is named, it has to happen again after each of those.
 */
export interface Precedence {
  readonly act: string;
  readonly after: readonly string[];
  readonly since?: readonly string[];
  readonly rules: readonly string[];
}

/** What has to be done by the end of a day. */
export interface Deadline {
  /** With the day that it is counted from wherever that day can change, so that each lateness is on record. */
  readonly id: string;
  readonly title: Text;
  /** The last day on which it is kept. */
  readonly on: LocalDate;
  readonly rule: string;
  readonly provisional?: boolean;
}

/** Ways to the collective decision, each with its chain of dates and rules. */
export interface Plan {
  readonly planned: { readonly notBefore: LocalDate; readonly notAfter: LocalDate } | null;
  readonly ways: readonly {
    readonly mode: string;
    readonly title: Text;
    readonly earliestMeeting: LocalDate;
    readonly provisional: boolean;
    readonly latestCompleteBundle?: LocalDate;
    readonly meetsPlan?: boolean;
    readonly chain: readonly { readonly what: Text; readonly on: LocalDate; readonly rule: string }[];
  }[];
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
  readonly precedences: readonly Precedence[];
  /** Acts that send the matter back to a step: each transition whose guard says so opens that very step. */
  readonly returns: readonly {
    readonly type: string;
    /** Parameters of the guard. */
    readonly says: Readonly<Record<string, unknown>>;
    readonly step: string;
  }[];
  /** By event type, the mandatory step that rests on such an act: where the act falls, that step opens again. */
  readonly restsOn?: Readonly<Record<string, string>>;
  /** Event types for the proof about editions after the legality opinion (design §3.2). */
  readonly editions: {
    readonly submitted: string;
    readonly opinion: string;
    readonly confirmed: string;
    readonly tabled: string;
  };
  /** The requirement that shows the reviewer every exemption, on each way into a completed review. */
  readonly exemptionsReviewed: { readonly step: string; readonly requirement: string };
  /** Requirements that every transition of an act carries. */
  readonly demanded: Readonly<Record<string, readonly string[]>>;
  stepsOf(snapshot: AnyMachineSnapshot): Readonly<Record<string, StepStatus>>;
  bodyOf(act: Act): string | undefined;
  /** The ways to the meeting that are still open, with the earliest lawful dates. */
  planOf(context: unknown, today: LocalDate, days: DayCounting): Plan;
  /** What is due by when as the matter stands, the earliest first. */
  deadlinesOf(context: unknown, days: DayCounting): readonly Deadline[];
  /** The day from which a matter that was put off lapses by itself; undefined where none does. */
  lapsesOn?(context: unknown, days: DayCounting): LocalDate | undefined;
}
