import type { Transaction } from '../database/database.js';
import { eventAt } from '../ledger/reading.js';

/** The one disclosed value that a catalogue's items copy: where it is to be erased, they lose it too. */
export async function forgetItemName(tx: Transaction, digest: string, seq: number): Promise<void> {
  const event = await eventAt(tx, seq);
  const [kind, id] = event?.subject.split('/') ?? [];
  const name = event?.disclosures.find((one) => one.digest === digest)?.value;
  if (kind !== 'catalogue' || id === undefined || typeof name !== 'string') return;
  await tx.query("UPDATE catalogue_item SET name = '' WHERE catalogue = ? AND name = ?", [id, name]);
}
