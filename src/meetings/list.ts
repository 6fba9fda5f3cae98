import { z } from 'zod';
import { MEETING_KINDS } from '../../workflows/meeting/meeting.js';
import type { Rows } from '../database/database.js';

const STATUSES = ['convened', 'open', 'closed'] as const;

export const meetingListQuery = z.strictObject({
  status: z.enum(STATUSES).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}~[a-z0-9-]{1,64}$/, 'the nextCursor of the page before')
    .optional(),
});
export type MeetingListQuery = z.infer<typeof meetingListQuery>;

export const meetingList = z.strictObject({
  meetings: z.array(
    z.strictObject({
      id: z.string(),
      body: z.string(),
      kind: z.enum(MEETING_KINDS),
      status: z.enum(STATUSES),
      plannedOn: z.iso.date(),
      openedOn: z.iso.date().nullable(),
      head: z.string(),
      version: z.int(),
    }),
  ),
  nextCursor: z.string().optional(),
});

/** Meetings of these bodies, the latest planned first; `cursor` is where the page before ended. */
export async function listMeetings(
  rows: Rows,
  bodies: readonly string[],
  { status, limit, cursor }: MeetingListQuery,
): Promise<unknown> {
  if (bodies.length === 0) return { meetings: [] };
  const [plannedOn = '9999', id = ''] = cursor?.split('~') ?? [];
  const found = await rows.query<{ planned_on: string; opened_on: string | null; id: string }>(
    `SELECT id, body, kind, status, planned_on, opened_on, head, version FROM meeting_projection
     WHERE body IN (${bodies.map(() => '?').join(', ')}) AND (status = ? OR ? = '')
       AND (planned_on < ? OR (planned_on = ? AND id < ?))
     ORDER BY planned_on DESC, id DESC LIMIT ?`,
    [...bodies, status ?? '', status ?? '', plannedOn, plannedOn, id, limit],
  );
  const last = found.length === limit ? found.at(-1) : undefined;
  return {
    meetings: found.map(({ planned_on, opened_on, ...rest }) => ({
      ...rest,
      plannedOn: planned_on,
      openedOn: opened_on,
    })),
    ...(last ? { nextCursor: `${last.planned_on}~${last.id}` } : {}),
  };
}
