import type { DrawFacts } from '../../workflows/other-subjects.js';
import type { Rows } from '../database/database.js';
import { eventAt } from '../ledger/reading.js';
import type { Standpoint } from '../road/room.js';
import type { DrawHeld, Pool } from './pool.js';

/**
 * The last draw held for a decision that had this expert among its candidates, and who came before in the order of the
 * lots; undefined where there was none.
 * @param standpoint of the pool
 */
export async function drawFacts(
  rows: Rows,
  pool: string,
  { state, version }: Standpoint,
  { decision, expert }: { readonly decision: string; readonly expert: string },
): Promise<DrawFacts | undefined> {
  const draws = ((state as Pool | undefined)?.draws ?? []).filter(
    (one) => one.status === 'held' && `decision/${one.decision}` === decision,
  );
  if (draws.length === 0) return undefined;
  const held = await rows.query<{ seq: number }>(
    "SELECT seq FROM event WHERE subject = ? AND version <= ? AND type = 'DrawHeld' ORDER BY version DESC",
    [pool, version],
  );
  for (const { seq } of held) {
    const event = await eventAt(rows, seq);
    const { draw, order = [] } = (event?.leaf.data.payload ?? {}) as Partial<DrawHeld>;
    const { count } = draws.find((one) => one.draw === draw) ?? {};
    const place = order.indexOf(expert);
    if (draw !== undefined && count !== undefined && place >= 0)
      return { draw, position: version, count, before: order.slice(0, place) };
  }
  return undefined;
}
