import type { Rows } from '../database/database.js';
import { disclosureDigest } from './disclosure.js';
import { type HeadRow, headFrom, type StoredHead } from './head-row.js';

export type EventRow = {
  seq: number;
  id: string;
  subject: string;
  version: number;
  type: string;
  time: string;
  leaf_hash: Buffer;
  bytes: Buffer;
};
export type DisclosureRow = { seq: number; digest: string; encoded: string };

/** A stretch of the log as it stands in the database, believed in nothing. */
export interface Page {
  readonly events: readonly EventRow[];
  /** By position of the event. */
  readonly disclosures: ReadonlyMap<number, readonly DisclosureRow[]>;
  /** Kept tree nodes that this stretch completes, by `level/index`. */
  readonly nodes: ReadonlyMap<string, Buffer>;
}

/** What the database says of the whole ledger, at one moment. */
export interface Summary {
  /** One more than the largest position that there is. */
  readonly events: number;
  /** Undefined when there is none that can be read. */
  readonly head: HeadRow | undefined;
  /** The largest checkpoint there was when we looked; larger ones may be signed while we read. */
  readonly signed: number;
}

export async function readSummary(rows: Rows): Promise<Summary> {
  // First this: an event that it covers cannot come later.
  const [checkpoints] = await rows.query<{ signed: number }>(
    'SELECT coalesce(max(size), 0) AS signed FROM checkpoint',
  );
  const [row] = await rows.query<{ events: number } & StoredHead>(
    `SELECT (SELECT coalesce(max(seq) + 1, 0) FROM event) AS events, size, compact_range, last_time
     FROM (SELECT 1 AS one) AS always LEFT JOIN ledger_head ON id = one`,
  );
  return { events: row?.events ?? 0, head: row && headOrNothing(row), signed: checkpoints?.signed ?? 0 };
}

function headOrNothing(row: StoredHead): HeadRow | undefined {
  try {
    return headFrom(row);
  } catch {
    return undefined;
  }
}

/** Reads events [from, to) with what belongs to them. */
export async function readPage(rows: Rows, from: number, to: number): Promise<Page> {
  const events = await rows.query<EventRow>(
    `SELECT seq, id, subject, version, type, time, leaf_hash, bytes FROM event
     WHERE seq >= ? AND seq < ? ORDER BY seq`,
    [from, to],
  );
  return {
    events,
    disclosures: await readDisclosures(rows, from, to),
    nodes: await readNodes(rows, from, to),
  };
}

/** Whether the text is the one that the digest in a leaf stands for. */
export const isDisclosureOf = (row: DisclosureRow, digest: string): boolean =>
  row.digest === digest && disclosureDigest(row.encoded) === digest;

async function readDisclosures(rows: Rows, from: number, to: number): Promise<Map<number, DisclosureRow[]>> {
  const found = await rows.query<DisclosureRow>(
    'SELECT seq, digest, encoded FROM disclosure WHERE seq >= ? AND seq < ? ORDER BY seq',
    [from, to],
  );
  const bySeq = new Map<number, DisclosureRow[]>();
  for (const row of found) bySeq.set(row.seq, [...(bySeq.get(row.seq) ?? []), row]);
  return bySeq;
}

async function readNodes(rows: Rows, from: number, to: number): Promise<Map<string, Buffer>> {
  const nodes = new Map<string, Buffer>();
  for (let level = 1, width = 2; width <= to; level += 1, width *= 2) {
    const [first, end] = [Math.floor(from / width), Math.floor(to / width)];
    if (first === end) continue;
    const found = await rows.query<{ idx: number; hash: Buffer }>(
      'SELECT idx, hash FROM ledger_node WHERE level = ? AND idx >= ? AND idx < ?',
      [level, first, end],
    );
    for (const { idx, hash } of found) nodes.set(`${level}/${idx}`, hash);
  }
  return nodes;
}
