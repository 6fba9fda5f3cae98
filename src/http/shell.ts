import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { takeBodies } from './bodies.js';
import { compressAnswers } from './compression.js';
import { lingerAfterRefusal } from './linger.js';
import { Methods } from './methods.js';
import { JSON_BODY_LIMIT, sendProblem } from './problem-details.js';
import { Closing, MalformedRequest, UriTooLong } from './refusals.js';
import { answerExpectation, answerUnreadable, refuseAmbiguous } from './request-shape.js';
import { SECURITY_HEADERS } from './security-headers.js';
import { BODY_WITHIN_MS, refuseSlowBodies } from './slow-bodies.js';

const HEADERS_WITHIN_MS = 10_000;
/** The longest upload; what stalls before is cut off by `refuseSlowBodies`. */
const REQUEST_WITHIN_MS = 3_600_000;

/**
 * Fastify as this program speaks it: strict about what comes in, the same headers on whatever goes out.
 * @param trustedProxies addresses whose `X-Forwarded-For` tells who the client is
 * @param bodyWithinMs how long a body may take, and an upload until its pace is looked at
 */
export function httpShell(
  trustedProxies: readonly string[] = [],
  bodyWithinMs = BODY_WITHIN_MS,
): FastifyAdapter {
  const adapter = new FastifyAdapter({
    bodyLimit: JSON_BODY_LIMIT,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    requestTimeout: REQUEST_WITHIN_MS,
    // The parser looks for slow clients at this interval only; its default is half a minute.
    http: {
      headersTimeout: HEADERS_WITHIN_MS,
      requestTimeout: REQUEST_WITHIN_MS,
      connectionsCheckingInterval: 1000,
      // We refuse it ourselves, with a problem document.
      requireHostHeader: false,
    },
    forceCloseConnections: 'idle',
    // Fastify would answer in its own words.
    return503OnClosing: false,
    routerOptions: { caseSensitive: true },
    // No route has a JSON Schema of Fastify's, whose compilers would be loaded at every start: zod reads what comes in.
    schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
    clientErrorHandler: answerUnreadable,
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      dress(reply);
      sendProblem(
        error.code === 'FST_ERR_MAX_PARAM_LENGTH' ? new UriTooLong() : new MalformedRequest('bad-url'),
        request,
        reply,
      );
    },
  });
  guardRequests(adapter.getInstance<FastifyInstance>());
  refuseSlowBodies(adapter.getInstance<FastifyInstance>(), bodyWithinMs);
  return adapter;
}

const noSchemas = (): never => {
  throw new Error('A route is described by zod, not by a schema of Fastify.');
};

function guardRequests(instance: FastifyInstance): void {
  const methods = new Methods(instance);
  let closing = false;
  instance.addHook('preClose', (done) => {
    closing = true;
    done();
  });
  instance.addHook('onRequest', (request, reply, done) => {
    dress(reply);
    try {
      if (closing) throw new Closing();
      refuseAmbiguous(request.raw);
      if (request.is404) methods.refuseWrongMethod(request.raw.url ?? '');
      done();
    } catch (error) {
      done(error instanceof Error ? error : new Error('Unreadable request'));
    }
  });
  // Otherwise a client that keeps its connection would keep us from stopping.
  instance.addHook('onSend', (_request, reply, payload, done) => {
    if (closing) void reply.header('connection', 'close');
    done(null, payload);
  });
  takeBodies(instance);
  compressAnswers(instance);
  instance.server.on('checkExpectation', answerExpectation);
  lingerAfterRefusal(instance);
}

function dress(reply: FastifyReply): void {
  void reply.headers(SECURITY_HEADERS);
}
