import { randomBytes } from 'node:crypto';
import { Secret } from 'otpauth';
import { sha256Hex } from '../../canonical/digest.js';
import type { Transaction } from '../../database/database.js';

const CODES = 10;
/** Eighty bits each: no guessing reaches them, so a plain digest keeps them well. */
const BYTES = 10;

/** New codes for when the second factor is lost, instead of those of before. Shown once; digests are kept. */
export async function renewRecoveryCodes(tx: Transaction, person: string): Promise<string[]> {
  await tx.query('DELETE FROM recovery_code WHERE person = ?', [person]);
  const codes = Array.from({ length: CODES }, () => {
    const { base32 } = new Secret({ buffer: Uint8Array.from(randomBytes(BYTES)).buffer });
    return base32.toLowerCase().replace(/(.{4})(?=.)/g, '$1-');
  });
  for (const code of codes)
    await tx.query('INSERT INTO recovery_code (code_digest, person) VALUES (?, ?)', [digestOf(code), person]);
  return codes;
}

/** Uses a code up. @returns false for one that is wrong or was used */
export async function takeRecoveryCode(tx: Transaction, person: string, code: string): Promise<boolean> {
  const known = await tx.query('SELECT 1 AS one FROM recovery_code WHERE code_digest = ? AND person = ?', [
    digestOf(code),
    person,
  ]);
  await tx.query('DELETE FROM recovery_code WHERE code_digest = ? AND person = ?', [digestOf(code), person]);
  return known.length > 0;
}

/** However it was typed: in capitals, without dashes, with spaces. */
const digestOf = (code: string): string => sha256Hex(code.toLowerCase().replaceAll(/[\s-]/g, ''));
