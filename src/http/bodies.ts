import type { FastifyInstance, FastifyRequest } from 'fastify';
import { decodeUtf8Strict, parseStrict } from '../canonical/strict-json.js';
import { JSON_BODY_LIMIT } from './problem-details.js';
import { UnsupportedMediaType } from './refusals.js';

const JSON_TYPE = /^application\/json\s*(?:;\s*charset="?utf-8"?\s*)?$/i;
const JSON_DEPTH = 32;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route reads the body itself, as a stream of bytes. */
    readonly streamed?: boolean;
  }
}

/**
 * Two kinds of body and no third: strict JSON, read whole, and the stream of a route that asks for one. A body
 * of another type is refused before a byte of it is read.
 */
export function takeBodies(instance: FastifyInstance): void {
  instance.removeAllContentTypeParsers();
  instance.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: JSON_BODY_LIMIT },
    (request, body: Buffer, done) => {
      try {
        done(null, parseStrict(decodeUtf8Strict(body), { depth: JSON_DEPTH }));
      } catch (error) {
        done(error instanceof Error ? error : new Error('Unreadable body'));
      }
    },
  );
  instance.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
  // Here and not in the parsers: they run when reading has begun.
  instance.addHook('preParsing', (request, _reply, payload, done) => {
    const refusal = refusalOf(request);
    done(refusal, payload);
  });
}

function refusalOf(request: FastifyRequest): UnsupportedMediaType | null {
  if (request.is404 || !hasBody(request)) return null;
  const { 'content-type': type = '', 'content-encoding': encoding } = request.headers;
  const streamed = request.routeOptions.config.streamed === true;
  const fits = streamed ? !JSON_TYPE.test(type) : JSON_TYPE.test(type);
  if (fits && encoding === undefined) return null;
  return new UnsupportedMediaType([streamed ? 'application/octet-stream' : 'application/json']);
}

function hasBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
