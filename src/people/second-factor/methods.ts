import type { Rows } from '../../database/database.js';

/** By what a person can prove more than a password does. */
export type Method = 'totp' | 'passkey' | 'recovery-code';

/** What this person has set up. A recovery code stands in for what was lost, so it is none by itself. */
export async function methodsOf(rows: Rows, person: string): Promise<Method[]> {
  const found = await rows.query<{ method: Method }>(
    `SELECT 'totp' AS method FROM totp WHERE person = ?
      UNION SELECT 'passkey' FROM passkey WHERE person = ?
      UNION SELECT 'recovery-code' FROM recovery_code WHERE person = ?`,
    [person, person, person],
  );
  const methods = found.map(({ method }) => method).toSorted();
  return methods.some((method) => method !== 'recovery-code') ? methods : [];
}
