import type { MatterFacts } from '../../workflows/other-subjects.js';
import type { PersonFacts, Text } from '../../workflows/vocabulary.js';
import { expertsOf, type DrawAnnounced, type Exclusion, type Listed, type Pool } from './pool.js';

/** Why somebody is not a candidate, for people. */
export const EXCLUDED: Readonly<Record<Exclusion, Text>> = {
  barred: { zh: '已被取消资格', en: 'barred from the pool' },
  'no-role': { zh: '当日未任专家', en: 'does not serve as an expert that day' },
  drafted: { zh: '起草了草案', en: 'drafted' },
  'same-unit': { zh: '属于承办单位', en: 'belongs to a responsible unit' },
  'earlier-assessor': { zh: '已就本事项作过评估', en: 'has assessed this matter before' },
  'interest-declared': { zh: '本人声明有直接利害关系', en: 'declared a direct interest' },
  'interest-known': {
    zh: '抽取人说明有直接利害关系',
    en: 'a direct interest was stated when the draw was asked for',
  },
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

function exclusionOf(
  { expert, unit }: Listed & { readonly expert: string },
  matter: MatterFacts | undefined,
  person: PersonFacts | undefined,
  known: ReadonlySet<string>,
): Exclusion | undefined {
  if (person?.standing === 'barred') return 'barred';
  const grants = person?.grants ?? [];
  if (!grants.some(({ role, body }) => role === 'expert' && body === matter?.body)) return 'no-role';
  if (matter?.drafters.includes(expert)) return 'drafted';
  const units = [unit, ...grants.map((grant) => grant.unit)];
  if (units.some((one) => matter?.units.includes(one))) return 'same-unit';
  if (matter?.assessors.includes(expert)) return 'earlier-assessor';
  if (matter?.interested.includes(expert)) return 'interest-declared';
  if (known.has(expert)) return 'interest-known';
  return matter?.experts.includes(expert) ? 'invited-already' : undefined;
}
