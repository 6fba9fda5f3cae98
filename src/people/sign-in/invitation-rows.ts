import { randomBytes } from 'node:crypto';
import { sha256Hex } from '../../canonical/digest.js';
import type { Rows, Transaction } from '../../database/database.js';
import { InvitationRefused } from '../refusals.js';

/** Handed to a person on paper or by hand, once: whoever has it chooses the password of that account. */
export interface Invitation {
  readonly token: string;
  readonly expiresAt: string;
}

const A_WEEK = 7 * 24 * 3600 * 1000;

export function newInvitation(now: Date): Invitation {
  const expiresAt = new Date(now.getTime() + A_WEEK).toISOString();
  return { token: randomBytes(32).toString('base64url'), expiresAt };
}

/** Only its digest is kept; an earlier one of the same person ends. */
export async function keepInvitation(
  tx: Transaction,
  person: string,
  { token, expiresAt }: Invitation,
  now: Date,
): Promise<void> {
  await withdrawInvitation(tx, person);
  await tx.query(
    'INSERT INTO invitation (person, token_digest, created_at, expires_at) VALUES (?, ?, ?, ?)',
    [person, sha256Hex(token), now.toISOString(), expiresAt],
  );
}

/** Whose invitation it is. @throws InvitationRefused */
export async function invited(rows: Rows, token: string, now: Date): Promise<string> {
  const [row] = await rows.query<{ person: string }>(
    'SELECT person FROM invitation WHERE token_digest = ? AND expires_at > ?',
    [sha256Hex(token), now.toISOString()],
  );
  if (!row) throw new InvitationRefused();
  return row.person;
}

export async function withdrawInvitation(tx: Transaction, person: string): Promise<void> {
  await tx.query('DELETE FROM invitation WHERE person = ?', [person]);
}
