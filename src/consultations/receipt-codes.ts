import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { canonicalize, type JsonObject } from '../canonical/canonical-json.js';
import { sha256Hex } from '../canonical/digest.js';
import type { Database } from '../database/database.js';

/** Crockford's Base32: no letter that a hand or an eye takes for a digit. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 20;

/**
 * Codes that writers of comments are given: 100 bits, four groups of five. The ledger holds the SHA-256 of the twenty
 * characters without the dashes, so the code is proof for its holder and tells nobody else anything. It is
 * derived from a secret of this installation and from the request, so that a request that is sent again under the
 * same Idempotency-Key, even after a crash, gets the same code. Whoever reads the secret could compute codes,
 * and see with them what the portal tells their holders: what became of a comment.
 */
export class ReceiptCodes {
  private secret: string | undefined;

  constructor(private readonly database: Database) {}

  /** @param key the request's Idempotency-Key; without one, every request gets a code of its own */
  async codeFor(consultation: string, key: string | undefined, comment: JsonObject): Promise<string> {
    this.secret ??= await this.readSecret();
    const request = canonicalize([consultation, key ?? randomUUID(), comment]);
    const hex = createHmac('sha256', this.secret).update(request).digest('hex');
    const digits = BigInt(`0x${hex.slice(0, 25)}`)
      .toString(32)
      .padStart(LENGTH, '0');
    const code = [...digits].map((digit) => ALPHABET.charAt(Number.parseInt(digit, 32))).join('');
    return code.replaceAll(/.{5}(?=.)/g, '$&-');
  }

  /** Made once, by whichever node needs it first. */
  private async readSecret(): Promise<string> {
    return this.database.write(async (tx) => {
      const [kept] = await tx.query<{ secret: string }>('SELECT secret FROM receipt_secret WHERE id = 1');
      if (kept) return kept.secret;
      const secret = randomBytes(32).toString('hex');
      await tx.query('INSERT INTO receipt_secret (id, secret) VALUES (1, ?)', [secret]);
      return secret;
    });
  }
}

/** What stands in the ledger for a code, as people type it; undefined for what can be no code. */
export function receiptOf(typed: string): string | undefined {
  const plain = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  const fits = plain.length === LENGTH && [...plain].every((character) => ALPHABET.includes(character));
  return fits ? sha256Hex(plain) : undefined;
}
