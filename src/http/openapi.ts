import { z } from 'zod';
import type { EventDefinition } from '../../workflows/vocabulary.js';
import type { Json, JsonObject } from '../canonical/canonical-json.js';
import { problemResponses, problemSchemas } from './openapi-problems.js';
import type { Route } from './routes.js';

/** The events of one kind of subject, for the bodies that carry them. */
export interface DescribedEvents {
  readonly kind: string;
  readonly events: Readonly<Record<string, EventDefinition>>;
}

/** OpenAPI 3.1 of these routes and events: the same input, the same document, every name in order. */
export function openApiDocument(
  version: string,
  routes: readonly Route[],
  described: readonly DescribedEvents[],
): JsonObject {
  const paths: { [path: string]: JsonObject } = {};
  const named: Named = new Map();
  for (const route of routes) {
    const path = templateOf(route.path);
    paths[path] = { ...paths[path], [route.method]: operation(route, described, named) };
  }
  return sorted({
    openapi: '3.1.0',
    info: {
      title: '程序 Chengxu',
      version,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      description:
        'Times are RFC 3339 with offset; dates are YYYY-MM-DD in Asia/Shanghai. Refusals are RFC 9457 problem ' +
        'documents with a stable `code` and the facts as members, in Chinese unless Accept-Language prefers en.',
    },
    paths,
    components: {
      securitySchemes: {
        session: {
          type: 'http',
          scheme: 'bearer',
          description: 'The token of POST /api/sessions, or one for programs of POST /api/me/tokens.',
        },
        browser: {
          type: 'apiKey',
          in: 'cookie',
          name: '__Host-chengxu',
          description:
            'The cookie of POST /api/sessions with carrier "cookie"; writes only with Sec-Fetch-Site: same-origin, or our own Origin.',
        },
      },
      schemas: { ...Object.fromEntries(named), ...problemSchemas(), ...eventSchemas(described) },
    },
  }) as JsonObject;
}

/** A path as OpenAPI writes it: `/api/documents/{sha256}`. */
export function templateOf(path: string): string {
  return path.replaceAll(/:(\w+)|(\*)/g, '{$1$2}');
}

function operation(route: Route, described: readonly DescribedEvents[], named: Named): JsonObject {
  const { description, permission } = route;
  if (!description || !permission)
    throw new Error(`${route.name} does not say for whom it is, or what it answers.`);
  const body = requestBody(route, described, named);
  return {
    operationId: route.name,
    tags: [route.path.split('/')[2] ?? ''],
    summary: description.summary,
    security: permission.for === 'everybody' ? [] : [{ session: [] }, { browser: [] }],
    'x-permission': permission.for === 'roles' ? [...permission.roles] : permission.for,
    parameters: parameters(route),
    ...(body && { requestBody: body }),
    responses: { [description.status]: answer(route, named), ...problemResponses(route) },
  };
}

function parameters({ taken }: Route): Json[] {
  return [
    ...parametersIn('path', taken.path),
    ...parametersIn('query', taken.query?.shape ?? {}),
    ...parametersIn('header', taken.headers),
  ];
}

function parametersIn(where: string, schemas: Readonly<Record<string, unknown>>): JsonObject[] {
  return Object.entries(schemas).map(([name, schema]) => parameter(where, name, schema as z.ZodType));
}

function parameter(where: string, name: string, schema: z.ZodType): JsonObject {
  const required = where === 'path' || !schema.safeParse(undefined).success;
  return { in: where, name, required, schema: jsonSchema(schema, 'input') };
}

function requestBody(
  { taken, description }: Route,
  described: readonly DescribedEvents[],
  named: Named,
): JsonObject | undefined {
  if (description?.streamed) {
    return {
      required: true,
      content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
    };
  }
  if (!taken.body) return undefined;
  const envelope = jsonSchema(taken.body, 'input', named);
  const kind = described.find((one) => one.kind === description?.events);
  const events = Object.keys(kind?.events ?? {}).map((type) => ({
    $ref: `#/components/schemas/${kind?.kind}.${type}`,
  }));
  const schema = events.length === 0 ? envelope : { allOf: [envelope, { oneOf: events }] };
  return { required: true, content: { 'application/json': { schema } } };
}

function answer({ description }: Route, named: Named): JsonObject {
  const headers: JsonObject = {};
  for (const [name, says] of Object.entries(description?.headers ?? {})) {
    headers[name] = { description: says, schema: { type: 'string' } };
  }
  const mediaType = description?.mediaType ?? 'application/json';
  const otherwise = { type: mediaType.endsWith('json') ? 'object' : 'string' };
  const schema = description?.answer ? jsonSchema(description.answer, 'output', named) : otherwise;
  const empty = description?.status === 204 || (!description?.answer && !description?.mediaType);
  return {
    description: description?.summary ?? '',
    ...(Object.keys(headers).length > 0 && { headers }),
    ...(!empty && { content: { [mediaType]: { schema } } }),
  };
}

function eventSchemas(described: readonly DescribedEvents[]): JsonObject {
  const schemas: JsonObject = {};
  for (const { kind, events } of described) {
    for (const [type, { title, payload, adds, binding }] of Object.entries(events)) {
      schemas[`${kind}.${type}`] = {
        title: `${title.zh} (${title.en})`,
        description: [
          binding && 'A binding act: its receipt comes with the answer.',
          adds && 'Judged at the head: no If-Match.',
        ]
          .filter(Boolean)
          .join(' '),
        type: 'object',
        required: ['type', 'payload'],
        properties: { type: { const: type }, payload: jsonSchema(payload, 'input') },
      };
    }
  }
  return schemas;
}

/** Schemas that have a name of their own (`.meta({ id })`), each once. */
type Named = Map<string, JsonObject>;

/** @throws Error where two schemas have one name */
function jsonSchema(given: z.ZodType, io: 'input' | 'output', named: Named = new Map()): JsonObject {
  const {
    $schema: _,
    $defs = {},
    ...whole
  } = z.toJSONSchema(given, { io, unrepresentable: 'any' }) as JsonObject;
  const unnamed: JsonObject = {};
  for (const [name, definition] of Object.entries($defs as JsonObject)) {
    // One that only refers to itself has no name of its own, and stays where it is.
    if (name.startsWith('__')) unnamed[name] = definition;
    if (name.startsWith('__')) continue;
    const schema = atComponents(definition);
    const known = named.get(name);
    if (known && JSON.stringify(known) !== JSON.stringify(schema))
      throw new Error(`Two schemas are called ${name}, or it differs as input and as output.`);
    named.set(name, schema as JsonObject);
  }
  const shown = atComponents(whole) as JsonObject;
  return Object.keys(unnamed).length === 0 ? shown : { ...shown, $defs: unnamed };
}

function atComponents(value: Json): Json {
  if (Array.isArray(value)) return value.map(atComponents);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]): [string, Json] => [
      name,
      name === '$ref' && typeof member === 'string' && !member.startsWith('#/$defs/__')
        ? member.replace('#/$defs/', '#/components/schemas/')
        : atComponents(member),
    ]),
  );
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, member]): [string, Json] => [name, sorted(member)]);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
