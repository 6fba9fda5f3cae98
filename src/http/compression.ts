import { gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

/** Below this the wire gains nothing. */
const LEAST_BYTES = 1024;

/**
 * Answers in text go out gzipped to whoever takes that: a history or a procedure is hundreds of kilobytes of JSON that
 * shrink to a quarter or less, and the lines of townships are thin. Nothing here mixes a secret with what a stranger can make a
 * browser send (BREACH): the session's cookie is SameSite=Strict and in no body.
 */
export function compressAnswers(instance: FastifyInstance): void {
  instance.addHook('onSend', (request, reply, payload, done) => {
    const type = String(reply.getHeader('content-type') ?? '');
    if (typeof payload !== 'string' || payload.length < LEAST_BYTES || !type.includes('json')) {
      done(null, payload);
      return;
    }
    const others = reply.getHeader('vary');
    void reply.header(
      'vary',
      others === undefined ? 'accept-encoding' : `${String(others)}, accept-encoding`,
    );
    if (request.method !== 'GET' || !takesGzip(request.headers['accept-encoding'])) {
      done(null, payload);
      return;
    }
    gzip(payload, (error, compressed) => {
      if (error) {
        done(error);
        return;
      }
      void reply.header('content-encoding', 'gzip').removeHeader('content-length');
      done(null, compressed);
    });
  });
}

/** Named, and not with a weight of nought (RFC 9110 §12.5.3). */
function takesGzip(header: string | string[] | undefined): boolean {
  return String(header ?? '')
    .split(',')
    .some((one) => /^\s*(?:gzip|\*)\s*(?:;\s*q=(?:1|0?\.0*[1-9])[\d.]*\s*)?$/i.test(one));
}
