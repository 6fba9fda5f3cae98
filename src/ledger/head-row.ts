import type { Rows } from '../database/database.js';
import { CompactRange, type CompactRangeJson } from './tree.js';

/** The ledger's one row: how far it goes, and what is needed to go on from there. */
export interface HeadRow {
  readonly range: CompactRange;
  /** Recorded time of the last event; '' before the first. */
  readonly lastTime: string;
}

export type StoredHead = { size: number; compact_range: string; last_time: string };

/** @throws RangeError when the row is not one that this program wrote. */
export async function readHead(rows: Rows): Promise<HeadRow> {
  const [row] = await rows.query<StoredHead>(
    'SELECT size, compact_range, last_time FROM ledger_head WHERE id = 1',
  );
  if (!row) throw new RangeError('The ledger has lost its head row.');
  return headFrom(row);
}

/** @throws RangeError, SyntaxError, TypeError when the row is not one that this program wrote. */
export function headFrom(row: StoredHead): HeadRow {
  const kept: CompactRangeJson = row.compact_range === '' ? NOTHING : JSON.parse(row.compact_range);
  const range = CompactRange.fromJson(kept);
  if (range.size !== row.size) throw new RangeError("The ledger's head row contradicts itself.");
  return { range, lastTime: row.last_time };
}

const NOTHING: CompactRangeJson = { size: 0, nodes: [] };

export async function writeHead(rows: Rows, head: HeadRow): Promise<void> {
  await rows.query('UPDATE ledger_head SET size = ?, compact_range = ?, last_time = ? WHERE id = 1', [
    head.range.size,
    JSON.stringify(head.range.toJson()),
    head.lastTime,
  ]);
}
