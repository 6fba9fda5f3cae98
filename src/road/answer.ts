import type { Json, JsonObject } from '../canonical/canonical-json.js';
import type { RecordedEvent } from '../ledger/ledger.js';

/** What a command is answered with 201. */
export interface RoadAnswer {
  /** `{event, version, state}`; stored with the idempotency key, so that a repeat gets the same. */
  readonly body: Json;
  readonly version: number;
  readonly repeated: boolean;
  /** tlog-proof of a binding act, at once; any other's is at `/api/ledger/receipts/{event id}` within ten seconds. */
  readonly receipt: string | undefined;
}

export function answerOf(event: RecordedEvent, state: Readonly<Record<string, unknown>>): JsonObject {
  const { seq, id, subject, type, time, leafHash, version } = event;
  return { event: { id, seq, subject, type, time, version, leafHash }, version, state: state as JsonObject };
}
