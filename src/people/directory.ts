import type { Row, Rows } from '../database/database.js';
import type { NameReader } from '../road/names.js';
import { inForce, type DatedGrant } from './person.js';
import { isInTerm, warningsFor, type Term, type TermKind, type Warning } from './terms.js';

/** A person as administrators see them. `version` is that of the subject `person/{id}`. */
export interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly post: string;
  readonly username: string | null;
  readonly version: number;
  readonly standing: string;
  /** The last day of a bar that has a term. */
  readonly barredUntil: string | null;
  readonly grants: readonly DatedGrant[];
  readonly terms: readonly NumberedTerm[];
  /** What nothing refuses and whoever chooses people should see, as of the day that was asked. */
  readonly warnings: readonly Warning[];
}

/** A qualification, engagement or mandate with the number of its paper. */
export interface NumberedTerm extends Term {
  readonly number: string;
}

const PAGE = 200;
const UNIT_NAMES = 'SELECT unit AS id, name FROM unit_projection WHERE unit';

/**
 * People whom an administrator of these bodies may see, with what to be warned of on this day: those who hold a role in
 * one of them, and of those who hold none anywhere the ones that such a body answers for (`answers-for.ts`). At most
 * 200, by id, after the one named.
 */
export async function peopleOf(
  rows: Rows,
  bodies: readonly string[],
  on: string,
  isUppermost: boolean,
  after = '',
): Promise<PersonRow[]> {
  const marks = bodies.map(() => '?').join(', ') || 'NULL';
  const found = await rows.query<
    Omit<PersonRow, 'id' | 'grants' | 'terms' | 'warnings' | 'barredUntil'> & {
      person: string;
      barred_until: string | null;
    }
  >(
    `SELECT p.person, p.name, p.post, a.username, p.version, p.standing, p.barred_until
       FROM person_projection p LEFT JOIN account a ON a.person = p.person
      WHERE p.person > ? AND (EXISTS (SELECT 1 FROM grant_projection g WHERE g.person = p.person AND g.body IN (${marks}))
         OR (NOT EXISTS (SELECT 1 FROM grant_projection g WHERE g.person = p.person)
           AND (p.person IN (SELECT o.person FROM person_body o WHERE o.body IN (${marks}))
             OR (? = 1 AND NOT EXISTS (SELECT 1 FROM person_body o WHERE o.person = p.person)))))
      ORDER BY p.person LIMIT ${PAGE}`,
    [after, ...bodies, ...bodies, isUppermost ? 1 : 0],
  );
  const ids = found.map(({ person }) => person);
  const about = await qualifiedAs(rows, ids, on);
  return found.map(({ person, barred_until, ...rest }) => ({
    id: person,
    ...rest,
    barredUntil: barred_until,
    ...about(person),
  }));
}

/** Of these people: grants, terms, and what to be warned of on this day. */
async function qualifiedAs(rows: Rows, people: readonly string[], on: string) {
  const grants = await grantsByPerson(rows, people);
  const terms = await termsByPerson(rows, people);
  return (person: string) => {
    const own = { grants: grants.get(person) ?? [], terms: terms.get(person) ?? [] };
    const roles = own.grants.filter((grant) => inForce(grant, on)).map(({ role }) => role);
    const kinds = own.terms.filter((term) => isInTerm(term, on)).map(({ kind }) => kind);
    return { ...own, warnings: warningsFor(roles, kinds) };
  };
}

async function termsByPerson(rows: Rows, people: readonly string[]): Promise<Map<string, NumberedTerm[]>> {
  if (people.length === 0) return new Map();
  const found = await rows.query<{
    person: string;
    kind: TermKind;
    body: string;
    number: string;
    valid_from: string;
    valid_until: string | null;
  }>(
    `SELECT person, kind, body, number, valid_from, valid_until FROM term_projection
      WHERE person IN (${people.map(() => '?').join(', ')}) ORDER BY person, valid_from, version`,
    people,
  );
  const terms = new Map<string, NumberedTerm[]>();
  for (const { person, valid_from, valid_until, ...rest } of found)
    terms.set(person, [...(terms.get(person) ?? []), { ...rest, from: valid_from, until: valid_until }]);
  return terms;
}

