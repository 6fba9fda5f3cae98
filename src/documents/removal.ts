import { rm } from 'node:fs/promises';
import type { Rows, Transaction } from '../database/database.js';
import { forgetFindable } from '../search/passages.js';

/**
 * Takes papers out of the store, in the transaction of the act that lists them: what is left is that they were
 * removed, and by which event. Their bytes go after the commit (`removeFiles`).
 */
export async function forgetDocuments(
  tx: Transaction,
  digests: readonly string[],
  seq: number,
): Promise<void> {
  for (const sha256 of digests) {
    await forgetFindable(tx, sha256);
    await tx.query('DELETE FROM document_text WHERE sha256 = ?', [sha256]);
    await tx.query('DELETE FROM document_upload WHERE sha256 = ?', [sha256]);
    await tx.query('DELETE FROM document_brought WHERE sha256 = ?', [sha256]);
    await tx.query('DELETE FROM document WHERE sha256 = ?', [sha256]);
    await tx.query(
      'INSERT INTO document_removal (sha256, seq) VALUES (?, ?) ON CONFLICT (sha256) DO NOTHING',
      [sha256, seq],
    );
  }
}

export async function isRemoved(rows: Rows, sha256: string): Promise<boolean> {
  const found = await rows.query('SELECT 1 AS one FROM document_removal WHERE sha256 = ?', [sha256]);
  return found.length > 0;
}

/** Removes the bytes of every paper that an act has removed: after the commit, and at each start, should we have crashed. */
export async function removeFiles(rows: Rows, pathOf: (sha256: string) => string): Promise<void> {
  const removed = await rows.query<{ sha256: string }>('SELECT sha256 FROM document_removal');
  for (const { sha256 } of removed) await rm(pathOf(sha256), { force: true });
}
