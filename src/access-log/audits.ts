import type { Grant } from '../../workflows/vocabulary.js';
import { subjectsNaming } from '../documents/namings.js';
import type { Rows } from '../database/database.js';

/** Whether somebody with these grants audits the body whose decision this is; false where there is no such decision. */
export async function audits(rows: Rows, grants: readonly Grant[], decision: string): Promise<boolean> {
  const audited = auditedBodies(grants);
  if (audited.length === 0) return false;
  const [row] = await rows.query<{ body: string }>('SELECT body FROM decision_projection WHERE id = ?', [
    decision,
  ]);
  return row !== undefined && audited.includes(row.body);
}

/**
 * On whose record it belongs that somebody with these grants reads this paper: the decisions that name it, or whose
 * call for comments does, each where its body is audited; '' for what else of such a body names it, a meeting's papers.
 */
export async function auditedWith(rows: Rows, grants: readonly Grant[], sha256: string): Promise<string[]> {
  const audited = auditedBodies(grants);
  if (audited.length === 0) return [];
  const decisions = new Set<string>();
  for (const subject of await subjectsNaming(rows, sha256)) {
    const decision = await decisionOf(rows, subject, audited);
    if (decision !== undefined) decisions.add(decision);
  }
  return [...decisions].toSorted();
}

async function decisionOf(
  rows: Rows,
  subject: string,
  bodies: readonly string[],
): Promise<string | undefined> {
  const [kind = '', id = ''] = subject.split('/');
  if (!Object.hasOwn(WHERE, kind)) return undefined;
  const [row] = await rows.query<{ decision: string; body: string }>(WHERE[kind as keyof typeof WHERE], [id]);
  return row !== undefined && bodies.includes(row.body) ? row.decision : undefined;
}

const WHERE = {
  decision: 'SELECT id AS decision, body FROM decision_projection WHERE id = ?',
  consultation: 'SELECT decision, body FROM open_call WHERE consultation = ?',
  meeting: "SELECT '' AS decision, body FROM meeting_projection WHERE id = ?",
} as const;

const auditedBodies = (grants: readonly Grant[]): string[] =>
  grants.filter(({ role }) => role === 'auditor').map(({ body }) => body);
