import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from './problem-details.js';
import { RequestTimeout } from './refusals.js';

/** How long a body may take, and an upload until its pace is looked at. */
export const BODY_WITHIN_MS = 30_000;
/** Bytes in each such stretch: a quarter of what the slowest line of an office carries, more than who stalls sends. */
const SLOWEST_UPLOAD = BODY_WITHIN_MS * 16;

/**
 * Node has one limit for every request. A scan of a hundred megabytes takes many minutes on an office's line, and
 * JSON that takes half of one is somebody who keeps us waiting. So a body has thirty seconds; a route that reads a
 * stream goes on for as long as it moves.
 */
export function refuseSlowBodies(instance: FastifyInstance, withinMs = BODY_WITHIN_MS): void {
  instance.addHook('onRequest', (request, reply, done) => {
    if (!request.raw.complete) watch(request, reply, withinMs);
    done();
  });
}

function watch(request: FastifyRequest, reply: FastifyReply, withinMs: number): void {
  const { raw } = request;
  let seen = raw.socket.bytesRead;
  const look = setInterval(() => {
    const moved = raw.socket.bytesRead - seen;
    seen += moved;
    if (raw.complete || raw.destroyed) return clearInterval(look);
    if (
      request.routeOptions.config.streamed === true &&
      moved >= (SLOWEST_UPLOAD * withinMs) / BODY_WITHIN_MS
    )
      return;
    clearInterval(look);
    if (reply.sent) raw.socket.destroy();
    else sendProblem(new RequestTimeout(), request, reply);
  }, withinMs);
  look.unref();
  raw.once('close', () => clearInterval(look));
}
