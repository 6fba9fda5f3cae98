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
      schemas: {
        Json: ANY_JSON,
        ...Object.fromEntries(named),
        ...problemSchemas(),
        ...eventSchemas(described),
      },
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
  const mediaTypes = [description?.mediaType ?? 'application/json'].flat();
  const schemaOf = (mediaType: string) =>
    description?.answer
      ? jsonSchema(description.answer, 'output', named)
      : { type: mediaType.endsWith('json') ? 'object' : 'string' };
  const empty = description?.status === 204 || (!description?.answer && !description?.mediaType);
  return {
    description: description?.summary ?? '',
    ...(Object.keys(headers).length > 0 && { headers }),
    ...(!empty && {
      content: Object.fromEntries(mediaTypes.map((type) => [type, { schema: schemaOf(type) }])),
    }),
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

/** Any JSON value: the one schema here that names itself. */
const ANY_JSON: JsonObject = {
  anyOf: [
    { type: ['string', 'number', 'boolean', 'null'] },
    { type: 'array', items: { $ref: '#/components/schemas/Json' } },
    { type: 'object', additionalProperties: { $ref: '#/components/schemas/Json' } },
  ],
};

/** Schemas that have a name of their own (`.meta({ id })`), each once. */
type Named = Map<string, JsonObject>;

/**
 * What a schema calls `$defs` is found from the root of a document of its own, not from the root of this one: here it
 * is a component. @throws Error for one without a name that is not `z.json()`, and where two have one name
 */
function jsonSchema(given: z.ZodType, io: 'input' | 'output', named: Named = new Map()): JsonObject {
  const {
    $schema: _,
    $defs = {},
    ...whole
  } = z.toJSONSchema(given, { io, unrepresentable: 'any' }) as JsonObject;
  for (const [name, definition] of Object.entries($defs as JsonObject)) {
    const schema = atComponents(definition) as JsonObject;
    if (name.startsWith('__')) {
      const itself = `"items":{"$ref":"#/$defs/${name}"}`;
      if (!JSON.stringify(definition).includes(itself)) throw new Error(`${name} has no name.`);
      continue;
    }
    const known = named.get(name);
    if (known && JSON.stringify(known) !== JSON.stringify(schema))
      throw new Error(`Two schemas are called ${name}, or it differs as input and as output.`);
    named.set(name, schema);
  }
  return atComponents(whole) as JsonObject;
}

function atComponents(value: Json): Json {
  if (Array.isArray(value)) return value.map(atComponents);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]): [string, Json] => [
      name,
      name === '$ref' && typeof member === 'string' ? componentOf(member) : atComponents(member),
    ]),
  );
}

const componentOf = (ref: string): string =>
  ref.replace(/^#\/\$defs\/(__)?(.+)$/, (_, own: string | undefined, name: string) =>
    own === undefined ? `#/components/schemas/${name}` : '#/components/schemas/Json',
  );

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, member]): [string, Json] => [name, sorted(member)]);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
