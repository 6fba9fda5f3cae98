import type { Json, JsonObject } from '../canonical/canonical-json.js';
import type { Remark, Verdict } from '../engine/procedure.js';
import { cite } from '../law/citations.js';
import type { RecordedEvent } from '../ledger/ledger.js';

/** What a command is answered with 201. */
export interface RoadAnswer {
  /** `{event, version, state, remarks}`; stored with the idempotency key, so that a repeat gets the same. */
  readonly body: Json;
  readonly version: number;
  readonly repeated: boolean;
  /** tlog-proof of a binding act, at once; any other's is at `/api/ledger/receipts/{event id}` within ten seconds. */
  readonly receipt: string | undefined;
}

/** @param remarks what was not met and let pass, in the words of whoever is answered */
export function answerOf(
  event: RecordedEvent,
  state: Readonly<Record<string, unknown>>,
  remarks: readonly Remark[],
): JsonObject {
  const { seq, id, subject, type, time, leafHash, version } = event;
  const cited = remarks.map((one) => ({ ...one, citations: cite(one.rules) }));
  return {
    event: { id, seq, subject, type, time, version, leafHash },
    version,
    state: state as JsonObject,
    remarks: JSON.parse(JSON.stringify(cited)) as Json,
  };
}

/** What an accepted act did not meet and was let pass. Version 1 of the procedure lets nothing pass, and says nothing. */
export function remarksIn(verdict: Extract<Verdict<unknown>, { is: 'accepted' }>): readonly Remark[] {
  const { remarks = [] }: { readonly remarks?: readonly Remark[] } = verdict;
  return remarks;
}
