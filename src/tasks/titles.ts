import { MEETING_KINDS } from '../../workflows/words.js';
import type { Text } from '../../workflows/vocabulary.js';
import { dated } from '../exports/views/dates.js';
import type { Rows } from '../database/database.js';

/** What each subject is called; a decision whose title was removed, or a subject without one, is left out. */
export async function titlesOf(rows: Rows, subjects: readonly string[]): Promise<ReadonlyMap<string, Text>> {
  const of = (kind: string) =>
    subjects.filter((one) => one.startsWith(`${kind}/`)).map((one) => one.slice(kind.length + 1));
  const titles = new Map<string, Text>();
  for (const { id, title } of await among<{ id: string; title: string }>(
    rows,
    'SELECT id, title FROM decision_projection WHERE id',
    of('decision'),
  ))
    titles.set(`decision/${id}`, { zh: title, en: title });
  for (const { id, title } of await among<{ id: string; title: string }>(
    rows,
    'SELECT c.consultation AS id, d.title FROM open_call c JOIN decision_projection d ON d.id = c.decision WHERE c.consultation',
    of('consultation'),
  ))
    titles.set(`consultation/${id}`, { zh: title, en: title });
  for (const { id, kind, planned_on } of await among<{ id: string; kind: string; planned_on: string }>(
    rows,
    'SELECT id, kind, planned_on FROM meeting_projection WHERE id',
    of('meeting'),
  )) {
    const words = MEETING_KINDS[kind] ?? { zh: kind, en: kind };
    const day = dated(planned_on);
    titles.set(`meeting/${id}`, { zh: `${day.zh}${words.zh}`, en: `${words.en} of ${day.en}` });
  }
  for (const { id, year } of await among<{ id: string; year: number }>(
    rows,
    'SELECT id, year FROM catalogue_projection WHERE id',
    of('catalogue'),
  ))
    titles.set(`catalogue/${id}`, {
      zh: `${year} 年度重大行政决策目录`,
      en: `Catalogue of decisions, ${year}`,
    });
  return titles;
}

async function among<T extends Record<string, unknown>>(
  rows: Rows,
  sql: string,
  ids: readonly string[],
): Promise<T[]> {
  const each = [...new Set(ids)];
  if (each.length === 0) return [];
  return rows.query<T>(`${sql} IN (${each.map(() => '?').join(', ')})`, each);
}
