import { ObjectFields } from '../forms/fields';
import type { Schema } from '../forms/schema';

/** Some fields of an act, in this order: a desk puts its own words around them. A field that the act has not is left out. */
export function FieldsOf({ schema, names }: { schema: Schema; names: readonly string[] }) {
  const properties = Object.fromEntries(
    names.flatMap((name) => {
      const field = schema.properties?.[name];
      return field ? [[name, field] as const] : [];
    }),
  );
  return <ObjectFields schema={{ ...schema, properties }} at={['payload']} />;
}
