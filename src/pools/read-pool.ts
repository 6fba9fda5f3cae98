import { z } from 'zod';
import type { Rows } from '../database/database.js';
import { namesAndPosts } from '../people/directory.js';
import { field, type Pool } from './pool.js';

export const listedExpert = z.strictObject({
  expert: z.string(),
  name: z.string(),
  post: z.string(),
  unit: z.string(),
  fields: z.array(field),
  standing: z.string(),
  /** The last day of a bar that has a term. */
  barredUntil: z.iso.date().nullable(),
  since: z.iso.date(),
  /** The day of leaving; null while in the pool. */
  left: z.iso.date().nullable(),
  /** Number of the draw in which this expert was drawn last; 0 for none. */
  lastDrawn: z.int(),
});

/** Everybody who is or was in the pool, by id, with name, post and standing. */
export async function expertsIn(rows: Rows, { experts }: Pool): Promise<z.infer<typeof listedExpert>[]> {
  const ids = Object.keys(experts).toSorted();
  const people = await namesAndPosts(rows, ids);
  const standing = await standingOf(rows, ids);
  return ids.flatMap((expert) => {
    const listed = experts[expert];
    if (!listed) return [];
    const { unit, fields, since, left, lastDrawn } = listed;
    const { name = '', post = '' } = people.get(expert) ?? {};
    return [
      {
        expert,
        name,
        post,
        unit,
        fields: [...fields],
        ...(standing.get(expert) ?? { standing: 'good', barredUntil: null }),
        since,
        left,
        lastDrawn,
      },
    ];
  });
}

async function standingOf(rows: Rows, people: readonly string[]) {
  const standing = new Map<string, { readonly standing: string; readonly barredUntil: string | null }>();
  if (people.length === 0) return standing;
  const found = await rows.query<{ person: string; standing: string; barred_until: string | null }>(
    `SELECT person, standing, barred_until FROM person_projection
      WHERE person IN (${people.map(() => '?').join(', ')})`,
    people,
  );
  for (const { person, standing: is, barred_until } of found)
    standing.set(person, { standing: is, barredUntil: barred_until });
  return standing;
}
