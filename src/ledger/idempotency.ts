import type { Json } from '../canonical/canonical-json.js';
import type { Rows } from '../database/database.js';
import type { Idempotency } from './append-command.js';
import { IdempotencyKeyReused } from './refusals.js';

/** How long a repeated key gets its stored answer, in machine time. */
const KEPT_FOR_MS = 30 * 24 * 3600 * 1000;

export interface Remembered {
  readonly seq: number;
  readonly binding: boolean;
  readonly answer: Json;
}

type Stored = { request_digest: string; seq: number; binding: number; answer: string; expires_at: string };

/**
 * What was answered to this key before; undefined when it is new or its 30 days are over.
 * @throws IdempotencyKeyReused when it stands for another request.
 */
export async function recall(rows: Rows, asked: Idempotency, now: Date): Promise<Remembered | undefined> {
  const [stored] = await rows.query<Stored>(
    'SELECT request_digest, seq, binding, answer, expires_at FROM idempotency WHERE actor = ? AND key = ?',
    [asked.actor, asked.key],
  );
  if (!stored || stored.expires_at <= now.toISOString()) return undefined;
  if (stored.request_digest !== asked.requestDigest) throw new IdempotencyKeyReused(asked.key);
  const answer: Json = JSON.parse(stored.answer);
  return { seq: stored.seq, binding: stored.binding === 1, answer };
}

/** Keeps the answer, in the transaction that records the event. An expired row of the same key gives way. */
export async function remember(rows: Rows, asked: Idempotency, what: Remembered, now: Date): Promise<void> {
  await rows.query(
    `INSERT INTO idempotency (actor, key, request_digest, seq, binding, answer, expires_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (actor, key) DO UPDATE SET request_digest = excluded.request_digest, seq = excluded.seq,
       binding = excluded.binding, answer = excluded.answer, expires_at = excluded.expires_at`,
    [
      asked.actor,
      asked.key,
      asked.requestDigest,
      what.seq,
      what.binding ? 1 : 0,
      JSON.stringify(what.answer),
      new Date(now.getTime() + KEPT_FOR_MS).toISOString(),
    ],
  );
}

/** Removes rows whose days are over. */
export async function forgetExpired(rows: Rows, now: Date): Promise<void> {
  await rows.query('DELETE FROM idempotency WHERE expires_at <= ?', [now.toISOString()]);
}
