import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { JsonObject } from '../../src/canonical/canonical-json.js';

export interface Parameter {
  readonly in: 'path' | 'query' | 'header';
  readonly name: string;
  readonly required: boolean;
  readonly schema: JsonObject;
}

/** One operation of `openapi.json`, as far as asking it needs. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly isPublic: boolean;
  readonly parameters: readonly Parameter[];
  readonly body: JsonObject | undefined;
  readonly streamed: boolean;
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
}

export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, JsonObject>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonObject>> };
}

export function operationsIn(document: ApiDocument): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, told]) => {
      const content = (
        told['requestBody'] as { content?: Record<string, { schema: JsonObject }> } | undefined
      )?.content;
      return {
        id: String(told['operationId']),
        method: method.toUpperCase(),
        path,
        isPublic: (told['security'] as unknown[]).length === 0,
        parameters: told['parameters'] as never,
        body: content?.['application/json']?.schema,
        streamed: content?.['application/octet-stream'] !== undefined,
        responses: told['responses'] as never,
      };
    }),
  );
}

/** What any address may say of the message itself, whatever it is for. */
const OF_ANY_MESSAGE = [
  'uri-too-long',
  'unsupported-media-type',
  'body-too-large',
  'malformed-json',
  'no-such-route',
];

/** What an answer has that its description does not; the description is asked through a validator that is not ours. */
export class Described {
  private readonly ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: false });
  private readonly compiled = new Map<string, ValidateFunction>();

  constructor(document: ApiDocument) {
    this.ajv.addSchema(document, 'api');
  }

  /** @returns undefined when all is as described */
  fault(
    { path, method, responses }: Operation,
    { status, type, text }: { readonly status: number; readonly type: string; readonly text: string },
  ): string | undefined {
    const [mediaType = ''] = type.split(';');
    const json = mediaType.endsWith('json') ? (JSON.parse(text) as JsonObject) : undefined;
    const code = typeof json?.['code'] === 'string' ? json['code'] : '';
    if (status >= 400 && mediaType !== 'application/problem+json') return `${status} as ${type}`;
    if (status >= 400 && OF_ANY_MESSAGE.includes(code))
      return this.misfit(`components/schemas/Problem.${code}`, json);
    const described = responses[status];
    if (!described) return `${status} ${code} is not described`;
    if (!described.content) return text === '' ? undefined : `${status} has a body`;
    if (!Object.hasOwn(described.content, mediaType))
      return described.content['application/octet-stream'] ? undefined : `${status} as ${type}`;
    if (!json) return undefined;
    const at = [path, method.toLowerCase(), 'responses', String(status), 'content', mediaType, 'schema'];
    return this.misfit(`paths/${at.map(pointed).join('/')}`, json);
  }

  private misfit(pointer: string, value: unknown): string | undefined {
    const validate = this.compiled.get(pointer) ?? this.ajv.compile({ $ref: `api#/${pointer}` });
    this.compiled.set(pointer, validate);
    return validate(value) ? undefined : `${this.ajv.errorsText(validate.errors)}`;
  }
}

const pointed = (part: string): string =>
  encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
