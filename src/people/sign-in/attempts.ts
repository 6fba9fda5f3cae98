import type { Counting } from '../../database/counting.js';
import type { Rows } from '../../database/database.js';

/** How often something was tried, and when last, in milliseconds of machine time. */
export interface Attempts {
  readonly count: number;
  readonly at: number;
}

/** What is known of each key goes in; what is to be known of it from now on comes out, or nothing where all stays. */
export type Judge = (
  known: readonly (Attempts | undefined)[],
) => readonly (Attempts | undefined)[] | undefined;

/** Where attempts are counted. */
export interface AttemptStore {
  /** Nothing else happens to these keys between what the judge is told and what it says. The judge may be asked twice. */
  update(keys: readonly string[], judge: Judge): Promise<void>;
}

const KEPT = 10_000;

/** In this process alone. */
export class AttemptsInMemory implements AttemptStore {
  private readonly attempts = new Map<string, Attempts>();

  update(keys: readonly string[], judge: Judge): Promise<void> {
    const after = judge(keys.map((key) => this.attempts.get(key)));
    after?.forEach((one, at) => this.put(keys[at] ?? '', one));
    return Promise.resolve();
  }

  private put(key: string, attempts: Attempts | undefined): void {
    this.attempts.delete(key);
    if (attempts) this.attempts.set(key, attempts);
    const oldest = this.attempts.keys().next();
    if (this.attempts.size > KEPT && !oldest.done) this.attempts.delete(oldest.value);
  }
}

interface Waiting {
  readonly keys: readonly string[];
  readonly judge: Judge;
  readonly done: () => void;
}

/** Of one unit of work. */
const AT_ONCE = 50;
const MINUTE = 60_000;
/** Longer than any wait, and than anything is remembered. */
const OVER_AFTER = 60 * MINUTE;

/**
 * In the database, for all nodes together and over a restart. What comes while one unit of work is under way shares the
 * next: however many guess, whoever else writes waits for one unit of theirs. While the database does not answer,
 * this process counts by itself.
 */
export class AttemptsInDatabase implements AttemptStore {
  private waiting: Waiting[] = [];
  private isWriting = false;
  private cleared = 0;
  private readonly alone = new AttemptsInMemory();

  /** @param hidden a digest that nobody turns back: names and addresses stand in no table */
  constructor(
    private readonly counting: Counting,
    private readonly hidden: (key: string) => string,
    private readonly now: () => number,
  ) {}

  update(keys: readonly string[], judge: Judge): Promise<void> {
    return new Promise((done) => {
      this.waiting.push({ keys: keys.map(this.hidden), judge, done });
      if (!this.isWriting) void this.writeAll();
    });
  }

  private async writeAll(): Promise<void> {
    this.isWriting = true;
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, AT_ONCE);
      try {
        await this.clear();
        await this.counting.write((rows) => this.write(rows, batch));
      } catch (error) {
        process.emitWarning(
          `Attempts to sign in are counted by this node alone: ${error instanceof Error ? error.message : typeof error}`,
          'ChengxuSignIn',
        );
        for (const { keys, judge } of batch) await this.alone.update(keys, judge);
      }
      for (const { done } of batch) done();
    }
    this.isWriting = false;
  }

  private async write(rows: Rows, batch: readonly Waiting[]): Promise<void> {
    // In one order, so that two nodes never wait for each other.
    const keys = [...new Set(batch.flatMap((one) => one.keys))].toSorted();
    const known = await this.locked(rows, keys);
    const changed = new Set<string>();
    for (const one of batch)
      one.judge(one.keys.map((key) => known.get(key)))?.forEach((after, at) => {
        const key = one.keys[at] ?? '';
        known.set(key, after);
        changed.add(key);
      });
    const kept = [...changed].toSorted().flatMap((key) => {
      const { count, at } = known.get(key) ?? NONE;
      return [key, count, at];
    });
    if (kept.length > 0)
      await rows.query(
        `INSERT INTO sign_in_attempt (key, count, at) VALUES ${repeated('(?, ?, ?)', changed.size)}
         ON CONFLICT (key) DO UPDATE SET count = excluded.count, at = excluded.at`,
        kept,
      );
  }

  /** Rows are made first: one that is not there cannot be locked. */
  private async locked(rows: Rows, keys: readonly string[]): Promise<Map<string, Attempts | undefined>> {
    await rows.query(
      `INSERT INTO sign_in_attempt (key, count, at) VALUES ${repeated('(?, 0, 0)', keys.length)}
       ON CONFLICT (key) DO NOTHING`,
      keys,
    );
    const found = await rows.query<{ key: string; count: number; at: number }>(
      `SELECT key, count, at FROM sign_in_attempt WHERE key IN (${repeated('?', keys.length)})
       ORDER BY key ${this.counting.dialect === 'postgres' ? 'FOR UPDATE' : ''}`,
      keys,
    );
    return new Map(
      found
        .filter(({ count }) => Number(count) > 0)
        .map(({ key, count, at }) => [key, { count: Number(count), at: Number(at) }]),
    );
  }

  /** What is long over goes, once a minute, in a unit of its own: its locks are gone before any key is waited for. */
  private async clear(): Promise<void> {
    const now = this.now();
    if (now - this.cleared < MINUTE) return;
    this.cleared = now;
    const over = 'SELECT key FROM sign_in_attempt WHERE at < ?';
    await this.counting.write((rows) =>
      rows.query(
        this.counting.dialect === 'postgres'
          ? `DELETE FROM sign_in_attempt WHERE key IN (${over} ORDER BY key LIMIT 10000 FOR UPDATE SKIP LOCKED)`
          : `DELETE FROM sign_in_attempt WHERE key IN (${over} ORDER BY key LIMIT 10000)`,
        [now - OVER_AFTER],
      ),
    );
  }
}

const NONE: Attempts = { count: 0, at: 0 };

const repeated = (text: string, times: number): string => Array<string>(times).fill(text).join(', ');
