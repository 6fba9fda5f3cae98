import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { REQUEST_LIMIT } from './add-checkpoint.js';
import type { Witness, WitnessAnswer } from './witness.js';

/** A witness that listens. */
export interface ListeningWitness {
  /** `http://127.0.0.1:3001` */
  readonly address: string;
  stop(): Promise<void>;
}

/** How long a request may take to arrive. */
const REQUEST_WITHIN_MS = 10_000;

/**
 * Serves C2SP tlog-witness: `POST /add-checkpoint`, and `GET /vkey` for whoever takes this witness into a policy. There is
 * nobody to know and nothing to keep secret: what is answered rests on the log's signature alone.
 * @param log one line for what should not have happened
 */
export function serveWitness(
  witness: Witness,
  { host, port }: { readonly host: string; readonly port: number },
  log: (line: string) => void,
): Promise<ListeningWitness> {
  const server = createServer({ requestTimeout: REQUEST_WITHIN_MS }, (request, response) => {
    answer(witness, request, response, log).catch((error: unknown) => {
      log(error instanceof Error ? error.message : String(error));
      if (!response.headersSent) says(response, 500, 'this witness cannot answer');
      else response.destroy();
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () =>
      resolve({ address: addressOf(server, host), stop: () => stopped(server) }),
    );
  });
}

async function answer(
  witness: Witness,
  request: IncomingMessage,
  response: ServerResponse,
  log: (line: string) => void,
): Promise<void> {
  const path = request.url?.split('?')[0];
  if (path === '/vkey' && request.method === 'GET') return says(response, 200, witness.vkey);
  if (path !== '/add-checkpoint') return says(response, 404, 'there is nothing here');
  if (request.method !== 'POST') return says(response.setHeader('allow', 'POST'), 405, 'send it with POST');
  const text = await bodyOf(request);
  if (text === undefined)
    return says(response.setHeader('connection', 'close'), 413, 'the request is too long');
  const answered = await witness.addCheckpoint(text);
  if (isEvidence(answered)) log(`not cosigned, ${JSON.stringify(answered)}: ${JSON.stringify(text)}`);
  tell(response, answered);
}

function tell(response: ServerResponse, answered: WitnessAnswer): void {
  if (answered.status === 200) {
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(answered.body);
  } else if (answered.status === 409) {
    response.writeHead(409, { 'content-type': 'text/x.tlog.size' }).end(`${answered.size}\n`);
  } else {
    says(response, answered.status, answered.reason);
  }
}

/** The log signed it, and it does not continue what the log signed before: worth keeping. */
function isEvidence(answered: WitnessAnswer): boolean {
  return answered.status === 422 || (answered.status === 409 && answered.forked);
}

function says(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}

/** Undefined when it is longer than any request can be. */
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > REQUEST_LIMIT) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function addressOf(server: Server, host: string): string {
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function stopped(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    // A connection that is kept alive, or a request that never ends, must not keep the program from stopping.
    setTimeout(() => server.closeAllConnections(), 1000).unref();
  });
}
