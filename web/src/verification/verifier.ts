/** What the verifier says, as far as it is shown here (`verifier/core/verify.ts`). */
export interface Report {
  readonly code: string;
  /** 0 verified, 1 evidence of tampering, 2 something could not be decided, 3 what was given cannot be read. */
  readonly exit: 0 | 1 | 2 | 3;
  readonly findings: readonly {
    readonly code: string;
    readonly zh: string;
    readonly en: string;
    readonly seq?: number;
    readonly file?: string;
    readonly subject?: string;
  }[];
}

export interface Given {
  readonly policy?: string;
  readonly pins: readonly string[];
  /** Workflows, by digest, that are run to replay the decision. */
  readonly definitions: readonly string[];
}

export interface Job {
  readonly zip: ArrayBuffer;
  readonly given: Given;
}

export type Told =
  | {
      readonly is: 'progress';
      readonly what: 'bytes' | 'events' | 'replay';
      readonly done: number;
      readonly of: number;
    }
  | {
      readonly is: 'done';
      readonly report: Report;
      readonly text: { readonly zh: string; readonly en: string };
    }
  | { readonly is: 'failed'; readonly message: string };
