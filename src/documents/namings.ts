import type { Rows, Transaction } from '../database/database.js';

/** Notes, in the transaction of the act, that acts on this subject name these papers. */
export async function noteNamings(
  tx: Transaction,
  subject: string,
  digests: readonly string[],
): Promise<void> {
  for (const sha256 of digests)
    await tx.query(
      'INSERT INTO document_naming (sha256, subject) VALUES (?, ?) ON CONFLICT (sha256, subject) DO NOTHING',
      [sha256, subject],
    );
}

/** The subjects whose acts name a paper. */
export async function subjectsNaming(rows: Rows, sha256: string): Promise<string[]> {
  const found = await rows.query<{ subject: string }>(
    'SELECT subject FROM document_naming WHERE sha256 = ? ORDER BY subject',
    [sha256],
  );
  return found.map(({ subject }) => subject);
}

export async function broughtBy(rows: Rows, sha256: string, person: string): Promise<boolean> {
  const found = await rows.query(
    'SELECT 1 AS one FROM document_upload WHERE sha256 = ? AND person = ? LIMIT 1',
    [sha256, person],
  );
  return found.length > 0;
}

/** Notes for whom a paper was brought: the bodies that whoever brought it served that day. */
export async function noteBrought(tx: Transaction, sha256: string, bodies: readonly string[]): Promise<void> {
  for (const body of new Set(bodies))
    await tx.query(
      'INSERT INTO document_brought (sha256, body) VALUES (?, ?) ON CONFLICT (sha256, body) DO NOTHING',
      [sha256, body],
    );
}

export async function broughtFor(rows: Rows, sha256: string, bodies: readonly string[]): Promise<boolean> {
  if (bodies.length === 0) return false;
  const found = await rows.query(
    `SELECT 1 AS one FROM document_brought WHERE sha256 = ? AND body IN (${bodies.map(() => '?').join(', ')}) LIMIT 1`,
    [sha256, ...bodies],
  );
  return found.length > 0;
}
