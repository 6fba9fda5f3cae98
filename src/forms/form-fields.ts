import type { Text } from '../../workflows/vocabulary.js';
import type { Json, JsonObject } from '../canonical/canonical-json.js';
import { codeWord, fieldWord } from '../exports/views/form-words/form-words.js';

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

/**
 * The fields of an event's payload, in order, called as on the screen. Digests are for whoever enters it, and left out.
 * @param around names of the fields around these
 */
export function fieldsOf(event: string, schema: JsonObject, around: readonly string[] = []): FormField[] {
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  return propertiesOf(schema).flatMap(([name, given]) => {
    const field = fieldOf(event, [...around, name], inner(given));
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

function fieldOf(
  event: string,
  path: readonly string[],
  schema: JsonObject,
): Omit<FormField, 'required'> | undefined {
  const name = path.at(-1) ?? '';
  const plain = (is: FormField['is'], options: readonly Text[] = [], columns: readonly FormField[] = []) => ({
    name: fieldWord(event, path),
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
    return listField(event, path, isObject(schema['items']) ? schema['items'] : {}, plain);
  if (type === 'string') {
    if (schema['format'] === 'date' || String(schema['pattern']).includes('\\d{4}-')) return plain('date');
    return plain(Number(schema['maxLength'] ?? 0) > LONG ? 'words' : 'text');
  }
  const properties = propertiesOf(schema);
  if (properties.some(([key]) => key === 'sha256')) return plain('paper');
  return path.length <= NESTED && properties.length > 0
    ? plain('rows', [], fieldsOf(event, schema, path))
    : plain('text');
}

function listField(
  event: string,
  path: readonly string[],
  items: JsonObject,
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
      items['enum'].map((one) => word(path.at(-1) ?? '', one)),
    );
  const properties = propertiesOf(items);
  if (properties.some(([key]) => key === 'sha256')) return plain('paper');
  return properties.length > 0 && path.length <= NESTED
    ? plain('rows', [], fieldsOf(event, items, path))
    : plain('words');
}

const isDigest = ({ pattern }: JsonObject): boolean => /\{64\}|\{43\}/.test(String(pattern ?? ''));
const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const YES_NO: Readonly<Record<string, Text>> = {
  true: { zh: '是', en: 'yes' },
  false: { zh: '否', en: 'no' },
};
const word = (field: string, value: Json): Text => YES_NO[String(value)] ?? codeWord(field, String(value));
