import { randomBytes } from 'node:crypto';
import { sha256Hex } from '../canonical/digest.js';
import type { Database, Rows, Transaction } from '../database/database.js';
import { anyAccount } from '../people/sign-in/accounts.js';
import { SetupRefused } from './refusals.js';

/**
 * The token of the first start; undefined once there is an account. Only its digest is kept, and an earlier one
 * that was not used ends: the newest line on the console is the one that counts.
 */
export async function issueSetupToken(database: Database, now: Date): Promise<string | undefined> {
  if (await anyAccount(database.read)) return undefined;
  const token = randomBytes(32).toString('base64url');
  await database.write(async (tx) => {
    await tx.query('DELETE FROM setup_token WHERE used_at IS NULL');
    await tx.query('INSERT INTO setup_token (token_digest, created_at, used_at) VALUES (?, ?, NULL)', [
      sha256Hex(token),
      now.toISOString(),
    ]);
  });
  return token;
}

/** @throws SetupRefused for a token that was not issued, or was used */
export async function refuseUnlessIssued(rows: Rows, token: string): Promise<void> {
  const found = await rows.query(
    'SELECT 1 AS one FROM setup_token WHERE token_digest = ? AND used_at IS NULL',
    [sha256Hex(token)],
  );
  if (found.length === 0) throw new SetupRefused();
}

/** Uses the token up, with whatever else this transaction does. @throws SetupRefused */
export async function useUp(tx: Transaction, token: string, now: Date): Promise<void> {
  await refuseUnlessIssued(tx, token);
  await tx.query('UPDATE setup_token SET used_at = ? WHERE token_digest = ?', [
    now.toISOString(),
    sha256Hex(token),
  ]);
}
