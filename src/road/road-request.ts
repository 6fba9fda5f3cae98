import type { Json } from '../canonical/canonical-json.js';
import type { EventDraft } from '../ledger/ledger.js';
import type { ActRequest } from './act-request.js';

/** One command on its way. */
export interface RoadRequest {
  readonly kind: string;
  readonly id: string;
  readonly actor: string;
  readonly request: ActRequest;
  /** The version that the client has read; -1 opens a new subject. */
  readonly ifMatch?: number | undefined;
  readonly idempotencyKey?: string | undefined;
  /** What was asked for beside the act and stands in no event: another one of it is another request under the same key. */
  readonly beside?: Json;
  /** More rows to write in the same transaction, and only with it (an account beside its person). */
  readonly alsoWrite?: EventDraft['project'];
}
