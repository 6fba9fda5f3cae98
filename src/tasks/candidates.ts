import type { Grant } from '../../workflows/vocabulary.js';
import type { Rows } from '../database/database.js';
import type { TaskQuery } from './answers.js';

/** What somebody's roles let them look at, before the procedure is asked whether they can do it. */
export interface Candidate {
  readonly subject: string;
  readonly act: string;
  readonly roles: readonly string[];
  readonly duty: 'due' | 'possible';
  /** Id of a state. */
  readonly step: string;
  readonly deadline: string | null;
  readonly due_on: string;
  readonly since: string;
  readonly handed_by: string;
  readonly handed_role: string;
  readonly version: number;
  /** For whom it would be done, by their delegation; absent where it is one's own. */
  readonly delegatedBy?: string;
}

/** Rows that are looked at: an act is one for each role in which it can be done. */
export const MOST = 3000;

/** The most urgent first. @returns also whether there are more than were looked at */
export async function candidatesOf(
  rows: Rows,
  grants: readonly Grant[],
  { duty, kind, act }: Pick<TaskQuery, 'duty' | 'kind' | 'act'>,
): Promise<{ readonly candidates: Candidate[]; readonly more: boolean }> {
  const byBody = new Map<string, Set<string>>();
  for (const { body, role } of grants) byBody.set(body, (byBody.get(body) ?? new Set()).add(role));
  if (byBody.size === 0) return { candidates: [], more: false };
  const mine = [...byBody].map(
    ([, roles]) => `(body = ? AND role IN (${[...roles].map(() => '?').join(', ')}))`,
  );
  const params = [...byBody].flatMap(([body, roles]) => [body, ...roles]);
  const narrower = [
    // What was done already is merely possible, though the matter waits for it from others.
    ...(duty === 'due' ? [['duty = ?', [duty]] as const] : []),
    ...(kind === undefined ? [] : [['subject > ? AND subject < ?', [`${kind}/`, `${kind}0`]] as const]),
    ...(act === undefined ? [] : [['act = ?', [act]] as const]),
  ];
  const found = await rows.query<Omit<Candidate, 'roles' | 'delegatedBy'> & { role: string }>(
    `SELECT t.subject, t.act, t.role, t.duty, t.step, t.deadline, t.due_on, t.since, t.handed_by, t.handed_role,
       (SELECT max(version) FROM event e WHERE e.subject = t.subject) AS version
       FROM task_projection t
      WHERE (${mine.join(' OR ')})${narrower.map(([sql]) => ` AND ${sql}`).join('')}
      ORDER BY t.due_on, t.since, t.subject, t.act LIMIT ${MOST + 1}`,
    [...params, ...narrower.flatMap(([, values]) => values)],
  );
  const each = new Map<string, Candidate>();
  for (const { role, ...row } of found.slice(0, MOST)) {
    const key = `${row.subject} ${row.act}`;
    const roles = [...(each.get(key)?.roles ?? []), role].toSorted();
    each.set(key, { ...row, roles });
  }
  return { candidates: [...each.values()], more: found.length > MOST };
}
