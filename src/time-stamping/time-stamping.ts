import type { Certificate } from 'pkijs';
import type { Clock } from '../clock.js';
import type { Database, Rows } from '../database/database.js';
import { OneAtATime } from '../database/one-at-a-time.js';
import { latest } from '../ledger/checkpointing.js';
import { splitNote } from '../ledger/signed-note.js';
import { TimeStampRefused, timeStampRequest, verifyTimeStamp } from './time-stamp.js';

/** Which authority is asked, and whose certificates are believed. */
export interface Authority {
  readonly url: string;
  readonly trusted: readonly Certificate[];
}

/** The newest time-stamp, for whoever keeps the program running. */
export interface TimeStampStanding {
  /** Events in the checkpoint that was stamped last; 0 before the first. */
  readonly size: number;
  /** When, by the authority's clock: RFC 3339, UTC; undefined before the first. */
  readonly stampedAt: string | undefined;
  /** Why the last attempt failed; undefined when it did not. */
  readonly problem: string | undefined;
}

/** Machine time. */
const LOOK_EVERY_MS = 10 * 60 * 1000;
const STAMP_EVERY_MS = 24 * 3600 * 1000;
const WITHIN_MS = 20_000;
const ANSWER_LIMIT = 64 * 1024;

/**
 * Once a day, has an authority elsewhere stamp the newest checkpoint's text (RFC 3161), and keeps the answer when it
 * holds: whatever that checkpoint covers was there by then, whoever had the keys later.
 */
export class TimeStamping {
  private readonly turns = new OneAtATime();
  private timer: NodeJS.Timeout | undefined;
  private failure: string | undefined;

  constructor(
    private readonly parts: {
      readonly database: Database;
      readonly clock: Clock;
      /** Undefined where none was set: then nobody is asked. */
      readonly authority: Authority | undefined;
    },
  ) {}

  /** Now, and every ten minutes until it is stopped: what failed is tried again. */
  begin(): void {
    if (!this.parts.authority) return;
    this.timer = setInterval(() => void this.tick(), LOOK_EVERY_MS);
    this.timer.unref();
    void this.tick();
  }

  /** Has the newest checkpoint stamped if the last time was a day ago. Never throws. */
  tick(): Promise<void> {
    return this.turns.run(async () => {
      try {
        await this.stampIfDue();
        this.failure = undefined;
      } catch (error) {
        this.failure = error instanceof TimeStampRefused ? error.reason : 'unreachable';
      }
    });
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.turns.idle();
  }

  async standing(): Promise<TimeStampStanding> {
    const last = await lastStamp(this.parts.database.read);
    return { size: last?.size ?? 0, stampedAt: last?.stamped_at, problem: this.failure };
  }

  private async stampIfDue(): Promise<void> {
    const { authority, database, clock } = this.parts;
    const head = await latest(database.read);
    const last = await lastStamp(database.read);
    if (!authority || !head || head.size === last?.size) return;
    if (last && clock.machine().getTime() < Date.parse(last.stamped_at) + STAMP_EVERY_MS) return;
    const { text } = splitNote(head.note);
    const { der, nonce } = timeStampRequest(text);
    const response = await answered(authority.url, der);
    const time = await verifyTimeStamp(response, text, authority.trusted, nonce);
    await database.write((tx) =>
      tx.query(
        'INSERT INTO time_stamp (size, stamped_at, response) VALUES (?, ?, ?) ON CONFLICT (size) DO NOTHING',
        [head.size, time.toISOString(), response],
      ),
    );
  }
}

/** A response as it came, DER: what `data/ledger/tokens/<size>.tsr` of a bag is. */
export async function timeStampAt(rows: Rows, size: number): Promise<Buffer | undefined> {
  const [row] = await rows.query<{ response: Buffer }>('SELECT response FROM time_stamp WHERE size = ?', [
    size,
  ]);
  return row?.response;
}

async function lastStamp(rows: Rows): Promise<{ size: number; stamped_at: string } | undefined> {
  const [row] = await rows.query<{ size: number; stamped_at: string }>(
    'SELECT size, stamped_at FROM time_stamp ORDER BY size DESC LIMIT 1',
  );
  return row;
}

async function answered(url: string, request: Buffer): Promise<Buffer> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
    body: new Uint8Array(request),
    redirect: 'error',
    signal: AbortSignal.timeout(WITHIN_MS),
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  if (answer.status !== 200 || bytes.length > ANSWER_LIMIT) throw new TimeStampRefused('malformed');
  return bytes;
}