/** People who serve these bodies, for forms and for display: what each is qualified as on this day, and what is missing. */
export async function colleaguesIn(rows: Rows, bodies: readonly string[], on: string) {
  if (bodies.length === 0) return [];
  const marks = bodies.map(() => '?').join(', ');
  const found = await rows.query<{ id: string; name: string; post: string }>(
    `SELECT DISTINCT p.person AS id, p.name, p.post
       FROM person_projection p JOIN grant_projection g ON g.person = p.person
      WHERE g.body IN (${marks}) ORDER BY id`,
    bodies,
  );
  const about = await qualifiedAs(
    rows,
    found.map(({ id }) => id),
    on,
  );
  return found.map((person) => {
    const { grants, terms, warnings } = about(person.id);
    const shared = grants.filter((grant) => inForce(grant, on) && bodies.includes(grant.body));
    return {
      ...person,
      roles: shared.map(({ role, body }) => ({ role, body })),
      terms: terms.filter((term) => isInTerm(term, on)),
      warnings,
    };
  });
}

/**
 * Names for the words of a refusal: of people who serve a body that the reader serves that day, as `colleaguesIn` shows
 * them, and of bodies and units, which are no secret.
 */
export const namesFor: NameReader = async (rows, { reader, on, people, units }) => ({
  people: await namesIn(
    rows,
    `SELECT DISTINCT p.person AS id, p.name FROM person_projection p
       JOIN grant_projection g ON g.person = p.person JOIN grant_projection own ON own.body = g.body
      WHERE own.person = ? AND (own.valid_from IS NULL OR own.valid_from <= ?)
        AND (own.valid_until IS NULL OR own.valid_until >= ?) AND p.person`,
    [reader, on, on],
    people,
  ),
  units: await namesIn(rows, UNIT_NAMES, [], units),
});

/** Names for whoever reads the database itself: there is nothing there that such a reader may not know. */
export const everyName = async (rows: Rows, people: readonly string[], units: readonly string[]) => ({
  people: await namesIn(rows, 'SELECT person AS id, name FROM person_projection WHERE person', [], people),
  units: await namesIn(rows, UNIT_NAMES, [], units),
});

/** Names and posts of these people, for whoever may read what they did. */
export async function namesAndPosts(
  rows: Rows,
  people: readonly string[],
): Promise<ReadonlyMap<string, { readonly name: string; readonly post: string }>> {
  if (people.length === 0) return new Map();
  const found = await rows.query<{ person: string; name: string; post: string }>(
    `SELECT person, name, post FROM person_projection WHERE person IN (${people.map(() => '?').join(', ')})`,
    people,
  );
  return new Map(found.map(({ person, name, post }) => [person, { name, post }]));
}

export const namesOfUnits = (rows: Rows, units: readonly string[]): Promise<ReadonlyMap<string, string>> =>
  namesIn(rows, UNIT_NAMES, [], units);

async function namesIn(rows: Rows, sql: string, given: readonly string[], ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, string>();
  const found = await rows.query<{ id: string; name: string }>(
    `${sql} IN (${ids.map(() => '?').join(', ')})`,
    [...given, ...ids],
  );
  return new Map(found.map(({ id, name }) => [id, name]));
}

/** Every grant that was not ended, in force today or not. */
export async function grantsOf(rows: Rows, person: string): Promise<DatedGrant[]> {
  return (await grantsByPerson(rows, [person])).get(person) ?? [];
}

interface GrantRow extends Row, Omit<DatedGrant, 'from' | 'until'> {
  readonly person: string;
  readonly valid_from: string | null;
  readonly valid_until: string | null;
}

async function grantsByPerson(rows: Rows, people: readonly string[]): Promise<Map<string, DatedGrant[]>> {
  const marks = people.map(() => '?').join(', ') || 'NULL';
  const found = await rows.query<GrantRow>(
    `SELECT person, role, unit, body, valid_from, valid_until FROM grant_projection
      WHERE person IN (${marks}) ORDER BY body, unit, role`,
    people,
  );
  const grants = new Map<string, DatedGrant[]>();
  for (const { person, role, unit, body, valid_from, valid_until } of found) {
    const own = grants.get(person) ?? [];
    own.push({ role, unit, body, from: valid_from, until: valid_until });
    grants.set(person, own);
  }
  return grants;
}
