import type { Facts } from '../../workflows/vocabulary.js';
import type { Rows, Transaction } from '../database/database.js';
import type { RecordedEvent } from '../ledger/ledger.js';
import { administeredBy, type ActiveRoles } from './actor.js';
import { UpperBodyNeeded } from './refusals.js';

/** Keeps which bodies answer for somebody: whose administrator registers them, and which give them a role. */
export async function projectBodies(
  tx: Transaction,
  person: string,
  { type, leaf }: RecordedEvent,
): Promise<void> {
  const { payload, facts } = leaf.data;
  const { actor } = facts as Partial<Facts>;
  const administered = (actor?.grants ?? [])
    .filter(({ role }) => role === 'administrator')
    .map(({ body }) => body);
  const bodies = type === 'PersonRegistered' ? administered : [String(payload['body'])];
  for (const body of new Set(bodies)) {
    const known = await tx.query('SELECT 1 AS one FROM person_body WHERE person = ? AND body = ?', [
      person,
      body,
    ]);
    if (known.length === 0)
      await tx.query('INSERT INTO person_body (person, body) VALUES (?, ?)', [person, body]);
  }
}

/**
 * Whether this administrator answers for somebody who holds no role: one of their bodies registered that person, or had
 * given a role; whom the program itself registered, the administrators of the uppermost bodies answer for.
 */
export async function answersFor(rows: Rows, actor: ActiveRoles, person: string): Promise<boolean> {
  if (actor.person === person) return true;
  const kept = await rows.query<{ body: string }>('SELECT body FROM person_body WHERE person = ?', [person]);
  if (kept.length === 0) return isUppermost(rows, actor);
  const own = administeredBy(actor);
  return kept.some(({ body }) => own.includes(body));
}

/** Whether this administrator administers a body above which there is none here. */
export async function isUppermost(rows: Rows, actor: Pick<ActiveRoles, 'grants'>): Promise<boolean> {
  const own = administeredBy(actor);
  if (own.length === 0) return false;
  const found = await rows.query(
    `SELECT 1 AS one FROM unit_projection
      WHERE kind = 'body' AND parent IS NULL AND unit IN (${own.map(() => '?').join(', ')}) LIMIT 1`,
    own,
  );
  return found.length > 0;
}

/**
 * What concerns all bodies of an installation is not for a tenant's administrator. Asked where the event is recorded,
 * whichever way it came. @throws UpperBodyNeeded
 */
export async function refuseUnlessUppermost(
  tx: Transaction,
  { leaf: { actorrole, data } }: RecordedEvent,
): Promise<void> {
  const { actor } = data.facts as Partial<Facts>;
  if (actorrole === 'administrator' && !(actor && (await isUppermost(tx, actor))))
    throw new UpperBodyNeeded();
}
