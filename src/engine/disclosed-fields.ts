import { z } from 'zod';
import type { Json, JsonObject } from '../canonical/canonical-json.js';

/** A field that stands outside the leaf: `pointer` is a JSON pointer into the event's data. */
export interface DisclosedField {
  readonly pointer: string;
  readonly value: Json;
}

export interface SplitPayload {
  /** What stands in the leaf, and all that requirements and actions ever read. */
  readonly clear: JsonObject;
  readonly disclosures: readonly DisclosedField[];
}

interface SchemaNode {
  readonly disclosure?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
  readonly oneOf?: readonly SchemaNode[];
}

/** JSON Schema (2020-12) of a payload, with each field's disclosure class as `disclosure`. */
export function jsonSchemaOf(payload: z.ZodType): JsonObject {
  return z.toJSONSchema(payload, { io: 'input' }) as JsonObject;
}

/** Takes the fields marked personal, text or accountability out of a payload (design §4). */
export function splitPayload(schema: JsonObject, payload: JsonObject): SplitPayload {
  const disclosures: DisclosedField[] = [];
  const clear = clearPart([schema as SchemaNode], payload, '/payload', disclosures) as JsonObject;
  return { clear, disclosures };
}

function clearPart(
  nodes: readonly SchemaNode[],
  value: Json,
  pointer: string,
  taken: DisclosedField[],
): Json {
  const branches = nodes.flatMap((node) => [node, ...(node.anyOf ?? []), ...(node.oneOf ?? [])]);
  if (Array.isArray(value)) {
    const items = branches.flatMap((branch) => branch.items ?? []);
    return value.map((item, index) => clearPart(items, item, `${pointer}/${index}`, taken));
  }
  if (typeof value !== 'object' || value === null) return value;
  const clear: JsonObject = {};
  for (const [name, member] of Object.entries(value)) {
    const fields = branches.flatMap((branch) => branch.properties?.[name] ?? []);
    const at = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (isDisclosed(fields)) taken.push({ pointer: at, value: member });
    else clear[name] = clearPart(fields, member, at, taken);
  }
  return clear;
}

/** Whether a field at this path of a payload stands outside the leaf, by itself or with what it is a part of. */
export function isDisclosedAt(schema: JsonObject, path: readonly string[]): boolean {
  let nodes: readonly SchemaNode[] = [schema as SchemaNode];
  for (const part of path) {
    const branches = nodes.flatMap((node) => [node, ...(node.anyOf ?? []), ...(node.oneOf ?? [])]);
    nodes = branches.flatMap((branch) => branch.properties?.[part] ?? branch.items ?? []);
    if (isDisclosed(nodes)) return true;
  }
  return false;
}

/** The class of the field that a disclosure is (`pointer` as in it); undefined where the payload has no such field. */
export function disclosureAt(schema: JsonObject, pointer: string): string | undefined {
  const [root, ...path] = partsOf(pointer);
  let nodes: readonly SchemaNode[] = root === 'payload' ? [schema as SchemaNode] : [];
  for (const part of path) {
    const branches = nodes.flatMap((node) => [node, ...(node.anyOf ?? []), ...(node.oneOf ?? [])]);
    nodes = branches.flatMap((branch) => branch.properties?.[part] ?? branch.items ?? []);
  }
  return nodes.flatMap(classesOf)[0];
}

const classesOf = ({ disclosure, anyOf = [], oneOf = [], items }: SchemaNode): readonly string[] =>
  disclosure === undefined
    ? [...anyOf, ...oneOf, ...(items ? [items] : [])].flatMap(classesOf)
    : [disclosure];

const partsOf = (pointer: string): string[] =>
  pointer
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));

/** A list of disclosed values is disclosed as a whole. */
const isDisclosed = (fields: readonly SchemaNode[]): boolean =>
  fields.some(
    ({ disclosure, anyOf = [], oneOf = [], items }) =>
      disclosure !== undefined || isDisclosed([...anyOf, ...oneOf, ...(items ? [items] : [])]),
  );

/** Puts the disclosures that remain back where they stood; erased fields stay away. */
export function joinPayload(clear: JsonObject, disclosures: readonly DisclosedField[]): JsonObject {
  const joined = structuredClone(clear);
  for (const { pointer, value } of disclosures) {
    const [root, ...path] = partsOf(pointer);
    const last = path.pop();
    if (root !== 'payload' || last === undefined) continue;
    const parent = path.reduce<Json | undefined>((at, part) => memberOf(at, part), joined);
    if (typeof parent === 'object' && parent !== null && !Array.isArray(parent)) parent[last] = value;
  }
  return joined;
}

function memberOf(parent: Json | undefined, part: string): Json | undefined {
  if (Array.isArray(parent)) return parent[Number(part)];
  return typeof parent === 'object' && parent !== null ? parent[part] : undefined;
}
