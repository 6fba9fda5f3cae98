import type { Rows } from '../database/database.js';
import { dateInShanghai } from '../engine/civil-date.js';
import { eventsOf, type StoredEvent } from '../ledger/reading.js';
import { retainedUntil, RETENTION_PERIODS, type RetentionPeriod } from '../../workflows/retention.js';
import type { RetentionShown } from './views/decision-shown.js';

/**
 * How long the file of a decision is kept: what its body had set when it was archived, and until when. Undefined while
 * it is not archived, or where the body had set nothing by then.
 */
export async function readRetention(
  rows: Rows,
  body: string,
  events: readonly StoredEvent[],
): Promise<RetentionShown | undefined> {
  const archived = events.findLast(({ type }) => type === 'DecisionArchived');
  if (!archived) return undefined;
  const set = (await eventsOf(rows, `unit/${body}`)).findLast(
    ({ type, seq }) => type === 'RetentionPeriodSet' && seq < archived.seq,
  );
  if (!set) return undefined;
  const period = set.leaf.data.payload['period'] as RetentionPeriod;
  const on = archived.leaf.data.evidenced?.date ?? dateInShanghai(archived.time);
  const until = retainedUntil(on.slice(0, 10), period);
  return { period: RETENTION_PERIODS[period], ...(until !== undefined && { until }) };
}
