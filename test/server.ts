import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import type { Role } from '../workflows/vocabulary.js';
import type { Json, JsonObject } from '../src/canonical/canonical-json.js';
import { loadWorkflows, type ReleasedWorkflow } from '../src/decisions/workflows.js';
import { verifyInstallation } from '../src/verification/verify-installation.js';
import { openDatabase } from '../src/database/open.js';
import type { Configuration } from '../src/server/configuration.js';
import { startServer, type Server } from '../src/server/start.js';
import type { TestDatabase } from './databases.js';
import { ORIGIN, TestClock } from './installation.js';
import { temporary } from './temporary.js';

/** What came back over the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The JSON object, or `{}` where there is none. */
  readonly body: JsonObject;
}

export interface Sent {
  readonly body?: Json;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Proved once for all servers of a file of tests: the proof takes half a second. */
let workflows: readonly ReleasedWorkflow[] | undefined;

/** Where browsers reach a test's server, as they see it. */
export const PUBLIC_URL = 'https://chengxu.example';

const PASSWORD = 'correct horse battery';

/** Somebody who is signed in. */
export class Person {
  constructor(
    readonly server: TestServer,
    readonly id: string,
    readonly username: string,
    readonly token: string,
  ) {}

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.server.sends('GET', path, { headers: { authorization: `Bearer ${this.token}`, ...headers } });
  }

  posts(path: string, body: Json, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const own = { authorization: `Bearer ${this.token}`, ...headers };
    return this.server.sends('POST', path, { body, headers: own });
  }

  /** Adds an event to `/api/{path}/events`; `version` goes as If-Match. */
  adds(path: string, type: string, payload: JsonObject, version?: number, key?: string): Promise<Answer> {
    return this.posts(
      `/api/${path}/events`,
      { type, payload },
      {
        ...(version !== undefined && { 'if-match': `"${version}"` }),
        ...(key !== undefined && { 'idempotency-key': key }),
      },
    );
  }

  /** Uploads a document and answers its digest. */
  async uploads(content: Buffer | string, name = 'paper.txt'): Promise<string> {
    const answer = await this.server.sendsBytes(
      `/api/documents?name=${encodeURIComponent(name)}`,
      Buffer.from(content),
      {
        authorization: `Bearer ${this.token}`,
      },
    );
    expect(answer.status).toBe(201);
    return String(answer.body['sha256']);
  }

  /** Registers a colleague with these roles, signed in. Only administrators can. */
  async registers(
    username: string,
    ...roles: { role: Role; unit?: string; body?: string }[]
  ): Promise<Person> {
    const asked = { username, password: PASSWORD, name: `姓名${username}`, post: '科员' };
    const registered = await this.posts('/api/admin/people', asked);
    expect(registered.status).toBe(201);
    const id = subjectIdIn(registered);
    for (const { role, unit, body = this.server.body } of roles) {
      const grant = { role, unit: unit ?? body, body, reason: '工作需要' };
      expect((await this.posts(`/api/admin/people/${id}/grants`, grant)).status).toBe(201);
    }
    return this.server.signsIn(username);
  }
}

/** The real program on a port of its own; after the test its ledger is verified. */
export class TestServer {
  /** Set where a test has damaged the ledger on purpose. */
  damaged = false;
  /** The body that was set up first. */
  body = '';
  private stopped = false;

  private constructor(
    readonly on: TestDatabase,
    readonly clock: TestClock,
    readonly running: Server,
  ) {}

  /** Starts as often as a test likes: after `stops`, on the same database and directory, it is a restart. */
  static async starts(
    on: TestDatabase,
    clock = new TestClock(),
    more: Partial<Configuration> = {},
  ): Promise<TestServer> {
    const configuration = {
      host: '127.0.0.1',
      port: 0,
      data: on.directory,
      databaseUrl: on.url,
      origin: ORIGIN,
      trustedProxies: [],
      publicUrl: PUBLIC_URL,
      ...more,
      // A test is about the procedure, and signs in a dozen people; the real cost has specs of its own.
      passwordCost: { memoryCost: 1024, timeCost: 2, parallelism: 1 },
    };
    workflows ??= await loadWorkflows();
    const server = new TestServer(on, clock, await startServer(configuration, clock, workflows));
    on.afterwards(() => server.stops());
    return server;
  }

