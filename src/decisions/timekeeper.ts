import { Logger } from '@nestjs/common';
import type { Clock } from '../clock.js';
import type { Database } from '../database/database.js';
import { OneAtATime } from '../database/one-at-a-time.js';
import { dateInShanghai } from '../engine/civil-date.js';
import { LedgerUnavailable } from '../ledger/refusals.js';
import { Refusal } from '../refusal.js';
import type { Road } from '../road/record-event.js';
import { RequirementUnmet } from '../road/refusals.js';
import { LAPSE, LAPSES, overdueBefore, stillOverdue, type Overdue } from './open-deadlines.js';

/** As the ledger knows the program where it keeps the time (`people/person-room.ts`). */
export const TIMEKEEPER = 'timekeeper';

/** In the machine's time: legal time may be moved, and stands still for nobody. */
const EVERY_MS = 10 * 60 * 1000;
const PAGE = 100;

const warn = (line: string): void => new Logger('Timekeeper').warn(line);

/**
 * The program itself, where a deadline is over that nobody kept, or a matter was put off for too long: it says so, by
 * the ordinary road, once. It can do nothing else, and nobody else can do that.
 */
export class Timekeeper {
  private readonly turns = new OneAtATime();
  private atWork = 0;
  private stopping = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly parts: { readonly road: Road; readonly database: Database; readonly clock: Clock },
    private readonly log: (line: string) => void = warn,
  ) {}

  /** Now, and every ten minutes until it is stopped. */
  begin(): void {
    const tick = () =>
      void this.tick().catch((error: unknown) => this.log(`stopped short: ${codeOf(error)}`));
    tick();
    this.timer = setInterval(() => this.atWork === 0 && tick(), EVERY_MS);
    this.timer.unref();
  }

  /**
   * Records everything that is over by now, one after the other, and never twice at once. What one decision refuses is
   * logged, and stops no other.
   * @throws LedgerUnavailable: the next tick tries again
   */
  async tick(): Promise<void> {
    this.atWork += 1;
    try {
      await this.turns.run(() => this.recordAllOverdue());
    } finally {
      this.atWork -= 1;
    }
  }

  /** Finishes the one that it is recording, and takes no other. */
  async stop(): Promise<void> {
    this.stopping = true;
    clearInterval(this.timer);
    await this.turns.idle();
  }

  private async recordAllOverdue(): Promise<void> {
    const { database, clock } = this.parts;
    const today = dateInShanghai(clock.legal().toISOString());
    let last: Overdue | undefined;
    do {
      const page = await overdueBefore(database.read, today, PAGE, last);
      for (const overdue of page) {
        if (this.stopping) return;
        await this.record(overdue);
      }
      last = page.length < PAGE ? undefined : page.at(-1);
    } while (last);
  }

  private async record(overdue: Overdue): Promise<void> {
    const { road, database } = this.parts;
    const { decision, id, on } = overdue;
    if (!(await stillOverdue(database.read, overdue))) return;
    try {
      const { version } = await road.states.read(database.read, `decision/${decision}`);
      await road.record({
        kind: 'decision',
        id: decision,
        actor: TIMEKEEPER,
        // A lapse ends the matter as it stands; that a deadline is over is so whatever has happened meanwhile.
        ...(id === LAPSE
          ? { request: { type: LAPSES, payload: {} }, ifMatch: version }
          : { request: { type: 'DeadlinePassed', payload: { deadline: id, on } } }),
      });
    } catch (error) {
      if (error instanceof LedgerUnavailable) throw error;
      // Another server was faster.
      if (!(await stillOverdue(database.read, overdue))) return;
      this.log(`decision/${decision}, ${id} of ${on}: not recorded (${codeOf(error)})`);
    }
  }
}

/** What went wrong, without a word that anybody wrote. */
function codeOf(error: unknown): string {
  if (error instanceof RequirementUnmet)
    return `${error.code}: ${error.unmet.map(({ requirement }) => requirement).join(', ')}`;
  if (error instanceof Refusal) return error.code;
  return error instanceof Error ? error.name : typeof error;
}
