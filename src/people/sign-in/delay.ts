import type { Clock } from '../../clock.js';
import { SignInBusy } from '../refusals.js';

const FORGOTTEN_AFTER_MS = 15 * 60 * 1000;
const KEPT = 10_000;
const WAITING_AT_MOST = 500;

/** An office shares one address; a user name is one person's. */
const FREE = { username: 3, address: 30 } as const;
const FIRST_MS = 250;
const LONGEST_MS = 4000;

interface Attempts {
  count: number;
  at: number;
}

/**
 * Makes guessing slow, and never locks anybody out: each attempt that has not succeeded makes the next one of
 * the same name, or from the same address, wait longer, up to four seconds. In memory only.
 */
export class SignInDelay {
  private readonly attempts = new Map<string, Attempts>();
  private waiting = 0;

  constructor(
    private readonly clock: Pick<Clock, 'machine'>,
    private readonly pause: (milliseconds: number) => Promise<unknown>,
  ) {}

  /** Counts the attempt at once, so that many at a time wait as long as one after another. @throws SignInBusy */
  async before(username: string, address: string): Promise<void> {
    const milliseconds = Math.max(
      wait(this.count(`username ${username}`) - FREE.username),
      wait(this.count(`address ${address}`) - FREE.address),
    );
    if (milliseconds === 0) return;
    if (this.waiting >= WAITING_AT_MOST) throw new SignInBusy();
    this.waiting += 1;
    try {
      await this.pause(milliseconds);
    } finally {
      this.waiting -= 1;
    }
  }

  succeeded(username: string, address: string): void {
    this.attempts.delete(`username ${username}`);
    const here = this.attempts.get(`address ${address}`);
    if (here) here.count -= 1;
  }

  /** @returns how many attempts came before this one */
  private count(key: string): number {
    const now = this.clock.machine().getTime();
    const known = this.attempts.get(key);
    const before = known && now - known.at < FORGOTTEN_AFTER_MS ? known.count : 0;
    this.attempts.delete(key);
    this.attempts.set(key, { count: before + 1, at: now });
    const oldest = this.attempts.keys().next();
    if (this.attempts.size > KEPT && !oldest.done) this.attempts.delete(oldest.value);
    return before;
  }
}

function wait(over: number): number {
  return over < 0 ? 0 : Math.min(FIRST_MS * 2 ** Math.min(over, 10), LONGEST_MS);
}
