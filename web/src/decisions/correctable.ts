import type { Schema } from '../forms/schema';
import { isDocument, withoutNull } from '../forms/schema';
import type { PastEvent } from './decisions';
import { evidencedOf } from './history/late';

/** A field of a recorded act that can be put right. */
export interface Correctable {
  /** As `RecordCorrected` names it: a JSON pointer into the payload, or `evidenced`. */
  readonly pointer: string;
  /** Names of the fields around it and its own. */
  readonly path: readonly string[];
  /** Which of several rows it stands in. */
  readonly row?: number;
  readonly schema: Schema;
  readonly was: unknown;
  /** Words: the right ones are kept beside it, as words. */
  readonly isWords: boolean;
}

/** What of this record can be corrected: single values, and words. Papers are replaced by acts, never by a correction. */
export function correctableIn(event: PastEvent, schema: Schema): Correctable[] {
  const found = walk(event.payload, schema, [], '');
  const evidenced = evidencedOf(event);
  if (!evidenced) return found;
  return [
    ...found,
    {
      pointer: 'evidenced',
      path: [],
      schema: { type: 'string', format: 'date' },
      was: evidenced.date,
      isWords: false,
    },
  ];
}

function walk(
  value: unknown,
  schema: Schema,
  path: readonly string[],
  pointer: string,
  row?: number,
): Correctable[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(schema.properties ?? {}).flatMap(([name, given]): Correctable[] => {
    const field = withoutNull(given);
    const was = (value as Record<string, unknown>)[name];
    const at = { path: [...path, name], pointer: `${pointer}/${name}`, ...(row !== undefined && { row }) };
    if (was === undefined || isDocument(field)) return [];
    if (field.type === 'object') return walk(was, field, at.path, at.pointer, row);
    if (field.type === 'array') {
      if (!Array.isArray(was) || field.items?.type !== 'object' || isDocument(field.items)) return [];
      return was.flatMap((one, n) => walk(one, field.items ?? {}, at.path, `${at.pointer}/${n}`, n));
    }
    // What has one value only was a statement: it is not corrected, it is untrue.
    if (field.const !== undefined) return [];
    return [
      { ...at, schema: field, was, isWords: field.disclosure !== undefined && field.disclosure !== 'clear' },
    ];
  });
}
