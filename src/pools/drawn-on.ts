import type { DrawnOnFacts } from '../../workflows/other-subjects.js';
import type { JsonObject } from '../canonical/canonical-json.js';
import type { Rows } from '../database/database.js';
import type { Standpoint } from '../road/room.js';
import type { Pool } from './pool.js';

/** The first checkpoint over the announcement of a draw; undefined where there is no such draw, or none is signed yet. */
export async function drawnOnFacts(
  rows: Rows,
  subject: string,
  { state }: Standpoint,
  { draw: id }: JsonObject,
): Promise<DrawnOnFacts | undefined> {
  const draw = (state as Pool | undefined)?.draws.find(({ draw: one }) => one === id);
  if (!draw) return undefined;
  const [event] = await rows.query<{ seq: number }>(
    'SELECT seq FROM event WHERE subject = ? AND version = ?',
    [subject, draw.announcedAt],
  );
  if (!event) return undefined;
  const [first] = await rows.query<{ size: number; root: Buffer }>(
    'SELECT size, root FROM checkpoint WHERE size > ? ORDER BY size LIMIT 1',
    [event.seq],
  );
  return first && { announced: event.seq, size: first.size, root: first.root.toString('hex') };
}
