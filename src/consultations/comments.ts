import { z } from 'zod';
import { DISPOSITIONS, type Disposition } from '../../workflows/consultation/consultation.js';
import type { Rows } from '../database/database.js';
import { joinPayload } from '../engine/disclosed-fields.js';
import { eventAt } from '../ledger/reading.js';

export const commentsQuery = z.strictObject({
  disposed: z.enum(['true', 'false']).optional(),
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type CommentsQuery = z.infer<typeof commentsQuery>;

export const commentsAnswer = z.strictObject({
  comments: z.array(
    z.strictObject({
      number: z.int(),
      receivedAt: z.string(),
      /** Absent where it was erased. */
      text: z.string().optional(),
      name: z.string().optional(),
      contact: z.string().optional(),
      anonymous: z.boolean(),
      disposition: z.enum(DISPOSITIONS).nullable(),
    }),
  ),
  nextAfter: z.int().optional(),
});

/** Comments by number, for those who answer them: all of them, or what waits for an answer. */
export async function commentsOf(
  rows: Rows,
  consultation: string,
  { disposed, after, limit }: CommentsQuery,
): Promise<z.infer<typeof commentsAnswer>> {
  const which =
    disposed === undefined ? '' : `AND disposition IS ${disposed === 'true' ? 'NOT NULL' : 'NULL'}`;
  const found = await rows.query<{ number: number; seq: number; disposition: Disposition | null }>(
    `SELECT number, seq, disposition FROM comment_projection
     WHERE consultation = ? AND number > ? ${which} ORDER BY number LIMIT ?`,
    [consultation, after, limit],
  );
  const comments: z.infer<typeof commentsAnswer>['comments'] = [];
  for (const { number, seq, disposition } of found) {
    const event = await eventAt(rows, seq);
    if (!event)
      throw new Error(`Event ${seq} is projected, and is not in the ledger: run \`chengxu rebuild\`.`);
    const { receipt: _, ...comment } = joinPayload(event.leaf.data.payload, event.disclosures);
    const { text, name, contact } = comment as { text?: string; name?: string; contact?: string };
    comments.push({
      number,
      receivedAt: event.time,
      ...(text === undefined ? {} : { text }),
      ...(name === undefined ? {} : { name }),
      ...(contact === undefined ? {} : { contact }),
      anonymous: comment['anonymous'] === true,
      disposition,
    });
  }
  const last = found.length === limit ? found.at(-1) : undefined;
  return { comments, ...(last ? { nextAfter: last.number } : {}) };
}
