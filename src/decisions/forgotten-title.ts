import type { Transaction } from '../database/database.js';

/** The one disclosed value that the list of decisions copies: where it was removed, the list loses it too. */
export async function forgetTitle(tx: Transaction, subject: string): Promise<void> {
  const id = subject.slice('decision/'.length);
  await tx.query("UPDATE decision_projection SET title = '' WHERE id = ?", [id]);
}
