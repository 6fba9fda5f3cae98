import { z } from 'zod';
import type { Rows, Transaction } from '../../database/database.js';
import { revokeTokens } from '../api-tokens/token-rows.js';
import { UsernameTaken } from '../refusals.js';
import { withdrawInvitation } from './invitation-rows.js';
import { endSessions } from './sessions.js';

/** Letters and digits of any script, compared without case and in one normal form. */
export const username = z
  .string()
  .max(200)
  .transform((name) => name.normalize('NFKC').toLowerCase())
  .pipe(
    z.string().regex(/^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]{1,63}$/u, '2 to 64 letters, digits, dots, dashes'),
  );

export interface Account {
  readonly person: string;
  readonly passwordHash: string;
}

/** @param name in the form that `username` gives */
export async function findAccount(rows: Rows, name: string): Promise<Account | undefined> {
  const [row] = await rows.query<{ person: string; password_hash: string }>(
    'SELECT person, password_hash FROM account WHERE username = ?',
    [name],
  );
  return row && { person: row.person, passwordHash: row.password_hash };
}

export async function usernameOf(rows: Rows, person: string): Promise<string | undefined> {
  const [row] = await rows.query<{ username: string }>('SELECT username FROM account WHERE person = ?', [
    person,
  ]);
  return row?.username;
}

export async function anyAccount(rows: Rows): Promise<boolean> {
  return (await rows.query('SELECT 1 AS one FROM account LIMIT 1')).length > 0;
}

/** @throws UsernameTaken */
export async function createAccount(
  tx: Transaction,
  account: Account & { readonly username: string },
  now: Date,
): Promise<void> {
  if (await findAccount(tx, account.username)) throw new UsernameTaken();
  const time = now.toISOString();
  await tx.query(
    'INSERT INTO account (person, username, password_hash, created_at, password_set_at) VALUES (?, ?, ?, ?, ?)',
    [account.person, account.username, account.passwordHash, time, time],
  );
}

/** Hashes of the passwords that this person had, the present one first. */
export async function earlierPasswords(rows: Rows, person: string): Promise<string[]> {
  const [present] = await rows.query<{ password_hash: string }>(
    'SELECT password_hash FROM account WHERE person = ?',
    [person],
  );
  const before = await rows.query<{ password_hash: string }>(
    'SELECT password_hash FROM password_history WHERE person = ? ORDER BY replaced_at DESC',
    [person],
  );
  return [...(present ? [present] : []), ...before].map(({ password_hash }) => password_hash);
}

/**
 * Also ends every session, token and invitation of that person: whoever had the old password is out.
 * @param history how many passwords of before are kept, as hashes, to be known again
 */
export async function setPassword(
  tx: Transaction,
  { person, passwordHash }: Account,
  now: Date,
  history: number,
): Promise<void> {
  const time = now.toISOString();
  await tx.query('DELETE FROM password_history WHERE person = ? AND replaced_at = ?', [person, time]);
  if (history > 1)
    await tx.query(
      'INSERT INTO password_history (person, replaced_at, password_hash) SELECT person, ?, password_hash FROM account WHERE person = ?',
      [time, person],
    );
  await tx.query(
    `DELETE FROM password_history WHERE person = ? AND replaced_at NOT IN
       (SELECT replaced_at FROM password_history WHERE person = ? ORDER BY replaced_at DESC LIMIT ${Math.max(history - 1, 0)})`,
    [person, person],
  );
  await tx.query('UPDATE account SET password_hash = ?, password_set_at = ? WHERE person = ?', [
    passwordHash,
    time,
    person,
  ]);
  await withdrawInvitation(tx, person);
  await endSessions(tx, person);
  await revokeTokens(tx, person);
}
