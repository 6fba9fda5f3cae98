import type { Json } from '../canonical/canonical-json.js';
import { digestOf } from '../canonical/digest.js';
import type { Idempotency } from '../ledger/append-command.js';
import { subjectOf } from './candidates.js';
import type { RoadRequest } from './road-request.js';

/** The request that an Idempotency-Key stands for; undefined where there is none. */
export function idempotencyOf({
  actor,
  kind,
  id,
  idempotencyKey: key,
  request,
  beside,
}: RoadRequest): Idempotency | undefined {
  if (key === undefined) return undefined;
  const whole = {
    subject: subjectOf(kind, id),
    request: request as Json,
    ...(beside !== undefined && { beside }),
  };
  return { actor, key, requestDigest: digestOf(whole) };
}
