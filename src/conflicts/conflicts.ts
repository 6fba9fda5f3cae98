import { CONFLICTS, WEIGHT, type Conflict, type ConsideredAs } from '../../workflows/conflicts.js';

const IN_ORDER = Object.keys(CONFLICTS) as Conflict[];

/** Who is considered, as the ledger knows this person on the day. */
export interface Considered {
  readonly person: string;
  readonly standing: 'good' | 'barred';
  /** Holds the role in the body of the matter. */
  readonly serves: boolean;
  /** Where this person works. */
  readonly units: readonly string[];
  /** Units and bodies whose counsel this person is. */
  readonly counselOf?: readonly string[];
}

/** Who did what in a matter. What is left out is not known, and counts as nothing. */
export interface Involved {
  readonly units: readonly string[];
  readonly drafters: readonly string[];
  readonly assessors: readonly { readonly person: string; readonly unit: string }[];
  readonly interested: readonly string[];
  /** Units in which it was proposed or drafted, whether or not they are responsible for it. */
  readonly proposing?: readonly string[];
  /** Of whom others stated an interest. */
  readonly known?: readonly string[];
  readonly argued?: readonly string[];
  readonly recused?: readonly string[];
  readonly advised?: readonly string[];
  readonly reviewed?: readonly string[];
  /** Other bodies that take part: those of the responsible units, and those that decide jointly. */
  readonly otherBodies?: readonly string[];
}

/** What stands against this person in this role, the first in order first; empty where nothing does. */
export function conflictsOf(as: ConsideredAs, one: Considered, matter: Involved): Conflict[] {
  return IN_ORDER.filter((kind) => WEIGHT[as][kind] !== undefined && HOLDS[kind](one, matter));
}

const isAmong = (people: readonly string[] | undefined, { person }: Considered): boolean =>
  people?.includes(person) === true;

const HOLDS: Readonly<Record<Conflict, (one: Considered, matter: Involved) => boolean>> = {
  barred: ({ standing }) => standing === 'barred',
  'no-role': ({ serves }) => !serves,
  drafted: (one, { drafters }) => isAmong(drafters, one),
  'same-unit': (one, { units }) => one.units.some((unit) => units.includes(unit)),
  'proposing-unit': (one, { units, proposing = [] }) =>
    one.units.some((unit) => proposing.includes(unit) && !units.includes(unit)),
  'earlier-assessor': ({ person }, { assessors }) => assessors.some((earlier) => earlier.person === person),
  'earlier-assessors-unit': ({ person, units }, { assessors }) =>
    assessors.some((earlier) => earlier.person !== person && units.includes(earlier.unit)),
  'argued-before': (one, { argued }) => isAmong(argued, one),
  'interest-declared': (one, { interested }) => isAmong(interested, one),
  'interest-known': (one, { known }) => isAmong(known, one),
  recused: (one, { recused }) => isAmong(recused, one),
  advised: (one, { advised }) => isAmong(advised, one),
  'counsel-of-another-side': ({ counselOf = [] }, { units, otherBodies = [] }) =>
    counselOf.some((client) => units.includes(client) || otherBodies.includes(client)),
  reviewed: (one, { reviewed }) => isAmong(reviewed, one),
};
