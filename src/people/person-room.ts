import type { LocalDate, PersonFacts } from '../../workflows/vocabulary.js';
import type { JsonObject } from '../canonical/canonical-json.js';
import type { Transaction } from '../database/database.js';
import type { Projected, Room, Standpoint } from '../road/room.js';
import { projectBodies } from './answers-for.js';
import { inForce, personProcedure, standingOn, type PersonState } from './person.js';
import { IdentityTaken, UnitUnknown } from './refusals.js';

/** Somebody without an account: who comments on a published draft is not asked for a name. */
export const ANYBODY = 'anybody';

/** The program's own hands, and the public: they have no account, and no session leads to them. */
const WITHOUT_ACCOUNT: Readonly<Record<string, PersonFacts['grants'][number]>> = {
  installation: { role: 'installation', unit: 'installation', body: 'installation' },
  [ANYBODY]: { role: 'public', unit: ANYBODY, body: ANYBODY },
  timekeeper: { role: 'timekeeper', unit: 'installation', body: 'installation' },
};

const nobody: PersonState = { standing: 'good', grants: [] };

/** What requirements may know of a person on a day. An unknown person holds nothing, at position -1. */
export function personFacts(person: string, { version, state }: Standpoint, on: LocalDate): PersonFacts {
  const own = Object.hasOwn(WITHOUT_ACCOUNT, person) ? WITHOUT_ACCOUNT[person] : undefined;
  if (own) return { person, position: -1, grants: [own], standing: 'good' };
  const known = (state as PersonState | undefined) ?? nobody;
  const today = known.grants
    .filter((grant) => inForce(grant, on))
    .map(({ role, unit, body }) => ({ role, unit, body }));
  return { person, position: version, grants: today, standing: standingOn(known, on) };
}

/** `person/…` on the road. Everybody's roles are open to whoever is signed in: they are what acts rest on. */
export const personRoom: Room = {
  kind: 'person',
  procedureFor: () => ({ procedure: personProcedure }),
  mayAccess: () => true,
  // Their papers are for themselves and for the bodies that they serve.
  mayReadPapers: ({ person, grants }, state, subject) =>
    subject === `person/${person}` ||
    (state as PersonState).grants.some((own) => grants.some(({ body }) => body === own.body)),
  bodyOf: () => undefined,
  shownTo: personShown,
  project: projectPerson,
};

/** What is proposed for somebody, recorded of their terms or lent in another body is that body's and the person's own. */
export function personShown(
  { proposals, terms, delegations, ...view }: Readonly<Record<string, unknown>>,
  { grants }: PersonFacts,
): Promise<Readonly<Record<string, unknown>>> {
  const own = ({ body }: { readonly body: string }) => grants.some((grant) => grant.body === body);
  const waiting = Object.entries((proposals as PersonState['proposals']) ?? {}).filter(([, one]) => own(one));
  return Promise.resolve({
    ...view,
    ...(proposals !== undefined && { proposals: Object.fromEntries(waiting) }),
    ...(terms !== undefined && { terms: (terms as NonNullable<PersonState['terms']>).filter(own) }),
    ...(delegations !== undefined && {
      delegations: (delegations as NonNullable<PersonState['delegations']>).filter(own),
    }),
  });
}

