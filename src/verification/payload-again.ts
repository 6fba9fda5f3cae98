import type { JsonObject } from '../canonical/canonical-json.js';
import { type DisclosedField, joinPayload } from '../engine/disclosed-fields.js';
import type { Procedure } from '../engine/procedure.js';
import type { Leaf } from '../ledger/leaf.js';
import { sameJson } from './same-json.js';

/**
 * Takes the whole payload in again, disclosures included, as it was taken in when the event was recorded: the same
 * fields must stand in clear, with the same companions. Undefined when they do, or when something was erased since,
 * and the whole payload is no more to be had.
 */
export function disagreeingPayload(
  leaf: Leaf,
  disclosures: readonly DisclosedField[],
  procedure: Procedure,
): string | undefined {
  const { payload, _sd: digests } = leaf.data;
  const intake = procedure.intake(leaf.type);
  if (!intake || disclosures.length < digests.length) return undefined;
  const companions = Object.keys(procedure.events[leaf.type]?.companions ?? {});
  const sent: JsonObject = { ...joinPayload(payload, disclosures) };
  for (const name of companions) delete sent[name];
  const taken = intake.take(sent);
  if (taken.is !== 'taken') return taken.faults.map(({ at }) => at).join(', ') || '/';
  const names = [...new Set([...Object.keys(payload), ...Object.keys(taken.clear)])];
  const differs = (name: string) => !sameJson(payload[name] ?? null, taken.clear[name] ?? null);
  return names.find(differs) ?? pointersThatDiffer(disclosures, taken.disclosures);
}

function pointersThatDiffer(
  kept: readonly { readonly pointer: string }[],
  taken: readonly { readonly pointer: string }[],
): string | undefined {
  const wanted = new Set(taken.map(({ pointer }) => pointer));
  return kept.find(({ pointer }) => !wanted.delete(pointer))?.pointer ?? [...wanted].find(() => true);
}
