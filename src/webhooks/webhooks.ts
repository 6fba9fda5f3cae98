import { Webhook } from 'standardwebhooks';
import type { Clock } from '../clock.js';
import type { Database, Rows } from '../database/database.js';
import { parseCheckpoint } from '../ledger/checkpoint.js';
import { publishedAfter, publishedNote } from '../ledger/cosigned-notes.js';
import { splitNote } from '../ledger/signed-note.js';
import { postSafely } from './post-safely.js';
import type { Subscriber, Subscriptions } from './subscribers-file.js';

/** Machine time. */
const LOOK_EVERY_MS = 5000;
/** How many a subscriber is told of at one look, where it has fallen behind. */
const AT_ONE_LOOK = 100;
const LONGEST_WAIT_MS = 3600 * 1000;

interface Waiting {
  readonly until: number;
  readonly failures: number;
}

/** How a subscriber stands, for whoever keeps the program running. */
export interface SubscriberStanding {
  readonly name: string;
  /** Events in the newest checkpoint that it has taken. */
  readonly size: number;
  readonly failures: number;
}

/**
 * Tells subscribers of new checkpoints, as Standard Webhooks has it: `ledger.checkpoint` with the signed note. Each has a
 * position of its own: the first that it takes is the newest, and after that it is told of every one in turn, so that
 * what it keeps has no gaps. It reads the ledger from outside: an append never waits for it. A delivery that a crash cut off comes again, under the
 * same `webhook-id`.
 */
export class Webhooks {
  private timer: NodeJS.Timeout | undefined;
  private readonly sending = new Map<string, Promise<void>>();
  private readonly waiting = new Map<string, Waiting>();
  /** Why the database could not be read or written last time; undefined when it could. */
  problem: unknown;

  constructor(
    private readonly parts: {
      readonly database: Database;
      readonly clock: Clock;
      readonly subscriptions: Subscriptions;
    },
  ) {}

  /** Looks every five seconds until it is stopped. */
  begin(): void {
    if (this.parts.subscriptions.subscribers.length === 0) return;
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS);
    this.timer.unref();
  }

  /** Tells whoever has not taken all checkpoints, and whose turn it is. Never throws. */
  async tick(): Promise<void> {
    this.look();
    await Promise.all(this.sending.values());
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await Promise.all(this.sending.values());
  }

  standings(): Promise<SubscriberStanding[]> {
    const { database, subscriptions } = this.parts;
    return Promise.all(
      subscriptions.subscribers.map(async ({ name }) => ({
        name,
        size: (await positionOf(database.read, name)) ?? 0,
        failures: this.waiting.get(name)?.failures ?? 0,
      })),
    );
  }

  private look(): void {
    const now = this.parts.clock.machine().getTime();
    for (const subscriber of this.parts.subscriptions.subscribers) {
      const { name } = subscriber;
      if (this.sending.has(name) || now < (this.waiting.get(name)?.until ?? 0)) continue;
      const done = this.tellAll(subscriber)
        .catch((error: unknown) => {
          this.problem = error;
        })
        .finally(() => this.sending.delete(name));
      this.sending.set(name, done);
    }
  }

  private async tellAll(subscriber: Subscriber): Promise<void> {
    for (let told = 0; told < AT_ONE_LOOK; told += 1) {
      const position = await positionOf(this.parts.database.read, subscriber.name);
      const { read } = this.parts.database;
      const note = position === undefined ? await publishedNote(read) : await publishedAfter(read, position);
      if (note === undefined || !(await this.tell(subscriber, note))) return;
    }
  }

  /** @returns whether it was taken */
  private async tell(subscriber: Subscriber, note: string): Promise<boolean> {
    const { database, clock } = this.parts;
    const { origin, size, root } = parseCheckpoint(splitNote(note).text);
    const now = clock.machine();
    const id = `checkpoint-${size}-${root.toString('hex', 0, 8)}`;
    const data = { origin, size, root: root.toString('base64'), checkpoint: note };
    const body = JSON.stringify({ type: 'ledger.checkpoint', timestamp: now.toISOString(), data });
    const taken = await this.taken(subscriber, id, now, body);
    if (!taken) {
      this.wait(subscriber.name, now.getTime());
      return false;
    }
    this.waiting.delete(subscriber.name);
    await database.write((tx) =>
      tx.query(
        `INSERT INTO webhook_position (subscriber, size) VALUES (?, ?)
         ON CONFLICT (subscriber) DO UPDATE SET size = excluded.size WHERE excluded.size > webhook_position.size`,
        [subscriber.name, size],
      ),
    );
    this.problem = undefined;
    return true;
  }

  private async taken({ url, secret }: Subscriber, id: string, now: Date, body: string): Promise<boolean> {
    const headers = {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(id, now, body),
    };
    try {
      const status = await postSafely(url, headers, body, this.parts.subscriptions.allowedHosts);
      return status >= 200 && status < 300;
    } catch {
      // Not there, too slow, or at an address that may not be reached: it is tried again, and counted.
      return false;
    }
  }

  private wait(name: string, now: number): void {
    const failures = (this.waiting.get(name)?.failures ?? 0) + 1;
    this.waiting.set(name, {
      failures,
      until: now + Math.min(LOOK_EVERY_MS * 2 ** failures, LONGEST_WAIT_MS),
    });
  }
}

/** Undefined before it has taken the first. */
async function positionOf(rows: Rows, subscriber: string): Promise<number | undefined> {
  const [row] = await rows.query<{ size: number }>('SELECT size FROM webhook_position WHERE subscriber = ?', [
    subscriber,
  ]);
  return row?.size;
}
