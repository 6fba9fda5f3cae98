import type { Transaction } from '../../database/database.js';

/** Ends all tokens of a person, or of everybody. */
export async function revokeTokens(tx: Transaction, person?: string): Promise<void> {
  if (person === undefined) await tx.query('DELETE FROM api_token');
  else await tx.query('DELETE FROM api_token WHERE person = ?', [person]);
}
