import type { Json, JsonObject } from '../../src/canonical/canonical-json.js';
import type { Matter } from './matter.js';
import { UNITS } from './town.js';
import type { Someone } from './wire.js';

interface Schema {
  readonly type?: string;
  readonly const?: Json;
  readonly enum?: readonly Json[];
  readonly anyOf?: readonly Schema[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly minItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly disclosure?: string;
}

/** An event as the published procedure describes it. */
export interface DescribedEvent {
  readonly type: string;
  readonly roles: readonly string[];
  readonly rules: readonly string[];
  readonly adds: boolean;
  readonly binding: boolean;
  readonly schema: Schema;
}

/** Every event of the procedure, as anybody may read it. */
export async function publishedEvents(someone: Someone): Promise<readonly DescribedEvent[]> {
  const { body } = await someone.get('/api/workflows/major-decision/2');
  return body['events'] as DescribedEvent[];
}

/** What a payload may name: digests of papers that are there, people, and the decision's own edition and meeting. */
export interface World {
  readonly matter: Matter;
  readonly paper: string;
  readonly people: readonly string[];
}

/** One paper, one person, and what the decision itself knows. */
export async function worldOf(matter: Matter): Promise<World> {
  const { sha256 } = await matter.town.paper('anything');
  return { matter, paper: String(sha256), people: [await matter.town.idOf('head')] };
}

/** A number from 0 up to `below`; the caller decides how, so that a run can be repeated. */
export type Choose = (below: number) => number;

/** A payload that fits the schema of an event, made of what is there in the world. */
export function samplePayload(event: DescribedEvent, world: World, choose: Choose): JsonObject {
  return valueFor(event.schema, '', world, choose) as JsonObject;
}

function valueFor(schema: Schema, name: string, world: World, choose: Choose): Json {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[choose(schema.enum.length)] ?? null;
  if (schema.anyOf) return valueFor(schema.anyOf[choose(schema.anyOf.length)] ?? {}, name, world, choose);
  switch (schema.type) {
    case 'object':
      return objectFor(schema, world, choose);
    case 'array':
      return Array.from({ length: Math.max(schema.minItems ?? 0, 1) }, () =>
        valueFor(schema.items ?? {}, name, world, choose),
      );
    case 'integer':
      return name === 'edition' ? world.matter.edition + 1 : (schema.minimum ?? 0) + choose(2);
    case 'boolean':
      return choose(2) === 0;
    case 'null':
      return null;
    default:
      return textFor(schema, name, world, choose);
  }
}

function objectFor(schema: Schema, world: World, choose: Choose): JsonObject {
  const chosen = Object.entries(schema.properties ?? {}).filter(
    ([name]) => schema.required?.includes(name) === true || choose(2) === 0,
  );
  return Object.fromEntries(chosen.map(([name, field]) => [name, valueFor(field, name, world, choose)]));
}

function textFor({ pattern = '', format }: Schema, name: string, world: World, choose: Choose): string {
  const { matter } = world;
  if (format === 'date') return matter.town.today;
  if (pattern.includes('0-9a-f]{64}')) return name === 'sha256' ? world.paper : matter.bundle || world.paper;
  if (name === 'meeting') return matter.meeting || 'no-meeting';
  if (/units?$|Unit$|departments/.test(name)) return UNITS.lead;
  if (pattern.includes('{0,63}')) return world.people[choose(world.people.length)] ?? 'nobody';
  if (name === 'rule') return 'D713-030-b';
  if (pattern.includes('evidenced')) return '/heldOn';
  if (pattern.includes('\\d{1,18}')) return '100';
  if (pattern !== '') return 'risk-report';
  return `${name}的内容`;
}

/** The strings of a payload that its schema keeps out of the leaf. */
export function disclosedTexts(schema: Schema, payload: Json | undefined): string[] {
  if (payload === undefined || payload === null) return [];
  if (schema.disclosure !== undefined)
    return [typeof payload === 'string' ? payload : JSON.stringify(payload)];
  const branches = [schema, ...(schema.anyOf ?? [])];
  if (Array.isArray(payload))
    return payload.flatMap((item) => branches.flatMap(({ items }) => disclosedTexts(items ?? {}, item)));
  if (typeof payload !== 'object') return [];
  return Object.entries(payload).flatMap(([name, value]) =>
    branches.flatMap(({ properties }) => disclosedTexts(properties?.[name] ?? {}, value)),
  );
}
