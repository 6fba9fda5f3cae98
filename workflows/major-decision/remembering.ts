/** How the procedure remembers: what an act leaves in the context. Every action reads clear fields only. */
import { assign } from 'xstate';
import { countedFrom, type Act, type LocalDate } from '../vocabulary.js';
import { nothingYet, type Context } from './context.js';

/** The machine's event: the ledger's event type, and the act. */
export interface ProcedureEvent {
  readonly type: string;
  readonly act: Act<Readonly<Record<string, unknown>>>;
}

export type Remembered = Partial<Context>;

export const keep = (
  remember: (
    context: Context,
    act: ProcedureEvent['act'],
    payload: Readonly<Record<string, unknown>>,
  ) => Remembered,
) =>
  assign<Context, ProcedureEvent, undefined, ProcedureEvent, never>(({ context, event }) => ({
    ...remember(context, event.act, event.act.payload ?? {}),
  }));

export const withReview = (context: Context, change: Partial<Context['review']>): Remembered => ({
  review: { ...context.review, ...change },
});

export const withInput = (context: Context, change: Partial<Context['publicInput']>): Remembered => ({
  publicInput: { ...context.publicInput, ...change },
});

/** The review has to be asked for again; how often a bundle came back is remembered. */
export const reviewVoided = (context: Context, act: ProcedureEvent['act']): Remembered => ({
  ...ready(context, countedFrom(act)),
  review: { ...nothingYet.review, returned: context.review.returned, outcome: context.review.outcome },
});

export const later = (one: LocalDate, other: LocalDate | null): LocalDate =>
  other !== null && other > one ? other : one;

/** Some of what the review looks at came in on this day. */
export const ready = (context: Context, on: LocalDate): Remembered => ({
  readyOn: later(on, context.readyOn),
});

export const withDigest = (known: readonly string[], paper: unknown): string[] => [
  ...new Set([...known, (paper as { sha256: string }).sha256]),
];

export const withAssessor = (context: Context, person: string, unit: string): Context['assessors'] =>
  context.assessors.some((one) => one.person === person && one.unit === unit)
    ? context.assessors
    : [...context.assessors, { person, unit }];
