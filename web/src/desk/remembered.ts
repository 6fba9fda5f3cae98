import type { Decision } from '../decisions/decisions';

/** As much of what the procedure remembers (`workflows/major-decision/context.ts`) as the desks look at. */
export interface Remembered {
  readonly body?: string | null;
  readonly startedOn?: string | null;
  readonly units?: readonly string[];
  readonly draft?: {
    readonly edition: number;
    readonly bundle: string;
    readonly drafters: readonly string[];
    readonly touches: Readonly<Record<string, unknown>>;
  } | null;
  readonly findings?: Readonly<
    Record<string, { readonly required: boolean; readonly by: string; readonly basis: string }>
  >;
  readonly experts?: Readonly<
    Record<string, { readonly declared?: string | null; readonly opinionOn?: string | null }>
  >;
  readonly risk?: { readonly assessed: string | null; readonly judged: string } | null;
  readonly review?: {
    readonly requestedOn: string | null;
    readonly bundle: string | null;
    readonly advice: string | null;
    readonly returnedOn: string | null;
    readonly extendedTo: string | null;
    readonly clearedBundle: string | null;
    readonly outcome: string | null;
    readonly timeSufficed: boolean;
  };
}

export function rememberedOf({ state }: Pick<Decision, 'state'>): Remembered {
  const context = state['context'];
  return typeof context === 'object' && context !== null ? (context as Remembered) : {};
}
