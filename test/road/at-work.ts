import { expect } from 'vitest';
import { openDatabase } from '../../src/database/open.js';
import type { ReleasedWorkflow } from '../../src/decisions/workflows.js';
import { verifyInstallation } from '../../src/verification/verify-installation.js';
import type { Server } from '../../src/server/start.js';
import type { FreshDatabase, TestDatabase } from '../databases.js';
import { ORIGIN, TestClock } from '../installation.js';
import { TestServer } from '../server.js';
import { Town } from './town.js';
import { Wire } from './wire.js';

/** What a verification takes besides the rows. */
export interface Trusted {
  readonly vkey: string;
  readonly workflows: readonly ReleasedWorkflow[];
}

/**
 * After the test, and after every server on this database has stopped: the whole ledger is verified, and every
 * event of every subject judged again. Ask for it before the first server starts.
 * @param trusted known once there is a signer; undefined where nobody expects the ledger to verify
 */
export function verifiesAfterwards(on: TestDatabase, trusted: () => Trusted | undefined): void {
  on.afterwards(async () => {
    const known = trusted();
    if (known) await verifies(on, known);
  });
}

/** Verifies the ledger and replays every subject, as it stands. */
export async function verifies(on: TestDatabase, { vkey, workflows }: Trusted): Promise<void> {
  const database = await openDatabase({ url: on.url });
  try {
    const trust = { origin: ORIGIN, vkeys: [vkey], pins: [] };
    const report = await verifyInstallation(database.read, trust, workflows);
    expect([report.verdict, report.finding, report.undecided]).toEqual(['verified', undefined, undefined]);
  } finally {
    await database.close();
  }
}

/** A township on the real program, in this process, on a port of its own. */
export class AtWork {
  /** Set where a test has damaged the ledger on purpose: then nobody expects it to verify. */
  damaged = false;

  private constructor(
    readonly on: TestDatabase,
    readonly clock: TestClock,
    readonly town: Town,
    private server: TestServer,
  ) {}

  /** @param clock whose legal time the township lives in */
  static async begins(fresh: FreshDatabase, clock = new TestClock()): Promise<AtWork> {
    const on = await fresh();
    const begun: { work?: AtWork } = {};
    verifiesAfterwards(on, () => (begun.work?.damaged === false ? begun.work.trusted : undefined));
    const server = await TestServer.starts(on, clock);
    const { address, setupLink } = server.running;
    begun.work = new AtWork(on, clock, await Town.settles(address, setupLink, clock.legal), server);
    return begun.work;
  }

  /** The program as it runs at the moment. */
  get running(): Server {
    return this.server.running;
  }

  get trusted(): Trusted {
    const { signer, workflows } = this.server.running.parts;
    return { vkey: signer.vkey, workflows };
  }

  /** How many events the ledger has: what a refused request leaves as it was. */
  events(): Promise<number> {
    return this.server.events();
  }

  /** Stops the program and starts it on the same data; whoever was signed in still is. */
  async restarts(): Promise<void> {
    this.server.damaged = this.damaged;
    await this.server.stops();
    this.server = await TestServer.starts(this.on, this.clock);
    this.server.damaged = this.damaged;
    this.town.wire = new Wire(this.server.running.address);
  }

  daysPass(days: number): void {
    this.clock.legalTimePasses(days * 24 * 3_600_000);
  }
}
