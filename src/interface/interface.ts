import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { cookieIn, SESSION_COOKIE } from '../people/sign-in/cookies.js';
import { PROJECT_ROOT } from '../project-root.js';

/** Where `web/` is built to. */
export const INTERFACE_FOLDER = join(PROJECT_ROOT, 'dist', 'web');
const COOKIE_PLACE = '%SESSION_COOKIE%';
/** Names with the digest of their content: they never change. */
const FOREVER = 'public, max-age=31536000, immutable';

/**
 * The verifier replays a decision by running the workflow that its dossier carries, once its digest was compared. It runs
 * in a worker, and a worker lives by the policy of its own file: what runs there reaches neither the page nor the network.
 */
const VERIFIER = /^\/assets\/verify-worker-[\w-]+\.js$/;
const VERIFIER_POLICY = "default-src 'none'; script-src 'self' blob:";

/** Nothing but our own files runs, is asked or gives a page its looks. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "frame-src 'self' blob:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Serves the interface from the same process and origin: its files, and its one page for whatever address a browser asks
 * that is not the API's. Without a build there is none, and the API serves alone.
 */
export async function serveInterface(instance: FastifyInstance, folder = INTERFACE_FOLDER): Promise<void> {
  const index = join(folder, 'index.html');
  if (!existsSync(index)) return;
  const page = readFileSync(index, 'utf8');
  const serve = (request: FastifyRequest, reply: FastifyReply) => {
    const hasCookie = cookieIn(request.headers.cookie, SESSION_COOKIE) !== undefined;
    return reply
      .header('content-security-policy', POLICY)
      .type('text/html; charset=utf-8')
      .send(page.replace(COOKIE_PLACE, hasCookie ? 'present' : 'absent'));
  };
  // One route for hundreds of files: a route for each made every start slower.
  await instance.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    preCompressed: true,
    index: false,
    cacheControl: false,
  });
  instance.addHook('onSend', (request, reply, payload, done) => {
    if (request.url.startsWith('/assets/') && reply.statusCode < 400) {
      void reply.header('cache-control', FOREVER);
      if (VERIFIER.test(request.url)) void reply.header('content-security-policy', VERIFIER_POLICY);
    }
    done(null, payload);
  });
  instance.get('/', (request, reply) => serve(request, reply));
  instance.addHook('onRequest', (request, reply, done) => {
    if (request.is404 && asksForAPage(request)) void serve(request, reply);
    else done();
  });
}

/** A browser going to an address, as against a program that asks for data, or a page for a file that is gone. */
function asksForAPage({ method, url, headers }: FastifyRequest): boolean {
  const isApi = url === '/api' || url.startsWith('/api/') || url.startsWith('/api?');
  return (
    method === 'GET' && !isApi && !url.startsWith('/assets/') && (headers.accept ?? '').includes('text/html')
  );
}
