import type { Text } from '../../workflows/vocabulary.js';

/** As what somebody is considered in a matter. */
export const CONSIDERED_AS = [
  'expert',
  'assessor',
  'evaluator',
  'legality-reviewer',
  'legal-adviser',
  'member',
] as const;
export type ConsideredAs = (typeof CONSIDERED_AS)[number];

/** What can stand against somebody, in the order in which it is told. */
export const CONFLICTS = {
  barred: { zh: '已被取消资格', en: 'barred from the pool' },
  'no-role': { zh: '当日未任此角色', en: 'does not hold this role that day' },
  drafted: { zh: '起草了草案', en: 'drafted' },
  'same-unit': { zh: '属于承办单位', en: 'belongs to a responsible unit' },
  'proposing-unit': {
    zh: '属于提出或起草的单位',
    en: 'belongs to the unit that proposed or drafted',
  },
  'earlier-assessor': { zh: '已就本事项作过评估', en: 'has assessed this matter before' },
  'earlier-assessors-unit': {
    zh: '所在单位已就本事项作过评估',
    en: 'belongs to a unit that has assessed this matter before',
  },
  'argued-before': { zh: '已就本事项提出论证意见', en: 'gave an expert opinion on this matter before' },
  'interest-declared': { zh: '本人声明有直接利害关系', en: 'declared a direct interest' },
  'interest-known': {
    zh: '抽取人说明有直接利害关系',
    en: 'a direct interest was stated when the draw was asked for',
  },
  recused: { zh: '已就本事项回避', en: 'is recused in this matter' },
  advised: { zh: '已就本事项提出法律意见', en: 'advised on this matter as counsel' },
  'counsel-of-another-side': {
    zh: '任承办单位或联合决策另一机关的法律顾问',
    en: 'is counsel of a responsible unit, or of another body that takes part',
  },
  reviewed: { zh: '已审查本事项的合法性', en: 'reviewed the legality of this matter' },
} as const satisfies Record<string, Text>;
export type Conflict = keyof typeof CONFLICTS;
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

/**
 * What is in the way, for each of the roles: the requirement of the procedure by which such an act is refused, or
 * `house` where nothing refuses it and whoever appoints should know. What is not listed is no conflict in that role: the
 * lead unit may assess risks itself (article 22), and a deputy who led the drafting still sits in the meeting.
 */
export const WEIGHT: Readonly<Record<ConsideredAs, Readonly<Partial<Record<Conflict, string>>>>> = {
  expert: {
    barred: 'expert-without-interest',
    'no-role': 'expert-without-interest',
    drafted: 'expert-without-interest',
    'same-unit': 'expert-without-interest',
    'proposing-unit': 'house',
    'earlier-assessor': 'house',
    'interest-declared': 'expert-without-interest',
    'interest-known': 'house',
    recused: 'house',
    advised: 'house',
    'counsel-of-another-side': 'house',
    reviewed: 'house',
  },
  assessor: {
    barred: 'house',
    'no-role': 'competent',
    drafted: 'house',
    'interest-declared': 'house',
    'interest-known': 'house',
    recused: 'house',
    'counsel-of-another-side': 'house',
    reviewed: 'house',
  },
  evaluator: {
    barred: 'house',
    'no-role': 'competent',
    drafted: 'house',
    'same-unit': 'house',
    'proposing-unit': 'house',
    'earlier-assessor': 'evaluated-independently',
    'earlier-assessors-unit': 'evaluated-independently',
    'argued-before': 'evaluated-independently',
    'interest-declared': 'house',
    'interest-known': 'house',
    recused: 'house',
    advised: 'house',
    'counsel-of-another-side': 'house',
    reviewed: 'house',
  },
  'legality-reviewer': {
    'no-role': 'competent',
    drafted: 'reviewer-did-not-draft',
    'same-unit': 'reviewer-did-not-draft',
    'proposing-unit': 'house',
    'argued-before': 'house',
    'interest-declared': 'house',
    'interest-known': 'house',
    recused: 'house',
    advised: 'house',
    'counsel-of-another-side': 'house',
  },
  'legal-adviser': {
    'no-role': 'competent',
    drafted: 'counsel-did-not-draft',
    'same-unit': 'house',
    'proposing-unit': 'house',
    'interest-declared': 'house',
    'interest-known': 'house',
    recused: 'house',
    'counsel-of-another-side': 'house',
    reviewed: 'house',
  },
  member: {
    'no-role': 'competent',
    drafted: 'house',
    'interest-declared': 'house',
    'interest-known': 'house',
    recused: 'in-the-meeting',
  },
};

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
