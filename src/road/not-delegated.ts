import { BOUND_TO_THE_PERSON } from '../../workflows/delegation.js';
import { personNamed, type Facts } from '../../workflows/vocabulary.js';
import type { Unmet } from '../engine/procedure.js';
import { RequirementUnmet } from './refusals.js';
import type { RoadRequest } from './road-request.js';

const HOLDS = {
  requirement: 'delegation-holds',
  title: { zh: '委托有效、且及于这一行为', en: 'A delegation stands, and is for this act' },
} as const;

/**
 * Whoever says that they act for another does so by a delegation or not at all. Why there is none is not told: who
 * delegated what to whom is theirs to know.
 * @throws RequirementUnmet, with the article where the law binds the act to the person
 */
export function refuseNotDelegated({ request }: RoadRequest, facts: Facts): void {
  const { type, delegatedBy } = request;
  if (delegatedBy === undefined || facts.delegation !== undefined) return;
  throw new RequirementUnmet(type, [boundToThePerson(type) ?? noDelegation(delegatedBy)]);
}

/** An act that nobody does for another, as people are told it; undefined where it may be delegated. */
function boundToThePerson(type: string): Unmet | undefined {
  const bound = Object.hasOwn(BOUND_TO_THE_PERSON, type) ? BOUND_TO_THE_PERSON[type] : undefined;
  if (!bound) return undefined;
  return {
    ...HOLDS,
    rules: bound.rules,
    strength: bound.is === 'law' ? 'binding' : 'house',
    found: { zh: `不得委托：${bound.because.zh}`, en: `not delegated: ${bound.because.en}` },
    needed: { zh: '由本人办理', en: 'that person, in person' },
    remedy: {
      zh: '请本人办理；没有账号的，凭其签署的原件代录。',
      en: 'Ask that person; without an account, have it entered from the signed original.',
    },
  };
}

const noDelegation = (by: string): Unmet => ({
  ...HOLDS,
  rules: [],
  strength: 'house',
  found: {
    zh: `没有${personNamed(by)}对您的、今天有效且及于这一行为的委托，或者委托人已不再担任所委托的角色`,
    en: `no delegation of ${personNamed(by)} to you stands today and is for this act, or the role that was lent is held no more`,
  },
  needed: {
    zh: '在期限和范围之内、未终止的委托，且双方均在本机关任职',
    en: 'one within its days and scope that has not ended, with both serving this body',
  },
  remedy: { zh: '请本人办理，或由其另行委托。', en: 'Ask that person to do it, or to delegate it.' },
});
