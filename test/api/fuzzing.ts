import { textOf } from './text-of.js';
import * as fc from 'fast-check';
import { SECURITY_HEADERS } from '../../src/http/security-headers.js';
import { eventsFrom } from '../../src/ledger/reading.js';
import { crewOf, PublishedCall } from '../published-call.js';
import type { Person, TestServer } from '../server.js';
import { requestsFor, type Asked } from './asked.js';
import { Described, operationsIn, type ApiDocument, type Operation } from './operations.js';

/** What went wrong, and how to see it again. */
export interface Finding {
  readonly operation: string;
  readonly asked: Asked;
  readonly what: string;
}

/** A reading that is itself put on record, so that it is known what left the house. */
const RECORDED_READINGS = ['Dossiers.dossier'];

const OWN_HANDS: readonly string[] = ['installation', 'timekeeper'];

/** How many answers there were, by status. */
export type Tally = Map<string, number>;

/** What became of one operation: how many of its cases were asked before its time was over. */
export interface Progress {
  readonly operation: string;
  readonly asked: number;
  readonly of: number;
  readonly ms: number;
}

interface Running {
  readonly only?: string | undefined;
  /** How long one operation may take. */
  readonly budgetMs?: number | undefined;
  readonly told?: ((one: Progress) => void) | undefined;
}

/** Whoever asks: nobody, and people of every kind. A session that a request has ended is opened again. */
type Asking = { readonly username: string; token: string } | undefined;

/** Asks every operation of a running township what its description lets expect, and what it does not. */
export class Fuzzing {
  readonly tally: Tally = new Map();
  readonly findings: Finding[] = [];
  private count = 0;

  private constructor(
    private readonly server: TestServer,
    private readonly document: ApiDocument,
    private readonly described: Described,
    private readonly askers: readonly Asking[],
    private readonly pool: readonly string[],
  ) {}

  /** In a township with a decision, an open call and some people. The server must believe 127.0.0.1's `X-Forwarded-For`. */
  static async in(server: TestServer, administrator: Person, document: ApiDocument): Promise<Fuzzing> {
    const crew = await crewOf(administrator, 'fuzzed-');
    const call = await PublishedCall.published(crew, 'fuzzed-call');
    const plain = await administrator.registers('nobody-in-particular');
    const victim = await administrator.registers('victim', { role: 'expert' });
    const document1 = await victim.uploads('一份材料');
    const pool = [
      server.body,
      call.decision,
      call.id,
      victim.id,
      document1,
      '0',
      '1',
      '"1"',
      'major-decision',
    ];
    const people: Asking[] = [undefined, administrator, crew.proposer, crew.office, plain].map(
      (one) => one && { username: one.username, token: one.token },
    );
    return new Fuzzing(server, document, new Described(document), people, [...pool, 'f'.repeat(64)]);
  }

  /** @param cases of each operation */
  async run(cases: number, seed: number, { only, budgetMs = Infinity, told }: Running = {}): Promise<void> {
    for (const operation of operationsIn(this.document)) {
      if (only !== undefined && operation.id !== only) continue;
      const begun = performance.now();
      const requests = fc.sample(requestsFor(operation, this.document, this.pool), {
        numRuns: cases,
        seed,
      });
      const asked = await this.askAll(operation, requests, begun + budgetMs);
      told?.({ operation: operation.id, asked, of: cases, ms: performance.now() - begun });
    }
  }

  /** What reads is asked several at a time, what may write one by one: whose event it was is then beyond doubt. */
  private async askAll(operation: Operation, requests: readonly Asked[], until: number): Promise<number> {
    const atOnce = operation.method === 'GET' && !RECORDED_READINGS.includes(operation.id) ? 8 : 1;
    let next = 0;
    for (; next < requests.length && performance.now() < until; next += atOnce) {
      const some = requests.slice(next, next + atOnce);
      const before = await this.server.events();
      const statuses = await Promise.all(some.map((asked) => this.ask(operation, asked)));
      const grown = await this.writtenSince(before);
      if (grown === 0 || statuses.some((status) => mayWrite(operation, status))) continue;
      for (const asked of some)
        this.findings.push({
          operation: operation.id,
          asked,
          what: `${grown} event(s) written by answers ${statuses.join(', ')}`,
        });
    }
    return Math.min(next, requests.length);
  }

  /** Events by anybody but the program itself, which records of its own what the day asks. */
  private async writtenSince(before: number): Promise<number> {
    const now = await this.server.events();
    if (now === before) return 0;
    const events = await eventsFrom(this.server.running.parts.database.read, before, now - before);
    return events.filter(({ leaf }) => !OWN_HANDS.includes(leaf.actorrole)).length;
  }

  private async ask(operation: Operation, asked: Asked): Promise<number> {
    const asker = this.askers[asked.who];
    const answer = await this.send(operation, asked, asker);
    const status = `${asker ? 'signed in' : 'nobody'} ${Math.floor(answer.status / 100)}xx`;
    this.tally.set(status, (this.tally.get(status) ?? 0) + 1);
    const says = (what: string) => this.findings.push({ operation: operation.id, asked, what });
    // 503 says that it is not there at the moment: no provider, no checkpoint yet.
    if (answer.status >= 500 && answer.status !== 503) says(`${answer.status} ${answer.text.slice(0, 300)}`);
    if (!operation.isPublic && !asker && answer.status < 400) says(`${answer.status} for nobody`);
    for (const name of Object.keys(SECURITY_HEADERS))
      if (!answer.headers.has(name)) says(`no ${name} on ${answer.status}`);
    const type = answer.headers.get('content-type') ?? '';
    const fault = this.described.fault(operation, { status: answer.status, type, text: answer.text });
    if (fault !== undefined) says(`${answer.status}: ${fault}`);
    if (answer.status === 401 && asker) asker.token = (await this.signsIn(asker.username)) ?? asker.token;
    return answer.status;
  }

  private async send(
    { method, streamed }: Operation,
    { target, headers, body }: Asked,
    asker: Asking,
  ): Promise<{ status: number; headers: Headers; text: string }> {
    this.count += 1;
    const sent = body !== undefined && method !== 'GET';
    const response = await fetch(`${this.server.running.address}${target}`, {
      method,
      redirect: 'manual',
      headers: {
        ...headers,
        // Each from an address of its own: the delays of signing in have tests of their own.
        'x-forwarded-for': `10.${this.count >> 16}.${(this.count >> 8) & 255}.${this.count & 255}`,
        ...(asker && { authorization: `Bearer ${asker.token}` }),
        ...(sent && { 'content-type': streamed ? 'application/octet-stream' : 'application/json' }),
      },
      ...(sent && { body }),
    });
    return { status: response.status, headers: response.headers, text: await textOf(response) };
  }

  private async signsIn(username: string): Promise<string | undefined> {
    const again = await this.server.sends('POST', '/api/sessions', {
      body: { username, password: 'correct horse battery' },
      headers: { 'x-forwarded-for': `172.16.0.${(this.count += 1) & 255}` },
    });
    return again.status === 201 ? String(again.body['token']) : undefined;
  }
}

const mayWrite = ({ id, method }: Operation, status: number): boolean =>
  status < 300 && (method !== 'GET' || RECORDED_READINGS.includes(id));
