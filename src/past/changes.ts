import type { Json, JsonObject } from '../canonical/canonical-json.js';

/** One value that is not what it was. `path` is a JSON pointer (RFC 6901); null where there was, or is, nothing. */
export interface Change {
  readonly path: string;
  readonly from: Json;
  readonly to: Json;
}

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every innermost value that differs, objects compared by name; a list is one value. */
export function changesBetween(from: Json, to: Json, path = ''): Change[] {
  if (isObject(from) && isObject(to))
    return [...new Set([...Object.keys(from), ...Object.keys(to)])]
      .toSorted()
      .flatMap((name) =>
        changesBetween(
          from[name] ?? null,
          to[name] ?? null,
          `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`,
        ),
      );
  return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ path, from, to }];
}
