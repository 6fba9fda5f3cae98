import { z } from 'zod';
import type { Rows } from '../database/database.js';
import { decodeLeaf } from '../ledger/leaf.js';

const tabling = z.strictObject({
  /** The event of the decision that tabled it here. */
  version: z.int(),
  time: z.string(),
  bundleDigest: z.string(),
});

export const agendaAnswer = z.strictObject({
  items: z.array(
    z.strictObject({
      decision: z.string(),
      /** Null where its title was removed, or there is no such decision of this body. */
      title: z.string().nullable(),
      /** Named in the invitation. */
      announced: z.boolean(),
      /** The earliest first; none: announced, and not tabled yet. */
      tablings: z.array(tabling),
    }),
  ),
});
type Tabling = z.infer<typeof tabling>;

interface TablingRow extends Record<string, unknown> {
  readonly decision: string;
  readonly version: number;
  readonly time: string;
  readonly bytes: Buffer;
}

/**
 * What a meeting was called for, and what was tabled at it since: the announced first, in the order of the invitation.
 * A decision can be tabled only at a meeting that has been convened, so nothing earlier is looked at.
 */
export async function agendaOf(
  rows: Rows,
  meeting: { readonly id: string; readonly body: string; readonly agenda: readonly string[] },
): Promise<z.infer<typeof agendaAnswer>> {
  const tablings = await tablingsAt(rows, meeting.id, meeting.body);
  const decisions = [...new Set([...meeting.agenda, ...tablings.keys()])];
  const titles = await titlesOf(rows, decisions, meeting.body);
  return {
    items: decisions.map((decision) => ({
      decision,
      title: titles.get(decision) ?? null,
      announced: meeting.agenda.includes(decision),
      tablings: tablings.get(decision) ?? [],
    })),
  };
}

async function tablingsAt(rows: Rows, meeting: string, body: string): Promise<Map<string, Tabling[]>> {
  const found = await rows.query<TablingRow>(
    `SELECT d.id AS decision, e.version, e.time, e.bytes
       FROM event c
       JOIN decision_projection d ON d.body = ? AND d.changed_at >= c.time
       JOIN event e ON e.subject = 'decision/' || d.id AND e.type = 'TabledAtMeeting' AND e.seq > c.seq
      WHERE c.subject = ? AND c.version = 0 ORDER BY e.seq`,
    [body, `meeting/${meeting}`],
  );
  const tablings = new Map<string, Tabling[]>();
  for (const { decision, version, time, bytes } of found) {
    const { meeting: at, bundleDigest } = decodeLeaf(bytes).data.payload as Partial<Record<string, string>>;
    if (at !== meeting || bundleDigest === undefined) continue;
    tablings.set(decision, [...(tablings.get(decision) ?? []), { version, time, bundleDigest }]);
  }
  return tablings;
}

async function titlesOf(
  rows: Rows,
  decisions: readonly string[],
  body: string,
): Promise<Map<string, string>> {
  if (decisions.length === 0) return new Map();
  const found = await rows.query<{ id: string; title: string }>(
    `SELECT id, title FROM decision_projection WHERE body = ? AND id IN (${decisions.map(() => '?').join(', ')})`,
    [body, ...decisions],
  );
  return new Map(found.map(({ id, title }) => [id, title]));
}