async function projectPerson(tx: Transaction, { event, state, payload }: Projected): Promise<void> {
  const person = event.subject.slice('person/'.length);
  if (event.type === 'PersonRegistered') {
    await tx.query(
      'INSERT INTO person_projection (person, version, standing, name, post, registered_at) VALUES (?, ?, ?, ?, ?, ?)',
      [person, event.version, 'good', String(payload['name']), String(payload['post']), event.time],
    );
    await projectBodies(tx, person, event);
    return;
  }
  if (event.type === 'IdentityLinked') await link(tx, person, payload, event.time);
  if (event.type === 'IdentityUnlinked')
    await tx.query('DELETE FROM linked_identity WHERE issuer = ? AND external_id = ? AND person = ?', [
      String(payload['issuer']),
      String(payload['externalId']),
      person,
    ]);
  if (['RoleGranted', 'RoleConfirmed'].includes(event.type)) await projectBodies(tx, person, event);
  if (['RoleGranted', 'RoleProposed', 'RoleConfirmed'].includes(event.type))
    await refuseUnknownPlace(tx, String(payload['unit']), String(payload['body']));
  await projectTerm(tx, person, event, payload);
  await projectDelegation(tx, person, event, payload);
  const { standing, barredUntil = null, grants } = state as PersonState;
  await tx.query(
    'UPDATE person_projection SET version = ?, standing = ?, barred_until = ? WHERE person = ?',
    [event.version, standing, barredUntil, person],
  );
  await tx.query('DELETE FROM grant_projection WHERE person = ?', [person]);
  for (const { role, unit, body, from, until } of grants) {
    await tx.query(
      'INSERT INTO grant_projection (person, role, unit, body, valid_from, valid_until) VALUES (?, ?, ?, ?, ?, ?)',
      [person, role, unit, body, from, until],
    );
  }
}

async function projectTerm(
  tx: Transaction,
  person: string,
  { type, version }: Projected['event'],
  { kind, body, number, from, until, on }: JsonObject,
): Promise<void> {
  const named = [person, String(kind), String(body)];
  if (type === 'QualificationRecorded' || type === 'MandateRecorded')
    await tx.query(
      `INSERT INTO term_projection (person, kind, body, version, number, valid_from, valid_until)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      [...named, version, String(number), String(from), until === undefined ? null : String(until)],
    );
  if (type === 'QualificationEnded' || type === 'MandateEnded')
    await tx.query(
      `UPDATE term_projection SET valid_until = ? WHERE person = ? AND kind = ? AND body = ?
         AND valid_from <= ? AND (valid_until IS NULL OR valid_until >= ?)`,
      [String(on), ...named, String(on), String(on)],
    );
}

async function projectDelegation(
  tx: Transaction,
  person: string,
  { type, version }: Projected['event'],
  { delegation, to, body, roles, acts, unit, decision, from, until, basis }: JsonObject,
): Promise<void> {
  if (type === 'DelegationEnded')
    await tx.query('DELETE FROM delegation_projection WHERE person = ? AND delegation = ?', [
      person,
      String(delegation),
    ]);
  if (type !== 'DelegationGranted') return;
  const scope = { roles, ...optional({ acts, unit, decision }), basis };
  await tx.query(
    `INSERT INTO delegation_projection (person, delegation, version, delegate, body, valid_from, valid_until, scope)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      person,
      String(delegation),
      version,
      String(to),
      String(body),
      String(from),
      String(until),
      JSON.stringify(scope),
    ],
  );
}

const optional = (members: JsonObject | Record<string, unknown>) =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));

/** @throws UnitUnknown. The unit may belong to another body: a township's reviewer often sits in the county. */
async function refuseUnknownPlace(tx: Transaction, unit: string, body: string): Promise<void> {
  const rows = await tx.query<{ unit: string; kind: string }>(
    'SELECT unit, kind FROM unit_projection WHERE unit IN (?, ?) AND closed_on IS NULL',
    [unit, body],
  );
  if (!rows.some((row) => row.unit === unit)) throw new UnitUnknown(unit);
  if (!rows.some((row) => row.unit === body && row.kind === 'body')) throw new UnitUnknown(body);
}

/** @throws IdentityTaken. Who somebody is elsewhere leads to one person here. */
async function link(tx: Transaction, person: string, payload: JsonObject, time: string): Promise<void> {
  const identity = [String(payload['issuer']), String(payload['externalId'])];
  const taken = await tx.query(
    'SELECT 1 AS one FROM linked_identity WHERE issuer = ? AND external_id = ?',
    identity,
  );
  if (taken.length > 0) throw new IdentityTaken();
  await tx.query('INSERT INTO linked_identity (issuer, external_id, person, linked_at) VALUES (?, ?, ?, ?)', [
    ...identity,
    person,
    time,
  ]);
}
