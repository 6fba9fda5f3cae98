import type { Json, JsonObject } from '../canonical/canonical-json.js';
import type { Rows } from '../database/database.js';
import type { Role } from '../../workflows/vocabulary.js';
import type { EventDraft } from '../ledger/ledger.js';
import type { ActRequest } from './act-request.js';
import type { Standpoint } from './room.js';
import type { OpenedSignature } from './signing.js';

/** What an act is before it is judged: enough to say whether this way of signing in may send it. */
export interface AboutAct {
  readonly kind: string;
  readonly type: string;
  readonly binding: boolean;
  /** The roles one of which the act takes. */
  readonly roles: readonly Role[];
}

/** How a command came in, as far as the road asks: it may allow less than the actor may, never more. */
export interface Sender {
  /** The only roles in which it may act; undefined: all that the actor holds. */
  readonly onlyRoles?: readonly Role[];
  /** Throws the refusal of an act that may not come this way. */
  admit(act: AboutAct): Promise<void>;
  /** Checks a signature over an act, as far as it can be before the act is decided. @throws ActSignatureRefused */
  openSignature?(subject: string, sent: NonNullable<ActRequest['signature']>): Promise<OpenedSignature>;
}

/** One command on its way. */
export interface RoadRequest {
  readonly kind: string;
  readonly id: string;
  readonly actor: string;
  readonly request: ActRequest;
  /** Undefined for what the program does itself. */
  readonly sender?: Sender | undefined;
  /** The version that the client has read; -1 opens a new subject. */
  readonly ifMatch?: number | undefined;
  readonly idempotencyKey?: string | undefined;
  /** What was asked for beside the act and stands in no event: another one of it is another request under the same key. */
  readonly beside?: Json;
  /**
   * What the program says of the ledger itself, worked out under the head row where nothing overtakes it; it takes the
   * place of the request's payload.
   */
  readonly payloadThen?: (rows: Rows, before: Standpoint) => Promise<JsonObject>;
  /** More rows to write in the same transaction, and only with it (an account beside its person). */
  readonly alsoWrite?: EventDraft['project'];
}