  /** Starts and sets up a township with an administrator, who is signed in. */
  static async setUp(
    on: TestDatabase,
    more: Partial<Configuration> = {},
  ): Promise<{ server: TestServer; administrator: Person }> {
    const server = await TestServer.starts(on, undefined, more);
    const token = new URL(server.running.setupLink ?? '').searchParams.get('token') ?? '';
    const answer = await server.sends('POST', '/api/setup', {
      body: {
        token,
        body: { id: 'hengxi', name: '横溪镇人民政府', level: 'township' },
        administrator: { username: 'admin', password: PASSWORD, name: '管理员' },
      },
    });
    expect(answer.status).toBe(201);
    server.body = String(answer.body['body']);
    return { server, administrator: await server.signsIn('admin') };
  }

  async signsIn(username: string, password = PASSWORD): Promise<Person> {
    const answer = await this.sends('POST', '/api/sessions', { body: { username, password } });
    expect(answer.status).toBe(201);
    const { person } = answer.body['person'] as JsonObject;
    return new Person(this, String(person), username, String(answer.body['token']));
  }

  sends(method: string, path: string, { body, headers = {} }: Sent = {}): Promise<Answer> {
    return this.fetch(path, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  sendsBytes(path: string, body: Buffer, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream', ...headers },
      body: new Uint8Array(body),
    });
  }

  /** How many events the ledger has: what a refused request leaves as it was. */
  async events(): Promise<number> {
    return (await this.running.parts.ledger.head()).size;
  }

  /** Stops as a shutdown does, and verifies what it leaves. */
  async stops(): Promise<void> {
    if (this.stopped) return;
    this.stopped = true;
    const { parts } = this.running;
    const { ledger, database, signer } = parts;
    if (!this.damaged) {
      await ledger.checkpoint();
      const trust = { origin: ORIGIN, vkeys: [signer.vkey, ...signer.earlier] };
      const report = await verifyInstallation(database.read, trust, parts.workflows);
      expect(report).toMatchObject({ finding: undefined, undecided: undefined, verdict: 'verified' });
    }
    await this.running.stop();
  }

  private async fetch(path: string, init: RequestInit): Promise<Answer> {
    const response = await fetch(`${this.running.address}${path}`, { redirect: 'manual', ...init });
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json') === true;
    return {
      status: response.status,
      headers: response.headers,
      body: json ? (JSON.parse(text) as JsonObject) : {},
    };
  }
}

/** One township for a whole file of tests that leave no trace, on SQLite. Ask for it inside a test. */
export function oneServerForAll(
  more: Partial<Configuration> = {},
): () => { server: TestServer; administrator: Person } {
  let ready: { server: TestServer; administrator: Person } | undefined;
  const checks: (() => unknown)[] = [];
  beforeAll(async () => {
    const directory = await mkdtemp(join(temporary(), 'chengxu-test-'));
    const url = `sqlite:${join(directory, 'chengxu.db')}`;
    checks.push(() => rm(directory, { recursive: true, force: true }));
    const afterwards = (check: () => unknown) => void checks.push(check);
    const on: TestDatabase = {
      dialect: 'sqlite',
      url,
      directory,
      open: () => openDatabase({ url }),
      afterwards,
    };
    ready = await TestServer.setUp(on, more);
  });
  afterAll(async () => {
    for (const check of checks.reverse()) await check();
  });
  return () => {
    if (!ready) throw new Error('Ask for the server inside a test.');
    return ready;
  };
}

/** The id of the subject that an answer of the road is about. */
export function subjectIdIn(answer: Answer): string {
  const { subject } = answer.body['event'] as JsonObject;
  return String(subject).split('/')[1] ?? '';
}
