import type { Rows } from '../database/database.js';
import { latest } from './checkpointing.js';
import { nodeLookup } from './node-store.js';
import { rootAt } from './proofs.js';
import { LogRolledBack } from './refusals.js';
import type { Signer } from './signer.js';

/**
 * Compares the database with what has been signed over it, before anything is added. It sees a database that was
 * put back or cut short; it is no verification: an altered leaf is for `chengxu verify` to find.
 * @throws LogRolledBack
 */
export async function refuseRolledBack(rows: Rows, signer: Signer): Promise<void> {
  // These first: another process may go on adding events while we look, which only makes the ledger longer.
  const signed = { size: signer.size(), root: signer.root() };
  const kept = await latest(rows);
  const [row] = await rows.query<{ size: number; events: number }>(
    'SELECT size, (SELECT coalesce(max(seq) + 1, 0) FROM event) AS events FROM ledger_head WHERE id = 1',
  );
  const { size, events } = row ?? { size: -1, events: 0 };
  if (size !== events) throw new LogRolledBack(`${events} events`, `its own head row counts ${size}`);
  if (kept) await refuseUnless(rows, size, kept, 'its newest checkpoint covers');
  await refuseUnless(rows, size, signed, 'the signer has signed');
}

/** The first `signed.size` events must be there, and be the ones that were signed. */
async function refuseUnless(rows: Rows, size: number, signed: { size: number; root: Buffer }, who: string) {
  const events = `${signed.size} events`;
  if (size < signed.size) throw new LogRolledBack(`${size} events`, `${who} ${events}`);
  if (signed.size === 0) return;
  const root = await rootAt(signed.size, nodeLookup(rows)).catch(() => undefined);
  if (!root?.equals(signed.root)) {
    throw new LogRolledBack(`other events among its first ${signed.size}`, `${who} ${events}`);
  }
}
