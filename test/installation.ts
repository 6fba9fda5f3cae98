import { join } from 'node:path';
import { expect } from 'vitest';
import type { JsonObject } from '../src/canonical/canonical-json.js';
import type { Clock } from '../src/clock.js';
import type { Database } from '../src/database/database.js';
import type { AppendCommand, EventDraft } from '../src/ledger/append-command.js';
import { Ledger } from '../src/ledger/ledger.js';
import { Signer } from '../src/ledger/signer.js';
import { verifyLedger, type VerifyReport } from '../src/ledger/verify.js';
import type { Pin } from '../src/ledger/verify-checkpoints.js';
import { JudgingByMany } from '../src/verification/judging-by-many.js';
import type { TestDatabase } from './databases.js';

export const ORIGIN = 'demo.test.example/log';

/** Both clocks, standing still until a test moves them. */
export class TestClock implements Clock {
  constructor(
    private legalTime = Date.parse('2026-03-02T01:00:00.000Z'),
    private machineTime = legalTime,
  ) {}

  legal = (): Date => new Date(this.legalTime);
  machine = (): Date => new Date(this.machineTime);

  /** Forwards to the morning of a day. */
  legalTimeIs(date: string): void {
    const morning = Date.parse(`${date}T09:00:00+08:00`);
    if (morning < this.legalTime) throw new Error(`Legal time is past ${date}.`);
    this.legalTime = morning;
  }

  legalTimePasses(milliseconds: number): void {
    this.legalTime += milliseconds;
  }

  machineTimePasses(milliseconds: number): void {
    this.machineTime += milliseconds;
  }

  daysPassByTheMachine(days: number): void {
    this.machineTime += days * 24 * 3600 * 1000;
  }
}

/** A running ledger on a database of the test's own. After the test its whole ledger is verified. */
export class Installation {
  /** Set where a test has damaged the ledger on purpose: then nobody expects it to verify. */
  damaged = false;
  private stopped = false;

  private constructor(
    readonly on: TestDatabase,
    readonly clock: TestClock,
    readonly database: Database,
    readonly signer: Signer,
    readonly ledger: Ledger,
  ) {}

  /** Starts on the database, as often as a test likes: one after another (a restart) or side by side. */
  static async start(
    on: TestDatabase,
    clock = new TestClock(),
    checkpointWithinMs?: number,
  ): Promise<Installation> {
    const database = await on.open();
    const signer = await Signer.open({
      keyFile: join(on.directory, 'signer.key'),
      stateFile: join(on.directory, 'signer.state'),
      origin: ORIGIN,
    });
    const within = checkpointWithinMs === undefined ? {} : { checkpointWithinMs };
    const ledger = await Ledger.open({ database, signer, clock, source: ORIGIN, ...within });
    const installation = new Installation(on, clock, database, signer, ledger);
    on.afterwards(async () => {
      await ledger.close();
      if (!installation.damaged && !installation.stopped) await installation.verifies();
    });
    return installation;
  }

  /** Stops as an orderly shutdown does; what it leaves is verified. */
  async stop(): Promise<void> {
    await this.ledger.close();
    if (!this.damaged) await this.verifies();
    await this.database.close();
    this.stopped = true;
  }

  /** Records an event on a subject. */
  async records(
    subject: string,
    payload: JsonObject = {},
    more: Partial<EventDraft> & Partial<AppendCommand> = {},
  ) {
    return this.ledger.append(command(subject, payload, more));
  }

  verify(pins: readonly Pin[] = []): Promise<VerifyReport> {
    return verifyLedger(this.database.read, { origin: ORIGIN, vkeys: [this.signer.vkey], pins });
  }

  /** Reading ahead of two judges that object to nothing: what the rows themselves show is the same. */
  verifyAhead(): Promise<VerifyReport> {
    const trust = { origin: ORIGIN, vkeys: [this.signer.vkey] };
    const judge = { judged: () => Promise.resolve({}), close: () => Promise.resolve() };
    return verifyLedger(this.database.read, trust, new JudgingByMany([judge, judge], 7));
  }

  async verifies(): Promise<VerifyReport> {
    const report = await this.verify();
    expect(report.finding).toBeUndefined();
    return report;
  }
}

/** A command that records what it is told, whatever went before. */
export function command(
  subject: string,
  payload: JsonObject = {},
  more: Partial<EventDraft> & Partial<AppendCommand> = {},
): AppendCommand {
  const { expectedVersion, idempotency, decide, ...fields } = more;
  const draft: EventDraft = {
    type: 'NoteTaken',
    actor: 'actor-7',
    actorrole: 'office',
    actorunit: 'unit-1',
    payload,
    facts: {},
    disclosures: [],
    ...fields,
  };
  return { subject, expectedVersion, idempotency, decide: decide ?? (() => draft) };
}

/** Three decisions, 36 events, checkpoints over 10, 20 and 30 of them: decision/n has events n, n + 3, … */
export async function inUse(on: TestDatabase): Promise<Installation> {
  const installation = await Installation.start(on);
  for (let n = 0; n < 36; n += 1) {
    installation.clock.legalTimePasses(1000);
    const disclosures = [{ pointer: '/title', value: `matter ${n}` }];
    await installation.records(`decision/${n % 3}`, { n }, { disclosures });
    if (n % 10 === 9) await installation.ledger.checkpoint();
  }
  installation.damaged = true;
  return installation;
}
