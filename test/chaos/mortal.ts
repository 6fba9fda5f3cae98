import { expect } from 'vitest';
import { verifyReceipt } from '../../src/ledger/receipt.js';
import { verifierOf } from '../../src/ledger/signed-note.js';
import type { ReleasedWorkflow } from '../../src/decisions/workflows.js';
import type { TestDatabase } from '../databases.js';
import { verifies, type Trusted } from '../road/at-work.js';
import { Matter, proposal } from '../road/matter.js';
import { Program, type Started } from '../road/program.js';
import { Town, UNITS } from '../road/town.js';
import { eventIn, insisted, Wire, type Reply } from '../road/wire.js';

/** How many acts a matter has here. */
export const ACTS = 9;

/** A township whose program is started, killed and started again. */
export class Mortal {
  /** Everything that was ever answered with 201, by the key of its request. */
  readonly answered = new Map<string, Reply>();

  private constructor(
    private readonly on: TestDatabase,
    readonly town: Town,
    private readonly trusted: Trusted,
    /** Events in the ledger before anybody worked. */
    readonly eventsBefore: number,
  ) {}

  static async settles(on: TestDatabase, workflows: readonly ReleasedWorkflow[]): Promise<Mortal> {
    const program = await Program.starts(on);
    const town = await Town.settles(program.address, program.setupLink, () => new Date());
    const vkey = (await town.wire.get('/api/ledger/vkey')).text.trim();
    for (const part of ['proposer', 'colleague', 'clerk', 'head'] as const) await town.person(part);
    await town.paper('draft', '第一版');
    await town.paper('consultation-record');
    const eventsBefore = await eventsAt(town);
    await program.stops();
    return new Mortal(on, town, { vkey, workflows }, eventsBefore);
  }

  async starts(started: Started = {}): Promise<Program> {
    const program = await Program.starts(this.on, started);
    this.town.wire = new Wire(program.address);
    return program;
  }

  /** Takes matters through all their acts at once, each act under a key of its own, until the program is gone. */
  async works(plan: string, matters: number, heard: () => unknown = () => undefined): Promise<void> {
    const each = async (name: string) => {
      for await (const [key, reply] of actsOf(this.town, name)) {
        this.hears(key, reply);
        await heard();
      }
    };
    const names = Array.from({ length: matters }, (_, n) => `${plan}/${n}`);
    for (const result of await Promise.allSettled(names.map(each)))
      if (result.status === 'rejected' && !wasCutOff(result.reason)) throw result.reason;
  }

  /** Whoever was answered before gets the same answer for ever. */
  private hears(key: string, reply: Reply): void {
    const before = this.answered.get(key);
    if (before) expect([key, reply.text]).toEqual([key, before.text]);
    this.answered.set(key, reply);
  }

  /** All that was answered is there, nothing is there by half, and all of it is lawful. */
  async findsWhole(): Promise<void> {
    await verifies(this.on, this.trusted);
    const clerk = await this.town.person('clerk');
    const replies = [...this.answered.values()];
    const subjects = new Set(replies.map((reply) => eventIn(reply).subject));
    for (const subject of subjects) {
      const path = `/api/decisions/${subject.slice('decision/'.length)}/events`;
      const told = insisted(200, await clerk.get(path)).body['events'] as unknown[];
      for (const reply of replies.filter((one) => eventIn(one).subject === subject)) this.stands(reply, told);
    }
  }

  private stands(reply: Reply, told: readonly unknown[]): void {
    const { leafHash, version } = eventIn(reply);
    expect(told[version]).toMatchObject({ leafHash, version });
    const { receipt } = reply.body;
    if (typeof receipt === 'string')
      verifyReceipt(receipt, Buffer.from(leafHash, 'hex'), [verifierOf(this.trusted.vkey)]);
  }

  /** Events in the ledger. */
  events(): Promise<number> {
    return eventsAt(this.town);
  }
}

async function eventsAt(town: Town): Promise<number> {
  return Number(insisted(200, await town.wire.get('/api/ledger/proofs/0')).body['size']);
}

/** A connection that ended under a request; anything else is an answer that nobody expected. */
const wasCutOff = (error: unknown): boolean => /^TypeError: (?:fetch failed|terminated)/.test(String(error));

async function* actsOf(town: Town, name: string): AsyncGenerator<[key: string, reply: Reply]> {
  const proposer = await town.person('proposer');
  const key = `${name}-proposal`;
  const opened = await proposer.posts(
    '/api/decisions',
    { payload: proposal(name) },
    { 'idempotency-key': key },
  );
  yield [key, insisted(201, opened)];
  const matter = Matter.in(town, opened);
  matter.keyed = name;
  const record = await town.paper('consultation-record');
  const steps = [
    () => matter.screens(),
    () => matter.studies(),
    () => matter.starts(),
    () => matter.drafts(),
    () => matter.finds('expert-review'),
    () => matter.finds('risk-assessment'),
    () => matter.does('proposer', 'UnitsConsulted', { units: [UNITS.justice], agreed: true, record }),
    // Binding: its answer waits for a checkpoint.
    () => matter.does('head', 'ProcedureTerminated', { reason: '不再需要' }),
  ];
  for (const step of steps) yield [`${name}-${matter.version + 1}`, await step()];
}
