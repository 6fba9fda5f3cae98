/** As much of JSON Schema 2020-12 as the events of the procedures use. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly (string | number)[];
  readonly const?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly default?: unknown;
  /** Who may read it later, and whether it can be erased (workflow's own keyword). */
  readonly disclosure?: 'clear' | 'personal' | 'text' | 'accountability';
}

/** `T | null` is a field that may be left empty. */
export function withoutNull(schema: Schema): Schema {
  const others = schema.anyOf?.filter((one) => one.type !== 'null');
  return others?.length === 1 && others[0] ? { ...schema, anyOf: undefined, ...others[0] } : schema;
}

export function isNullable({ anyOf }: Schema): boolean {
  return anyOf?.some((one) => one.type === 'null') ?? false;
}

export function isDocument({ properties }: Schema): boolean {
  return properties !== undefined && 'sha256' in properties && 'mediaType' in properties;
}

/** `{sha256}`: a paper that the event names by its digest alone. */
export function isBareDocument({ properties }: Schema): boolean {
  return properties !== undefined && Object.keys(properties).join() === 'sha256';
}

/** Whether the form must have something here. An array that may be empty, or a field that may be null, need not. */
export function mustBeFilled(parent: Schema, name: string): boolean {
  const field = parent.properties?.[name];
  if (!field || !parent.required?.includes(name)) return false;
  return !isNullable(field) && !(field.type === 'array' && !field.minItems);
}
