import type { Role } from '../../../workflows/vocabulary.js';
import type { Session } from './sessions.js';

/** What a token for programs may be used for, at most: never more than its person may. */
export interface TokenScope {
  readonly id: string;
  readonly person: string;
  readonly roles: readonly Role[];
  /** Kinds of subjects that it may write to; none: it reads only. */
  readonly kinds: readonly string[];
}

/** How the sender of a request has signed in. */
export type SignedInBy =
  | { readonly is: 'session'; readonly session: Session }
  | { readonly is: 'token'; readonly token: TokenScope };
