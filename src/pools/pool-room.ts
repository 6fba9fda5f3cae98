import type { Transaction } from '../database/database.js';
import { administeredRegister } from '../people/within-ones-part.js';
import { refuseUnknownUnit } from '../people/unit-room.js';
import type { Projected, Room } from '../road/room.js';
import { noPool, poolActs, poolAfter, type Pool } from './pool.js';
import { poolRequirements } from './requirements.js';

export const poolProcedure = administeredRegister<Pool>({
  id: 'pool',
  version: '1',
  first: 'PoolOpened',
  empty: noPool,
  events: poolActs,
  requirements: Object.fromEntries(poolRequirements.map((one) => [one.id, one])),
  possible: () => Object.keys(poolActs).filter((type) => type !== 'PoolOpened'),
  fold: poolAfter,
  bodyOf: (pool, act) => pool.body || (act.payload as { body?: string } | undefined)?.body,
});

/** `pool/{body}` on the road: open to whoever holds a role in that body. */
export function poolRoom(): Room {
  return {
    kind: 'pool',
    procedureFor: () => ({ procedure: poolProcedure }),
    mayAccess: (person, state) => person.grants.some(({ body }) => body === (state as Pool).body),
    bodyOf: (state, payload) =>
      (state as Pool | undefined)?.body ?? (payload?.['body'] as string | undefined),
    project: projectPool,
  };
}

/** Keeps where each draw stands, so that a decision finds its draws. @throws UnitUnknown */
async function projectPool(tx: Transaction, { event, payload, state }: Projected): Promise<void> {
  const { body } = state as Pool;
  if (event.type === 'PoolOpened') await refuseUnknownUnit(tx, body, 'body');
  if (event.type === 'ExpertListed' || event.type === 'ExpertChanged')
    await refuseUnknownUnit(tx, String(payload['unit']));
  if (event.type === 'DrawAnnounced')
    await tx.query(
      'INSERT INTO expert_draw (id, pool, decision, announced_seq, status) VALUES (?, ?, ?, ?, ?)',
      [String(payload['draw']), body, String(payload['decision']), event.seq, 'announced'],
    );
  if (event.type === 'DrawHeld' || event.type === 'DrawAbandoned')
    await tx.query('UPDATE expert_draw SET ended_seq = ?, status = ? WHERE id = ? AND pool = ?', [
      event.seq,
      event.type === 'DrawHeld' ? 'held' : 'abandoned',
      String(payload['draw']),
      body,
    ]);
}
