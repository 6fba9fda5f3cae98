import { isNullable, type Schema } from './schema';

/**
 * What was filled in, as the schema wants it: without what was left empty (an absent member and an empty one are not the
 * same to a schema), with the empty list and the null that it insists on.
 */
export function payloadOf(values: unknown, schema: Schema): Record<string, unknown> {
  return (filled(values, { ...schema, type: 'object' }) as Record<string, unknown> | undefined) ?? {};
}

function filled(value: unknown, schema: Schema): unknown {
  if (value === undefined || value === null || value === '') return undefined;
  if (Array.isArray(value)) {
    return value.map((one) => filled(one, schema.items ?? {})).filter((one) => one !== undefined);
  }
  if (typeof value === 'string') return value.trim() || undefined;
  if (typeof value !== 'object') return value;
  const members: Record<string, unknown> = {};
  const given = value as Record<string, unknown>;
  for (const name of new Set([...Object.keys(given), ...(schema.required ?? [])])) {
    const field = schema.properties?.[name] ?? {};
    const kept = filled(given[name], field) ?? whatItInsistsOn(schema, name, field);
    if (kept !== undefined) members[name] = kept;
  }
  return Object.keys(members).length === 0 ? undefined : members;
}

function whatItInsistsOn(parent: Schema, name: string, field: Schema): unknown {
  if (!parent.required?.includes(name)) return undefined;
  if (isNullable(field)) return null;
  if (field.type === 'array' && !field.minItems) return [];
  if (field.type !== 'object') return undefined;
  return filled({}, field);
}
