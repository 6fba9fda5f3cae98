import type { Rows, Transaction } from '../database/database.js';
import { decodeLeaf, type Leaf, NotALeaf } from './leaf.js';

/** Acts on `installation` after which disclosures may be gone; `payload.digests` lists theirs, as in `_sd`. */
const ERASURES = ['DisclosuresErased', 'RemovedUnderOrder'];

/**
 * The digests that acts on record have erased. Read apart from the acts' own verification: where one was forged,
 * that fails at its own position.
 */
export function erasedDigests(rows: Rows): Promise<Set<string>> {
  return listedAs(rows, 'digests');
}

/** The papers that acts on record have removed, by SHA-256 in hex. */
export function removedDocuments(rows: Rows): Promise<Set<string>> {
  return listedAs(rows, 'documents');
}

/** A disclosure, by the position of its event and its digest there. */
export interface Erased {
  readonly seq: number;
  readonly digest: string;
}

/**
 * Deletes what the act that was just recorded lists, in its transaction. What was answered to the requests that
 * recorded those events goes with it: digests of whole requests, from which a short value could be guessed.
 */
export async function eraseDisclosures(tx: Transaction, erased: readonly Erased[]): Promise<void> {
  for (const { seq, digest } of erased) {
    await tx.query('DELETE FROM disclosure WHERE seq = ? AND digest = ?', [seq, digest]);
    await tx.query('DELETE FROM idempotency WHERE seq = ?', [seq]);
  }
}

async function listedAs(rows: Rows, member: 'digests' | 'documents'): Promise<Set<string>> {
  const acts = await rows.query<{ bytes: Buffer }>(
    "SELECT bytes FROM event WHERE subject = 'installation' AND type IN (?, ?) ORDER BY version",
    ERASURES,
  );
  const digests = new Set<string>();
  for (const { bytes } of acts) {
    const listed = leafOrNothing(bytes)?.data.payload[member];
    for (const digest of Array.isArray(listed) ? listed : []) {
      if (typeof digest === 'string') digests.add(digest);
    }
  }
  return digests;
}

function leafOrNothing(bytes: Buffer): Leaf | undefined {
  try {
    return decodeLeaf(bytes);
  } catch (error) {
    if (!(error instanceof NotALeaf)) throw error;
    return undefined;
  }
}
