import type { Companion } from '../../workflows/vocabulary.js';
import type { Json, JsonObject } from '../canonical/canonical-json.js';
import { digestOf } from '../canonical/digest.js';

/**
 * Clear companions of what requirements may not read: the digest of a list, the presence of a text. Worked out at
 * append from the whole payload, and again by `verify` from what remains of it.
 */
export function companionsOf(
  companions: Readonly<Record<string, Companion>> | undefined,
  payload: JsonObject,
): JsonObject {
  const worked = Object.entries(companions ?? {}).map(([name, companion]): [string, Json] => [
    name,
    'presenceOf' in companion
      ? payload[companion.presenceOf] !== undefined
      : digestOf(sorted(payload[companion.digestOf] ?? null, companion.sortedBy)),
  ]);
  return Object.fromEntries(worked);
}

/** A list of objects in the order of these members, by code unit (the bundle digest of design §3.4). */
function sorted(list: Json, by: readonly string[] | undefined): Json {
  if (!by || !Array.isArray(list)) return list;
  const keyOf = (item: Json) =>
    by.map((member) =>
      typeof item === 'object' && item !== null && !Array.isArray(item) ? String(item[member]) : '',
    );
  return [...list].sort((a, b) => compareKeys(keyOf(a), keyOf(b)));
}

function compareKeys(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((part, index) => part !== b[index]);
  if (at < 0) return 0;
  return (a[at] ?? '') < (b[at] ?? '') ? -1 : 1;
}
