import { expect } from '@jest/globals';
import { openDatabase } from '../../src/database/open.js';
import { loadWorkflows, type ReleasedWorkflow } from '../../src/decisions/workflows.js';
import { verifyInstallation } from '../../src/verification/verify-installation.js';
import type { FreshDatabase, TestDatabase } from '../databases.js';
import { ORIGIN, TestClock } from '../installation.js';
import { TestServer } from '../server.js';
import { Town } from './town.js';
import { Wire } from './wire.js';

let workflows: readonly ReleasedWorkflow[] | undefined;

/**
 * After the test, and after every server on this database has stopped: the whole ledger is verified, and every
 * event of every subject judged again. Ask for it before the first server starts.
 * @param vkey known once there is a signer
 */
export function verifiesAfterwards(on: TestDatabase, origin: string, vkey: () => string | undefined): void {
  on.afterwards(async () => {
    const key = vkey();
    if (key === undefined) return;
    workflows ??= await loadWorkflows();
    const database = await openDatabase({ url: on.url });
    try {
      const report = await verifyInstallation(database.read, { origin, vkeys: [key], pins: [] }, workflows);
      expect([report.verdict, report.finding, report.undecided]).toEqual(['verified', undefined, undefined]);
    } finally {
      await database.close();
    }
  });
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

  static async begins(fresh: FreshDatabase): Promise<AtWork> {
    const on = await fresh();
    const clock = new TestClock();
    const begun: { work?: AtWork } = {};
    verifiesAfterwards(on, ORIGIN, () =>
      begun.work === undefined || begun.work.damaged ? undefined : begun.work.vkey,
    );
    const server = await TestServer.starts(on, clock);
    const { address, setupLink } = server.running;
    begun.work = new AtWork(on, clock, await Town.settles(address, setupLink, clock.legal), server);
    return begun.work;
  }

  get vkey(): string {
    return this.server.running.parts.signer.vkey;
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
