import { Logger } from '@nestjs/common';
import type { AccessLog } from '../access-log/access-log.js';
import { anchorAccessLog } from '../access-log/anchored-rows.js';
import type { Clock } from '../clock.js';
import type { Database } from '../database/database.js';
import { OneAtATime } from '../database/one-at-a-time.js';
import { dateInShanghai } from '../engine/civil-date.js';
import { Refusal } from '../refusal.js';
import type { Road } from '../road/record-event.js';
import type { InstallationState } from './installation.js';
import { recordHeadsAnew } from './recorded-heads.js';

/** In the machine's time, as the timekeeper. */
const EVERY_MS = 10 * 60 * 1000;

const warn = (line: string): void => new Logger('DailyRecord').warn(line);

/** The program itself, once on each day of legal time: it anchors the access log, and
 * records how every subject of the ledger stands. */
export class DailyRecord {
  private readonly turns = new OneAtATime();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly parts: {
      readonly road: Road;
      readonly database: Database;
      readonly clock: Clock;
      readonly accessLog: AccessLog;
    },
    private readonly log: (line: string) => void = warn,
  ) {}

  /** Every ten minutes until it is stopped, for the first time in ten minutes: whoever starts has more urgent work. */
  begin(): void {
    const tick = () =>
      void this.tick().catch((error: unknown) =>
        this.log(`not recorded: ${codeOf(error)}; tried again later`),
      );
    this.timer = setInterval(tick, EVERY_MS);
    this.timer.unref();
  }

  /** Records what this day has not recorded yet. @throws LedgerUnavailable: the next tick tries again */
  tick(): Promise<void> {
    return this.turns.run(async () => {
      const { road, database, clock, accessLog } = this.parts;
      const today = dateInShanghai(clock.legal().toISOString());
      const { state } = await road.states.read(database.read, 'installation');
      if (state === undefined) return;
      const { heads } = state as InstallationState;
      await accessLog.flush();
      await anchorAccessLog(road, database.read, today);
      if (!heads || heads.on < today) await recordHeadsAnew(this.parts);
    });
  }

  /** Finishes what it is recording. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.turns.idle();
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Refusal ? error.code : error instanceof Error ? error.name : typeof error;
