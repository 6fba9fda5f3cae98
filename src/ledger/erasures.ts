import type { Rows } from '../database/database.js';
import { decodeLeaf, type Leaf, NotALeaf } from './leaf.js';

/** Acts on `installation` after which disclosures may be gone; `payload.digests` lists theirs, as in `_sd`. */
const ERASURES = ['DisclosuresErased', 'RemovedUnderOrder'];

/**
 * The digests that acts on record have erased. Read apart from the acts' own verification: where one was forged,
 * that fails at its own position.
 */
export async function erasedDigests(rows: Rows): Promise<Set<string>> {
  const acts = await rows.query<{ bytes: Buffer }>(
    "SELECT bytes FROM event WHERE subject = 'installation' AND type IN (?, ?) ORDER BY version",
    ERASURES,
  );
  const digests = new Set<string>();
  for (const { bytes } of acts) {
    const listed = leafOrNothing(bytes)?.data.payload['digests'];
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
