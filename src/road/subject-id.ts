import { randomUUID } from 'node:crypto';
import { canonicalize } from '../canonical/canonical-json.js';
import { sha256Hex } from '../canonical/digest.js';

/**
 * The id of a subject that a request opens. A request that is sent again under the same Idempotency-Key names the
 * same subject, so that the ledger knows it again; without a key every request opens a new one.
 */
export function newSubjectId(actor: string, kind: string, idempotencyKey: string | undefined): string {
  if (idempotencyKey === undefined) return randomUUID();
  const digest = sha256Hex(canonicalize([actor, kind, idempotencyKey]));
  // Version 8 of RFC 9562: a UUID by a recipe of one's own.
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `8${digest.slice(13, 16)}`,
    `8${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ].join('-');
}
