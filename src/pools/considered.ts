import { CONFLICTS } from '../../workflows/conflicts.js';
import type { MatterFacts } from '../../workflows/other-subjects.js';
import type { PersonFacts, Text } from '../../workflows/vocabulary.js';
import { conflictsOf } from '../conflicts/conflicts.js';
import { expertsOf, type DrawAnnounced, type Exclusion, type Listed, type Pool } from './pool.js';

/** Why somebody is not a candidate, for people. */
export const EXCLUDED: Readonly<Record<Exclusion, Text>> = {
  ...CONFLICTS,
  'no-role': { zh: '当日未任专家', en: 'does not serve as an expert that day' },
  'invited-already': { zh: '已受邀参加本事项论证', en: 'is invited in this matter already' },
};

/** Everybody of the field who is in the pool, each of them a candidate or excluded for a reason: the first that holds. */
export function considered(
  pool: Pool,
  {
    field,
    interests,
  }: Pick<DrawAnnounced, 'field'> & { readonly interests: readonly { readonly expert: string }[] },
  matter: MatterFacts | undefined,
  persons: Readonly<Record<string, PersonFacts>>,
): Pick<DrawAnnounced, 'candidates' | 'excluded' | 'notOfTheField'> {
  const experts = expertsOf(pool, field);
  const known = new Set(interests.map(({ expert }) => expert));
  const judged = experts.map((one) => ({
    ...one,
    reason: exclusionOf(one, matter, persons[one.expert], known),
  }));
  const inThePool = Object.values(pool.experts).filter(({ left }) => left === null).length;
  return {
    candidates: judged
      .filter(({ reason }) => reason === undefined)
      .map(({ expert, lastDrawn }) => ({ expert, lastDrawn })),
    excluded: judged.flatMap(({ expert, reason }) => (reason === undefined ? [] : [{ expert, reason }])),
    notOfTheField: inThePool - experts.length,
  };
}

/** The first that stands against this expert, by the same function as for whoever is appointed without a draw. */
function exclusionOf(
  { expert, unit }: Listed & { readonly expert: string },
  matter: MatterFacts | undefined,
  person: PersonFacts | undefined,
  known: ReadonlySet<string>,
): Exclusion | undefined {
  const grants = person?.grants ?? [];
  const one = {
    person: expert,
    standing: person?.standing ?? 'good',
    serves: grants.some(({ role, body }) => role === 'expert' && body === matter?.body),
    units: [unit, ...grants.map((grant) => grant.unit)],
  };
  const [first] = conflictsOf('expert', one, {
    units: matter?.units ?? [],
    drafters: matter?.drafters ?? [],
    assessors: (matter?.assessors ?? []).map((assessor) => ({ person: assessor, unit: '' })),
    interested: matter?.interested ?? [],
    known: [...known],
  });
  // Of the conflicts only those that are exclusions rest on what was given here.
  if (first !== undefined) return first as Exclusion;
  return matter?.experts.includes(expert) ? 'invited-already' : undefined;
}
