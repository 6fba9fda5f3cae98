import type { JsonObject } from '../canonical/canonical-json.js';
import { limitOf } from '../rate-limits/limits.js';
import { problemType, PROBLEMS } from './problem-catalogue.js';
import type { Route } from './routes.js';

/** One schema for each code that this program can answer with, whether or not a route names it. */
export function problemSchemas(): JsonObject {
  const schemas: JsonObject = {};
  for (const [code, { status, title, detail }] of Object.entries(PROBLEMS)) {
    schemas[`Problem.${code}`] = {
      title: `${title.zh} (${title.en})`,
      description: detail({}).en,
      type: 'object',
      required: ['type', 'title', 'status', 'detail', 'code'],
      properties: {
        type: { const: problemType(code) },
        title: { type: 'string' },
        status: { const: status },
        detail: { type: 'string' },
        code: { const: code },
        ...(status === 500 && {
          instance: { type: 'string', description: 'The number of this error in the log.' },
        }),
      },
    };
  }
  return schemas;
}

/** The refusals of a route, by status: its own, and those that follow from whom it lets in and what it takes. */
export function problemResponses(route: Route): JsonObject {
  const byStatus = new Map<number, string[]>();
  for (const code of codesOf(route)) {
    const kind = PROBLEMS[code];
    if (!kind)
      throw new Error(`${route.name} names the problem '${code}', which problem-catalogue.ts does not have.`);
    byStatus.set(kind.status, [...(byStatus.get(kind.status) ?? []), code]);
  }
  const responses: JsonObject = {};
  for (const [status, codes] of byStatus) {
    const refs = codes.map((code) => ({ $ref: `#/components/schemas/Problem.${code}` }));
    responses[status] = {
      description: codes.map((code) => PROBLEMS[code]?.title.en).join('; '),
      content: {
        'application/problem+json': { schema: refs.length === 1 ? (refs[0] ?? {}) : { oneOf: refs } },
      },
    };
  }
  return responses;
}

function codesOf({ method, path, permission, description, taken }: Route): string[] {
  const codes = new Set(['malformed-request', 'internal-error', ...(description?.problems ?? [])]);
  if (permission?.for === 'everybody' && limitOf(method.toUpperCase(), path) !== undefined)
    codes.add('too-many-requests');
  if (permission?.for !== 'everybody') codes.add('sign-in-needed');
  if (permission?.for !== 'everybody' && method !== 'get')
    for (const code of ['cross-site-refused', 'token-scope-exceeded', 'step-up-required']) codes.add(code);
  if (permission?.for === 'roles') codes.add('not-permitted');
  if (permission?.for === 'roles' && permission.roles.includes('administrator') && method !== 'get')
    codes.add('other-part');
  if (taken.body)
    for (const code of ['malformed-json', 'body-refused', 'body-too-large', 'unsupported-media-type'])
      codes.add(code);
  if (description?.streamed) codes.add('unsupported-media-type');
  if (taken.query || Object.keys({ ...taken.path, ...taken.headers }).length > 0)
    codes.add('parameter-refused');
  return [...codes];
}
