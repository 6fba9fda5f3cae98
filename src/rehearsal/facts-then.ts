import type { Asks, Facts } from '../../workflows/vocabulary.js';
import type { Rows } from '../database/database.js';
import { dateInShanghai } from '../engine/civil-date.js';
import type { Procedure } from '../engine/procedure.js';
import type { Leaf } from '../ledger/leaf.js';
import { factsOf } from '../road/candidates.js';
import type { FactReaders, Look } from '../road/facts.js';
import type { Room, Standpoint } from '../road/room.js';
import { asRecorded } from '../verification/facts-again.js';
import type { TakenIn } from './taken-in.js';

export interface FactsThen {
  readonly facts: Facts;
  /** What only the draft asks, and the ledger did not know then. */
  readonly unrecorded: readonly string[];
}

/** The world in which a past act is asked again. */
export interface Then {
  readonly rows: Rows;
  readonly readers: FactReaders;
  /** Draft rules, in the place of those that were fixed at the start. */
  readonly ruleSet: FactReaders['ruleSet'] | undefined;
  readonly room: Room;
  readonly look: Look;
}

/**
 * What the draft asks of the world for an act, asked of the ledger as it stood then. What no ledger tells is taken from
 * the event: which papers the store held.
 */
export async function factsThen<Own>(
  { rows, readers, ruleSet, room, look }: Then,
  leaf: Leaf,
  own: Procedure<Own>,
  under: Standpoint,
  { payload, fields }: TakenIn,
): Promise<FactsThen> {
  const { facts: recorded, evidenced, instrument } = leaf.data;
  const { subject, type, actor, onbehalf: onBehalf } = leaf;
  const told = asRecorded(leaf, readers, rows);
  const formerly: Asks = own.events[type]?.asks ?? {};
  // Rules that were fixed as the draft fixes them stay; version 1 knew fewer of them, so those of the day are taken.
  const fixed = typeof formerly.ruleSet === 'function' ? told.facts.ruleSet : readers.ruleSet;
  const then = { ...told.facts, ruleSet: ruleSet ?? fixed };
  const world = { rows: told.rows, look };
  const date = dateInShanghai(leaf.time);
  const act = { subject, type, actor, onBehalf, payload, evidenced, instrument, date };
  const again = await orNothing(fields, () =>
    factsOf(then, world, String(recorded['calendar']), room, under, act),
  );
  const facts = { ...(recorded as Partial<Facts>), ...again } as Facts;
  const asked = await askedNow(under, type, { payload, fields });
  return { facts, unrecorded: asked.filter((name) => !(name in formerly) && !(name in facts)) };
}

/** The facts that the draft asks for in this case; all of them where that hangs on what was not filled in. */
async function askedNow(
  { loaded: { procedure }, state }: Standpoint,
  type: string,
  { payload, fields }: Pick<TakenIn, 'payload' | 'fields'>,
): Promise<string[]> {
  const asked: string[] = [];
  for (const [name, ask] of Object.entries(procedure.events[type]?.asks ?? {})) {
    const about = await orNothing(fields, () =>
      typeof ask === 'function' ? [(ask as Ask)(payload, procedure.context(state))] : [ask],
    );
    if (!about || about[0] !== undefined) asked.push(name);
  }
  return asked;
}

type Ask = (payload: unknown, context: unknown) => unknown;

/** Where fields are missing, a question about them may fail; where none is, a failure is one. */
async function orNothing<T>(fields: readonly string[], ask: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (fields.length === 0 || !(error instanceof TypeError)) throw error;
    return undefined;
  }
}
