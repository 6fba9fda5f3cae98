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

export function isDocument({ properties }: Schema): boolean {
  return properties !== undefined && 'sha256' in properties && 'mediaType' in properties;
}
