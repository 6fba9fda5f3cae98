import type { AnyMachineSnapshot } from 'xstate';
import { canonicalize, type Json } from '../canonical/canonical-json.js';
import { sha256Hex } from '../canonical/digest.js';

/** The state as JSON: what the hash covers, and all of it. History states are named by id. */
export function plainState(snapshot: AnyMachineSnapshot): { [key: string]: Json } {
  const history: { [key: string]: Json } = {};
  for (const [id, nodes] of Object.entries(snapshot.historyValue)) history[id] = nodes.map((node) => node.id);
  return {
    value: snapshot.value as Json,
    status: snapshot.status,
    context: snapshot.context as Json,
    historyValue: history,
  };
}

/** SHA-256 of JCS({value, status, context, historyValue as ids}), lowercase hex (ledger.md, `statehash`). */
export function stateHash(snapshot: AnyMachineSnapshot): string {
  return sha256Hex(canonicalize(plainState(snapshot)));
}
