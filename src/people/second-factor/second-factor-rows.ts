import type { Transaction } from '../../database/database.js';

/** Everything by which a person proves more than a password does. */
export async function removeSecondFactors(tx: Transaction, person: string): Promise<void> {
  for (const table of ['totp', 'recovery_code', 'passkey', 'second_factor_failures'])
    await tx.query(`DELETE FROM ${table} WHERE person = ?`, [person]);
}
