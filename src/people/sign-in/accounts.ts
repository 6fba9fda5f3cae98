import { z } from 'zod';
import type { Rows, Transaction } from '../../database/database.js';
import { UsernameTaken } from '../refusals.js';

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

/** Also ends every session of that person: whoever had the old password is out. */
export async function setPassword(
  tx: Transaction,
  { person, passwordHash }: Account,
  now: Date,
): Promise<void> {
  await tx.query('UPDATE account SET password_hash = ?, password_set_at = ? WHERE person = ?', [
    passwordHash,
    now.toISOString(),
    person,
  ]);
  await tx.query('DELETE FROM session WHERE person = ?', [person]);
}
