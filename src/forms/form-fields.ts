import type { Text } from '../../workflows/vocabulary.js';
import type { Json, JsonObject } from '../canonical/canonical-json.js';
import { fieldWord, valueWord } from '../exports/views/lexicon.js';

/** One field of a form on paper. */
export interface FormField {
  readonly name: Text;
  readonly required: boolean;
  readonly is: 'text' | 'words' | 'date' | 'number' | 'choice' | 'choices' | 'paper' | 'rows';
  /** What can be ticked. */
  readonly options: readonly Text[];
  /** Columns of a table of rows. */
  readonly columns: readonly FormField[];
}

/** Longer than a line of writing. */
const LONG = 200;
const NESTED = 3;

/** The fields of an event's payload, in order. Digests are for whoever enters it, and left out. */
export function fieldsOf(schema: JsonObject, depth = 0): FormField[] {
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  return propertiesOf(schema).flatMap(([name, given]) => {
    const field = fieldOf(name, inner(given), depth);
    return field === undefined ? [] : [{ ...field, required: required.includes(name) }];
  });
}

/** Of a choice between shapes, the fields of all of them. */
function propertiesOf(schema: JsonObject): [string, JsonObject][] {
  const own = isObject(schema['properties']) ? Object.entries(schema['properties']) : [];
  const others = ['anyOf', 'oneOf', 'allOf'].flatMap((key) => {
    const list = schema[key];
    return Array.isArray(list) ? list.filter(isObject).flatMap(propertiesOf) : [];
  });
  const each = new Map<string, JsonObject>();
  for (const [name, given] of [...own, ...others])
    if (isObject(given) && !each.has(name)) each.set(name, given);
  return [...each];
}

/** What may be null or absent is asked as what it else is. */
function inner(schema: JsonObject): JsonObject {
  const list = schema['anyOf'];
  if (!Array.isArray(list)) return schema;
  const real = list.filter(isObject).filter((one) => one['type'] !== 'null');
  return real.length === 1 ? (real[0] ?? schema) : schema;
}

function fieldOf(name: string, schema: JsonObject, depth: number): Omit<FormField, 'required'> | undefined {
  const plain = (is: FormField['is'], options: readonly Text[] = [], columns: readonly FormField[] = []) => ({
    name: fieldWord(name),
    is,
    options,
    columns,
  });
  if (isDigest(schema)) return undefined;
  if (Array.isArray(schema['enum']))
    return plain(
      'choice',
      schema['enum'].map((one) => word(name, one)),
    );
  if (schema['const'] !== undefined) return plain('choice', [word(name, schema['const'])]);
  const type = schema['type'];
  if (type === 'boolean') return plain('choice', [word(name, true), word(name, false)]);
  if (type === 'integer' || type === 'number') return plain('number');
  if (type === 'array')
    return listField(name, isObject(schema['items']) ? schema['items'] : {}, depth, plain);
  if (type === 'string') {
    if (schema['format'] === 'date' || String(schema['pattern']).includes('\\d{4}-')) return plain('date');
    return plain(Number(schema['maxLength'] ?? 0) > LONG ? 'words' : 'text');
  }
  const properties = propertiesOf(schema);
  if (properties.some(([key]) => key === 'sha256')) return plain('paper');
  return depth < NESTED && properties.length > 0
    ? plain('rows', [], fieldsOf(schema, depth + 1))
    : plain('text');
}

function listField(
  name: string,
  items: JsonObject,
  depth: number,
  plain: (
    is: FormField['is'],
    options?: readonly Text[],
    columns?: readonly FormField[],
  ) => Omit<FormField, 'required'>,
): Omit<FormField, 'required'> | undefined {
  if (isDigest(items)) return undefined;
  if (Array.isArray(items['enum']))
    return plain(
      'choices',
      items['enum'].map((one) => word(name, one)),
    );
  const properties = propertiesOf(items);
  if (properties.some(([key]) => key === 'sha256')) return plain('paper');
  return properties.length > 0 && depth < NESTED
    ? plain('rows', [], fieldsOf(items, depth + 1))
    : plain('words');
}

const isDigest = ({ pattern }: JsonObject): boolean => /\{64\}|\{43\}/.test(String(pattern ?? ''));
const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const word = (field: string, value: Json): Text =>
  typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number'
    ? valueWord(field, value)
    : { zh: '', en: '' };
