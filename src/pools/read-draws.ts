import { z } from 'zod';
import { opaqueId } from '../../workflows/fields.js';
import type { JsonObject } from '../canonical/canonical-json.js';
import type { Rows } from '../database/database.js';
import { joinPayload } from '../engine/disclosed-fields.js';
import { parseCheckpoint } from '../ledger/checkpoint.js';
import { eventAt, type StoredEvent } from '../ledger/reading.js';
import { namesAndPosts } from '../people/directory.js';
import { EXCLUDED } from './considered.js';
import { inOrderOfLots, METHODS, seedOf } from './lot.js';
import { EXCLUSIONS, type DrawAnnounced, type DrawHeld } from './pool.js';

const text = z.strictObject({ zh: z.string(), en: z.string() });
const named = { expert: z.string(), name: z.string(), post: z.string() };
export const drawListQuery = z.strictObject({
  decision: opaqueId.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  /** Draws announced before this one. */
  before: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
});
const listed = {
  draw: z.string(),
  decision: z.string(),
  status: z.enum(['announced', 'held', 'abandoned']),
  /** Positions in the ledger. */
  announcedSeq: z.int(),
  endedSeq: z.int().nullable(),
};
export const drawList = z.strictObject({ draws: z.array(z.strictObject(listed)) });
export const drawAnswer = z.strictObject({
  ...listed,
  field: z.string(),
  count: z.int(),
  method: z.enum(METHODS),
  again: z.string().optional(),
  announcedAt: z.string(),
  candidates: z.array(z.strictObject({ ...named, lastDrawn: z.int() })),
  excluded: z.array(
    z.strictObject({ ...named, reason: z.enum(EXCLUSIONS), title: text, grounds: z.string().optional() }),
  ),
  notOfTheField: z.int(),
  /** Absent until it is held. */
  held: z
    .strictObject({
      at: z.string(),
      size: z.int(),
      root: z.string(),
      seed: z.string(),
      drawn: z.array(z.strictObject(named)),
      /** Who takes the place of whoever declines, in this order. */
      reserves: z.array(z.strictObject(named)),
      /** Drawn again just now from the announcement and the checkpoint's note: whether it gives the same. */
      agrees: z.boolean(),
      /** The signed note that the lots rest on. */
      checkpoint: z.string(),
    })
    .optional(),
});
type DrawRow = {
  id: string;
  decision: string;
  status: 'announced' | 'held' | 'abandoned';
  announced_seq: number;
  ended_seq: number | null;
};

const COLUMNS = 'id, decision, status, announced_seq, ended_seq';
const shownOf = ({ id, announced_seq, ended_seq, ...rest }: DrawRow) => ({
  draw: id,
  ...rest,
  announcedSeq: announced_seq,
  endedSeq: ended_seq,
});

/** Draws of a pool, the latest first. */
export async function listDraws(rows: Rows, pool: string, query: z.infer<typeof drawListQuery>) {
  const { decision, before, limit } = query;
  const found = await rows.query<DrawRow>(
    `SELECT ${COLUMNS} FROM expert_draw WHERE pool = ? AND announced_seq < ?
      ${decision === undefined ? '' : 'AND decision = ?'} ORDER BY announced_seq DESC LIMIT ${limit}`,
    [pool, before ?? Number.MAX_SAFE_INTEGER, ...(decision === undefined ? [] : [decision])],
  );
  return { draws: found.map(shownOf) };
}

/** One draw with its people by name, drawn again while it is read; undefined where there is none. */
export async function readDraw(
  rows: Rows,
  pool: string,
  draw: string,
): Promise<z.infer<typeof drawAnswer> | undefined> {
  const [row] = await rows.query<DrawRow>(`SELECT ${COLUMNS} FROM expert_draw WHERE id = ? AND pool = ?`, [
    draw,
    pool,
  ]);
  const announcement = row && (await eventAt(rows, row.announced_seq));
  if (!announcement) return undefined;
  const announced = payloadOf<DrawAnnounced>(announcement);
  const { candidates, excluded, interests, againStated: _, draw: __, ...asked } = announced;
  const people = await namesAndPosts(
    rows,
    [...candidates, ...excluded].map(({ expert }) => expert),
  );
  const naming = (expert: string) => ({ expert, name: '', post: '', ...people.get(expert) });
  const grounds = new Map(interests.map((one) => [one.expert, one.grounds]));
  const ending = row.status === 'held' ? await eventAt(rows, row.ended_seq ?? -1) : undefined;
  return {
    ...shownOf(row),
    ...asked,
    announcedAt: announcement.time,
    candidates: candidates.map(({ expert, lastDrawn }) => ({ ...naming(expert), lastDrawn })),
    excluded: excluded.map(({ expert, reason }) => ({
      ...naming(expert),
      reason,
      title: EXCLUDED[reason],
      ...(reason === 'interest-known' && grounds.has(expert) ? { grounds: grounds.get(expert) } : {}),
    })),
    ...(ending && { held: await heldAs(rows, announcement, announced, ending, naming) }),
  };
}

async function heldAs<Named>(
  rows: Rows,
  { seq }: StoredEvent,
  { candidates, method, draw, count }: DrawAnnounced,
  ending: StoredEvent,
  naming: (expert: string) => Named,
) {
  const { size, root, seed, order } = payloadOf<DrawHeld>(ending);
  const [first] = await rows.query<{ note: string }>(
    'SELECT note FROM checkpoint WHERE size > ? ORDER BY size LIMIT 1',
    [seq],
  );
  const note = first?.note ?? '';
  const again = first && drawnAgain(note, draw);
  const agrees =
    again?.size === size &&
    again.root === root &&
    again.seed === seed &&
    inOrderOfLots(candidates, method, seed).join() === order.join();
  return {
    at: ending.time,
    size,
    root,
    seed,
    drawn: order.slice(0, count).map(naming),
    reserves: order.slice(count).map(naming),
    agrees,
    checkpoint: note,
  };
}

/** What a checkpoint's own note gives for the lots of a draw. */
function drawnAgain(note: string, draw: string) {
  const { size, root } = parseCheckpoint(note.slice(0, note.indexOf('\n\n') + 1));
  const hex = root.toString('hex');
  return { size, root: hex, seed: seedOf(hex, draw) };
}

const payloadOf = <Payload>({ leaf, disclosures }: StoredEvent): Payload =>
  joinPayload(leaf.data.payload, disclosures) as JsonObject as Payload;
