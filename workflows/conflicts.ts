/**
 * What stands against somebody whom a matter would have as an expert, assessor, evaluator, reviewer, counsel or member
 * (回避), and how much it weighs in each of these roles. Data: `src/conflicts` reads off the record which of them hold.
 */
import type { Text } from './vocabulary.js';

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
