import type { Json, JsonObject } from '../src/canonical/canonical-json.js';

interface Schema {
  readonly type?: string;
  readonly const?: Json;
  readonly enum?: readonly Json[];
  readonly anyOf?: readonly Schema[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

/** What the schema of an event demands, and nothing else; one item in each list. */
export const smallestPayload = (schema: JsonObject): JsonObject => valueFor(schema) as JsonObject;

function valueFor(schema: Schema): Json {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0] ?? null;
  if (schema.anyOf) return valueFor(schema.anyOf[0] ?? {});
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((name) => [name, valueFor(schema.properties?.[name] ?? {})]),
      );
    case 'array':
      return [valueFor(schema.items ?? {})];
    case 'integer':
      return Math.max(schema.minimum ?? 0, 0);
    case 'boolean':
      return true;
    default:
      return textFor(schema);
  }
}

/** One of each kind of text that acts hold: an id, a digest, a day, a rule, an amount, a field. */
const TEXTS = [
  'one-of-ours',
  'a'.repeat(64),
  '2025-04-01',
  'D713-030-b',
  '100',
  '/heldOn',
  '2026-12-01T00:00:00.000Z',
  'a'.repeat(43),
  'decision/one-of-ours',
  'DecisionProposed',
];

function textFor({ pattern = '', format }: Schema): string {
  const fits = format === 'date' ? /^\d{4}-\d\d-\d\d$/ : new RegExp(pattern, 'u');
  const found = TEXTS.find((one) => fits.test(one));
  if (found === undefined) throw new Error(`no text here fits ${pattern}`);
  return found;
}

/** The payload without the field at this path (`touches.units`); undefined where it has no such field. */
export function without(payload: Json, path: string): Json | undefined {
  const [name = '', ...deeper] = path.split('.');
  if (Array.isArray(payload)) {
    const items = payload.map((item) => without(item, path));
    return items.every((item) => item !== undefined) ? items : undefined;
  }
  if (typeof payload !== 'object' || payload === null) return undefined;
  const { [name]: field, ...rest } = payload as JsonObject;
  if (field === undefined) return undefined;
  if (deeper.length === 0) return rest;
  const less = without(field, deeper.join('.'));
  return less === undefined ? undefined : { ...rest, [name]: less };
}
