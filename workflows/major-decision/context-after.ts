/** What is remembered of a decision after its outcome. Counts where outsiders could lengthen a list. */
import type { LocalDate } from '../vocabulary.js';

/** A preventive measure of the risk report, become a task of the execution. */
export interface Task {
  readonly owner: string;
  readonly by: LocalDate;
  readonly done: boolean;
}

export interface AfterDecision {
  /** The text that each other body of a joint decision has passed. */
  readonly joint: Readonly<Record<string, { readonly bundle: string; readonly edited: string | null }>>;
  readonly minutesOn: LocalDate | null;
  readonly publication: {
    readonly on: LocalDate;
    readonly late: boolean;
    readonly withheld: boolean;
  } | null;
  /** The executing units. */
  readonly units: readonly string[];
  readonly tasks: readonly Task[];
  readonly reports: number;
  readonly inspections: number;
  /** What people wrote in about the decision or its execution. */
  readonly opinions: { readonly received: number; readonly answered: number };
  /** Legal advice on the execution that waits for its answer: the numbers of its records. */
  readonly adviceUnanswered: readonly number[];
  /** The decision that carries a major adjustment. */
  readonly successor: string | null;
  readonly ended: { readonly how: string; readonly on: LocalDate } | null;
  readonly evaluator: { readonly unit: string; readonly person: string | null } | null;
  readonly evaluations: number;
  /** Orders to correct from above (article 38). */
  readonly orders: { readonly received: number; readonly done: number };
}

export const nothingAfter: AfterDecision = {
  joint: {},
  minutesOn: null,
  publication: null,
  units: [],
  tasks: [],
  reports: 0,
  inspections: 0,
  opinions: { received: 0, answered: 0 },
  adviceUnanswered: [],
  successor: null,
  ended: null,
  evaluator: null,
  evaluations: 0,
  orders: { received: 0, done: 0 },
};

/** An outcome that is void takes what followed it along; what others did or wrote still stands. */
export const afterVoid = ({ joint, opinions, adviceUnanswered, orders }: AfterDecision): AfterDecision => ({
  ...nothingAfter,
  joint,
  opinions,
  adviceUnanswered,
  orders,
});
