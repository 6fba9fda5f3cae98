import type { Bilingual } from '../words/words';

/** An article of law, and what it asks, in both languages. */
export interface Citation {
  readonly rule: string;
  readonly article: string;
  readonly articleEn: string;
  readonly zh: string;
  readonly en: string;
}

/** A requirement that is not met: what was found, what is needed, and what to do (RFC 9457 member `unmet`). */
export interface Unmet {
  readonly requirement: string;
  readonly title: Bilingual;
  readonly found: Bilingual;
  readonly needed: Bilingual;
  readonly remedy: Bilingual;
  readonly earliestOn?: string;
  readonly latestOn?: string;
  readonly whoCanSupply?: readonly string[];
  readonly provisional?: boolean;
  readonly strength: string;
  readonly citations?: readonly Citation[];
}

/** What is wrong with one field: a JSON Pointer (RFC 6901) into what was sent, and what should be there. */
interface Fault {
  readonly at: string;
  readonly message: string;
}

/** RFC 9457, as this server sends it. */
export interface Problem {
  readonly type: string;
  readonly code: string;
  readonly title: string;
  readonly detail?: string;
  readonly status: number;
  readonly unmet?: readonly Unmet[];
  readonly faults?: readonly Fault[];
  readonly [member: string]: unknown;
}

/** What the server refused, or that it could not be reached (`code` is `unreachable`, status 0). */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.title);
  }

  static unreachable(): ProblemError {
    return new ProblemError({ type: 'about:blank', code: 'unreachable', title: '', status: 0 });
  }
}

export function problemOf(body: unknown, status: number): Problem {
  if (typeof body === 'object' && body !== null && 'code' in body && 'title' in body) return body as Problem;
  // A proxy's page, say: it has nothing that a person could use.
  return { type: 'about:blank', code: 'unreadable-answer', title: '', status };
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof ProblemError ? error.problem.code : undefined;
}
