import { z } from 'zod';
import type { Row, Rows, SqlValue } from '../database/database.js';
import { joinPayload } from '../engine/disclosed-fields.js';
import { eventsOf } from '../ledger/reading.js';
import { namesAndPosts } from '../people/directory.js';

/** How an emergency reading is shown, wherever it is. Times are RFC 3339 in UTC. */
export const readingShown = z.strictObject({
  id: z.string(),
  decision: z.string(),
  body: z.string(),
  reader: z.string(),
  name: z.string(),
  post: z.string(),
  reason: z.string(),
  hours: z.int(),
  status: z.enum(['asked', 'open', 'refused', 'ended', 'over']).describe('over: its hours are up'),
  askedAt: z.string(),
  decidedBy: z.string().nullable(),
  until: z.string().nullable(),
  endedAt: z.string().nullable(),
  /** How often something was read under it, as the access log counts. */
  readings: z.int(),
});
export type ReadingShown = z.infer<typeof readingShown>;

interface Kept extends Row {
  readonly id: string;
  readonly decision: string;
  readonly body: string;
  readonly reader: string;
  readonly hours: number;
  readonly status: 'asked' | 'open' | 'refused' | 'ended';
  readonly asked_at: string;
  readonly decided_by: string | null;
  readonly until: string | null;
  readonly ended_at: string | null;
}

/** As a row of the access log names the reading under which something was read. */
export const codeOf = (reading: string): string => `reading/${reading}`;

/** The emergency reading by which this person may read this decision now. @param now RFC 3339 in UTC, legal time */
export async function openReading(
  rows: Rows,
  person: string,
  decision: string,
  now: string,
): Promise<{ readonly id: string; readonly body: string } | undefined> {
  const [open] = await rows.query<{ id: string; body: string }>(
    `SELECT id, body FROM emergency_reading
      WHERE decision = ? AND reader = ? AND status = 'open' AND until > ? ORDER BY until DESC LIMIT 1`,
    [decision, person, now],
  );
  return open;
}

/** Every emergency reading of a decision, the latest first. */
export function readingsOf(rows: Rows, decision: string, now: string): Promise<ReadingShown[]> {
  return shown(rows, 'decision = ?', [decision], now);
}

/** What somebody has asked for, and what was asked of these bodies: the latest 100. */
export function readingsFor(
  rows: Rows,
  person: string,
  bodies: readonly string[],
  now: string,
): Promise<ReadingShown[]> {
  const marks = bodies.map(() => '?').join(', ') || 'NULL';
  return shown(rows, `reader = ? OR body IN (${marks})`, [person, ...bodies], now);
}

/** What waits for a second person of these bodies, the oldest first, at most 50. */
export async function waitingReadings(rows: Rows, bodies: readonly string[]) {
  if (bodies.length === 0) return [];
  const kept = await rows.query<Pick<Kept, 'id' | 'reader' | 'hours'>>(
    `SELECT id, reader, hours FROM emergency_reading
      WHERE status = 'asked' AND body IN (${bodies.map(() => '?').join(', ')}) ORDER BY asked_at, id LIMIT 50`,
    [...bodies],
  );
  const names = await namesAndPosts(rows, [...new Set(kept.map(({ reader }) => reader))]);
  return kept.map((one) => ({ ...one, name: names.get(one.reader)?.name ?? one.reader }));
}

async function shown(
  rows: Rows,
  where: string,
  values: readonly SqlValue[],
  now: string,
): Promise<ReadingShown[]> {
  const kept = await rows.query<Kept>(
    `SELECT id, decision, body, reader, hours, status, asked_at, decided_by, until, ended_at
       FROM emergency_reading WHERE ${where} ORDER BY asked_at DESC, id DESC LIMIT 100`,
    [...values],
  );
  const names = await namesAndPosts(rows, [...new Set(kept.map(({ reader }) => reader))]);
  const all: ReadingShown[] = [];
  for (const { asked_at: askedAt, decided_by: decidedBy, ended_at: endedAt, status, ...one } of kept) {
    const isOver = status === 'open' && one.until !== null && one.until <= now;
    const { name = '', post = '' } = names.get(one.reader) ?? {};
    const readings = await countOf(rows, one.decision, one.id);
    const reason = await reasonOf(rows, one.id);
    const is = isOver ? ('over' as const) : status;
    all.push({ ...one, name, post, reason, status: is, askedAt, decidedBy, endedAt, readings });
  }
  return all;
}

async function reasonOf(rows: Rows, id: string): Promise<string> {
  const [asked] = await eventsOf(rows, `reading/${id}`, 0, 1);
  if (!asked)
    throw new Error(`reading/${id} is projected, and is not in the ledger: run \`chengxu rebuild\`.`);
  return String(joinPayload(asked.leaf.data.payload, asked.disclosures)['reason'] ?? '');
}

async function countOf(rows: Rows, decision: string, id: string): Promise<number> {
  const [row] = await rows.query<{ n: number | string | null }>(
    'SELECT sum(count) AS n FROM access_log WHERE decision = ? AND code = ?',
    [decision, codeOf(id)],
  );
  return Number(row?.n ?? 0);
}
