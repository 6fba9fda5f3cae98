import { createHash } from 'node:crypto';
import { canonicalize } from '../canonical/canonical-json.js';
import type { Rows, Transaction } from '../database/database.js';

/** Somebody was refused, or an auditor read; `more`: what one person did beyond what is told row by row. */
export type What = 'refused' | 'read' | 'more';

/** One thing that is noted. */
export interface Access {
  readonly actor: string;
  readonly what: What;
  /** Id of the decision; '' where rows were run together, and where all decisions of a body were read at once. */
  readonly decision: string;
  /** Event type of the attempt, or the route that was read; a single paper's with its digest. */
  readonly type: string;
  /** Of the refusal; '' for a reading, `reading/{id}` for one under an emergency reading. */
  readonly code: string;
  /** Ids of the requirements that were not met. */
  readonly requirements: readonly string[];
}

/** As it is kept: `time` of the first and `until` of the last of `count` times, RFC 3339 in UTC, legal time. */
export interface AccessRow extends Access {
  readonly row: number;
  readonly time: string;
  readonly until: string;
  readonly count: number;
}

interface Kept {
  readonly row: number;
  readonly time: string;
  readonly until: string;
  readonly actor: string;
  readonly what: What;
  readonly decision: string;
  readonly type: string;
  readonly code: string;
  readonly requirements: string;
  readonly count: number;
}

const COLUMNS = 'row, time, until, actor, what, decision, type, code, requirements, count';
const PAGE = 500;

export async function appendRows(tx: Transaction, rows: readonly Omit<AccessRow, 'row'>[]): Promise<void> {
  let next = (await rowCount(tx)) + 1;
  for (const { time, until, actor, what, decision, type, code, requirements, count } of rows) {
    await tx.query(`INSERT INTO access_log (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, [
      next,
      time,
      until,
      actor,
      what,
      decision,
      type,
      code,
      JSON.stringify(requirements),
      count,
    ]);
    next += 1;
  }
}

/** What is noted of one decision, oldest first, after this row. */
export async function rowsOf(
  rows: Rows,
  decision: string,
  after: number,
  limit: number,
): Promise<AccessRow[]> {
  const kept = await rows.query<Kept & Record<string, unknown>>(
    `SELECT ${COLUMNS} FROM access_log WHERE decision = ? AND row > ? ORDER BY row LIMIT ?`,
    [decision, after, limit],
  );
  return kept.map(opened);
}

/** The last attempts on a decision that were refused, oldest first, and how many rows came before these. */
export async function lastRefusals(
  rows: Rows,
  decision: string,
  limit: number,
): Promise<{ readonly rows: readonly AccessRow[]; readonly before: number }> {
  const kept = await rows.query<Kept & Record<string, unknown>>(
    `SELECT ${COLUMNS} FROM access_log WHERE decision = ? AND what = 'refused' ORDER BY row DESC LIMIT ?`,
    [decision, limit],
  );
  const [all] = await rows.query<{ n: number }>(
    "SELECT count(*) AS n FROM access_log WHERE decision = ? AND what = 'refused'",
    [decision],
  );
  return { rows: kept.map(opened).toReversed(), before: Number(all?.n ?? 0) - kept.length };
}

export async function rowCount(rows: Rows): Promise<number> {
  const [last] = await rows.query<{ count: number }>('SELECT coalesce(max(row), 0) AS count FROM access_log');
  return last?.count ?? 0;
}

/** How far a digest of the access log reaches: `digest` (hex, '' before the first) stands for the first `count` rows. */
export interface Anchor {
  readonly count: number;
  readonly digest: string;
}

/**
 * The digest over what follows an earlier one: SHA-256 over the earlier digest in hex, and each row as JCS, each on a
 * line of its own.
 * @param upTo the row to end with; the last there is, unless told
 */
export async function anchorAfter(rows: Rows, before: Anchor, upTo?: number): Promise<Anchor> {
  const limit = upTo ?? Number.MAX_SAFE_INTEGER;
  const digest = createHash('sha256').update(`${before.digest}\n`);
  let { count } = before;
  for (;;) {
    const page = await rows.query<Kept & Record<string, unknown>>(
      `SELECT ${COLUMNS} FROM access_log WHERE row > ? AND row <= ? ORDER BY row LIMIT ${PAGE}`,
      [count, limit],
    );
    for (const kept of page) digest.update(`${canonicalize({ ...opened(kept) })}\n`);
    count = page.at(-1)?.row ?? count;
    if (page.length < PAGE) return { count, digest: digest.digest('hex') };
  }
}

/** Read by name, and strictly: whatever else a row were made to say would be another digest. */
function opened({ row, time, until, actor, what, decision, type, code, requirements, count }: Kept) {
  const listed: unknown = JSON.parse(requirements);
  const ids = Array.isArray(listed) ? listed.map(String) : [];
  return { row, time, until, actor, what, decision, type, code, requirements: ids, count };
}
