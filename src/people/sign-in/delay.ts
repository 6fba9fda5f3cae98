import type { Clock } from '../../clock.js';
import { SignInBusy, SignInSlowed } from '../refusals.js';

const FORGOTTEN_AFTER_MS = 15 * 60 * 1000;
const KEPT = 10_000;

const FIRST_MS = 250;
/** What a request is kept waiting at most; who must wait longer is told when to come again. */
export const HELD_AT_MOST_MS = 4000;

/**
 * What is counted, and from which attempt on it slows down. One name from one address is somebody who guesses; one name
 * from everywhere is a person under attack, whom a longer wait would lock out; an office shares one address. `patient`:
 * the wait of this one may grow beyond what a request is kept.
 */
const COUNTED = {
  pair: { free: 3, waitingAtMost: 20, patient: true },
  username: { free: 10, waitingAtMost: 100, patient: false },
  address: { free: 30, waitingAtMost: 100, patient: false },
  /** A browser that has signed in as this person before: nobody's attempts but its own slow it down. */
  device: { free: 3, waitingAtMost: 20, patient: true },
} as const;
type Counted = keyof typeof COUNTED;

/** Who tries to sign in. */
export interface Attempt {
  readonly username: string;
  readonly address: string;
  /** Known to have signed in under this name before; undefined for any other browser. */
  readonly device?: string | undefined;
}

interface Attempts {
  count: number;
  at: number;
  notBefore: number;
}

/**
 * Makes guessing slow, and never locks anybody out: each attempt that has not succeeded makes the next one wait longer.
 * In memory only, for each node by itself.
 */
export class SignInDelay {
  private readonly attempts = new Map<string, Attempts>();
  private readonly waiting = new Map<string, number>();

  constructor(
    private readonly clock: Pick<Clock, 'machine'>,
    private readonly pause: (milliseconds: number) => Promise<unknown>,
  ) {}

  /**
   * Counts the attempt at once, so that many at a time wait as long as one after another.
   * @param longestMs how long the wait of one name from one address may become
   * @throws SignInSlowed, and does not count what it refuses; SignInBusy
   */
  async before(attempt: Attempt, longestMs: number = HELD_AT_MOST_MS): Promise<void> {
    const keys = keysOf(attempt);
    const now = this.clock.machine().getTime();
    const barred = Math.max(0, ...keys.map(([, key]) => (this.known(key, now)?.notBefore ?? 0) - now));
    if (barred > 0) throw new SignInSlowed(Math.ceil(barred / 1000));
    for (const [counted, key] of keys)
      if ((this.waiting.get(key) ?? 0) >= COUNTED[counted].waitingAtMost) throw new SignInBusy();
    const waits = keys.map(([counted, key]) => this.count(counted, key, now, longestMs));
    const milliseconds = Math.max(...waits);
    if (milliseconds > 0) await this.hold(keys, milliseconds);
  }

  /** Of the person alone: what else was tried from that address stays counted. */
  succeeded(attempt: Attempt): void {
    for (const [counted, key] of keysOf(attempt)) {
      const known = this.attempts.get(key);
      if (counted === 'address' && known) known.count -= 1;
      else this.attempts.delete(key);
    }
  }

  private async hold(keys: readonly Key[], milliseconds: number): Promise<void> {
    for (const [, key] of keys) this.waiting.set(key, (this.waiting.get(key) ?? 0) + 1);
    try {
      await this.pause(milliseconds);
    } finally {
      for (const [, key] of keys) {
        const left = (this.waiting.get(key) ?? 1) - 1;
        if (left > 0) this.waiting.set(key, left);
        else this.waiting.delete(key);
      }
    }
  }

  private known(key: string, now: number): Attempts | undefined {
    const known = this.attempts.get(key);
    if (!known) return undefined;
    return now < Math.max(known.at + FORGOTTEN_AFTER_MS, known.notBefore) ? known : undefined;
  }

  /** @returns how long this attempt is held, in milliseconds */
  private count(counted: Counted, key: string, now: number, longestMs: number): number {
    const before = this.known(key, now)?.count ?? 0;
    const { free, patient } = COUNTED[counted];
    const longest = patient ? longestMs : HELD_AT_MOST_MS;
    const held = Math.min(wait(before - free, longest), HELD_AT_MOST_MS);
    const next = wait(before + 1 - free, longest);
    this.attempts.delete(key);
    this.attempts.set(key, {
      count: before + 1,
      at: now,
      notBefore: next > HELD_AT_MOST_MS ? now + next : 0,
    });
    const oldest = this.attempts.keys().next();
    if (this.attempts.size > KEPT && !oldest.done) this.attempts.delete(oldest.value);
    return held;
  }
}

type Key = readonly [counted: Counted, key: string];

function keysOf({ username, address, device }: Attempt): Key[] {
  if (device !== undefined) return [['device', `device ${device} ${username}`]];
  return [
    ['pair', `pair ${address} ${username}`],
    ['username', `username ${username}`],
    ['address', `address ${address}`],
  ];
}

function wait(over: number, longest: number): number {
  return over < 0 ? 0 : Math.min(FIRST_MS * 2 ** Math.min(over, 30), longest);
}
