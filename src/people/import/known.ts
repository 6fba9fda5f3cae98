import type { Rows } from '../../database/database.js';
import { administeredBy, type Actor } from '../actor.js';
import { grantsOf } from '../directory.js';
import type { DatedGrant } from '../person.js';
import { readUnits, type UnitRow } from '../unit-room.js';
import { username } from '../sign-in/accounts.js';
import type { Column } from './columns.js';
import type { TableRow } from './table.js';

/** Somebody who has an account already. */
export interface KnownPerson {
  readonly person: string;
  readonly name: string;
  readonly grants: readonly DatedGrant[];
}

/** What rows are compared with. */
export interface Known {
  readonly bodies: readonly string[];
  /** Whether roles take two administrators here: then no list gives any. */
  readonly separated: boolean;
  readonly units: readonly UnitRow[];
  /** By user name. */
  readonly people: ReadonlyMap<string, KnownPerson>;
}

/** Reads what there is already, as far as these rows ask. */
export async function readKnown(
  rows: Rows,
  actor: Actor,
  separated: boolean,
  table: readonly TableRow<Column>[],
): Promise<Known> {
  const names = table.flatMap(({ cells }) => username.safeParse(cells.username).data ?? []);
  const people = new Map<string, KnownPerson>();
  for (const name of new Set(names)) {
    const [found] = await rows.query<{ person: string; name: string }>(
      'SELECT a.person, p.name FROM account a JOIN person_projection p ON p.person = a.person WHERE a.username = ?',
      [name],
    );
    if (found) people.set(name, { ...found, grants: await grantsOf(rows, found.person) });
  }
  const units = await readUnits(rows);
  return {
    bodies: administeredBy(actor),
    separated,
    units: units.filter(({ closedOn }) => closedOn === null),
    people,
  };
}
