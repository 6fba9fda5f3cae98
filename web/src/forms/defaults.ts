import type { Schema } from './schema';
import { withoutNull } from './schema';

/** What a schema has for what nobody fills in, and the rows that its lists cannot do without. */
export function defaultsOf(schema: Schema): Record<string, unknown> {
  const defaults: Record<string, unknown> = {};
  for (const [name, given] of Object.entries(schema.properties ?? {})) {
    const field = withoutNull(given);
    const isNeeded = schema.required?.includes(name) ?? false;
    if (field.default !== undefined && !Array.isArray(field.default)) defaults[name] = field.default;
    else if (field.type === 'object' && isNeeded && !('sha256' in (field.properties ?? {})))
      defaults[name] = defaultsOf(field);
    else if (field.type === 'array' && field.items?.type === 'object' && isNeeded && field.minItems) {
      if (!('sha256' in (field.items.properties ?? {})))
        defaults[name] = Array.from({ length: field.minItems }, () => defaultsOf(field.items ?? {}));
    }
  }
  return defaults;
}
