import type { Clock } from '../../clock.js';
import { SignInBusy, SignInSlowed } from '../refusals.js';
import type { Attempts, AttemptStore } from './attempts.js';

const FORGOTTEN_AFTER_MS = 15 * 60 * 1000;

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

/**
 * Makes guessing slow, and never locks anybody out: each attempt that has not succeeded makes the next one wait longer,
 * at whichever node it comes in. How many requests are held is counted by each node of its own.
 */
export class SignInDelay {
  private readonly waiting = new Map<string, number>();

  constructor(
    private readonly store: AttemptStore,
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
    for (const [counted, key] of keys)
      if ((this.waiting.get(key) ?? 0) >= COUNTED[counted].waitingAtMost) throw new SignInBusy();
    for (const [, key] of keys) this.waiting.set(key, (this.waiting.get(key) ?? 0) + 1);
    try {
      const milliseconds = await this.count(keys, longestMs);
      if (milliseconds > 0) await this.pause(milliseconds);
    } finally {
      for (const [, key] of keys) {
        const left = (this.waiting.get(key) ?? 1) - 1;
        if (left > 0) this.waiting.set(key, left);
        else this.waiting.delete(key);
      }
    }
  }

  /** Of the person alone: what else was tried from that address stays counted. */
  async succeeded(attempt: Attempt): Promise<void> {
    const keys = keysOf(attempt);
    await this.store.update(
      keys.map(([, key]) => key),
      (known) =>
        known.map((one, i) =>
          keys[i]?.[0] === 'address' && one ? { ...one, count: Math.max(0, one.count - 1) } : undefined,
        ),
    );
  }

  /** @returns how long this attempt is held, in milliseconds @throws SignInSlowed */
  private async count(keys: readonly Key[], longestMs: number): Promise<number> {
    const now = this.clock.machine().getTime();
    let barred = 0;
    let held = 0;
    await this.store.update(
      keys.map(([, key]) => key),
      (known) => {
        const before = keys.map(([counted], i) => standing(counted, known[i], now, longestMs));
        barred = Math.max(0, ...before.map(({ notBefore }) => notBefore - now));
        held = Math.max(0, ...before.map((one) => one.heldMs));
        return barred > 0 ? undefined : before.map(({ count }) => ({ count: count + 1, at: now }));
      },
    );
    if (barred > 0) throw new SignInSlowed(Math.ceil(barred / 1000));
    return held;
  }
}

/** What an attempt of now meets, after so many. */
function standing(counted: Counted, known: Attempts | undefined, now: number, longestMs: number) {
  const { free, patient } = COUNTED[counted];
  const longest = patient ? longestMs : HELD_AT_MOST_MS;
  const next = known ? wait(known.count - free, longest) : 0;
  const notBefore = known && next > HELD_AT_MOST_MS ? known.at + next : 0;
  const isForgotten = !known || now >= Math.max(known.at + FORGOTTEN_AFTER_MS, notBefore);
  if (isForgotten) return { count: 0, notBefore: 0, heldMs: 0 };
  return { count: known.count, notBefore, heldMs: Math.min(next, HELD_AT_MOST_MS) };
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
