import { canonicalize, type Json, type JsonObject } from '../canonical/canonical-json.js';
import { sha256Hex } from '../canonical/digest.js';
import type { Rows, Transaction } from '../database/database.js';

const MEDIA_TYPE = 'application/vnd.chengxu.rule-set+json';

/**
 * Keeps the rules that an event names, for ever, under their digest (SHA-256 of their JCS text without it): what bound a
 * decision can be read when no file says it any more. Rules that do not have the digest that they claim are not kept.
 */
export async function keepRuleSet(tx: Transaction, ruleSet: JsonObject): Promise<void> {
  const { digest, ...rules } = ruleSet;
  const text = canonicalize(rules);
  if (typeof digest !== 'string' || sha256Hex(text) !== digest) return;
  const known = await tx.query('SELECT 1 AS one FROM content WHERE sha256 = ?', [digest]);
  if (known.length > 0) return;
  await tx.query('INSERT INTO content (sha256, media_type, bytes) VALUES (?, ?, ?)', [
    digest,
    MEDIA_TYPE,
    Buffer.from(text),
  ]);
}

/** The rules of this digest, if any event has named them here. */
export async function keptRuleSet(rows: Rows, digest: string): Promise<JsonObject | undefined> {
  const [row] = await rows.query<{ bytes: Buffer }>(
    'SELECT bytes FROM content WHERE sha256 = ? AND media_type = ?',
    [digest, MEDIA_TYPE],
  );
  if (!row || sha256Hex(row.bytes) !== digest) return undefined;
  return { digest, ...(JSON.parse(row.bytes.toString('utf8')) as Record<string, Json>) };
}
