import type { Json } from './canonical/canonical-json.js';

/**
 * Something a person asked for and may not have (now). `code` is stable and public; `facts` are the members
 * that a problem document shows beside it (RFC 9457 §3.2). Which HTTP status a code gets is decided in
 * `src/http` only.
 */
export abstract class Refusal extends Error {
  abstract readonly code: string;

  /** Facts for the reader: what was found and what would satisfy. Nothing secret, nothing personal. */
  facts(): Record<string, Json> {
    return {};
  }
}
