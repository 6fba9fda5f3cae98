import type { Grant } from '../../workflows/vocabulary.js';
import type { Rows } from '../database/database.js';

/** Whether somebody with these grants audits the body whose decision this is; false where there is no such decision. */
export async function audits(rows: Rows, grants: readonly Grant[], decision: string): Promise<boolean> {
  const audited = grants.filter(({ role }) => role === 'auditor').map(({ body }) => body);
  if (audited.length === 0) return false;
  const [row] = await rows.query<{ body: string }>('SELECT body FROM decision_projection WHERE id = ?', [
    decision,
  ]);
  return row !== undefined && audited.includes(row.body);
}
