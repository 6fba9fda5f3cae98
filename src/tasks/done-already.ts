import type { Context } from '../../workflows/major-decision/context.js';

/** What is done once and can be done again: by one person while others are waited for, or by a unit for another. */
export const CAN_BE_DONE_AGAIN = new Set([
  'MemberSpoke',
  'HeadSpoke',
  'ExpertDeclared',
  'ExpertOpinionGiven',
  'LegalAdviceGiven',
  'RiskJudged',
  'ExpertInvited',
  'ExecutionAssigned',
]);

/**
 * Whether this person has done what can be done again: speaking a second time, declaring once more. Nobody waits for
 * that. Earlier versions of the procedure remember less, and are asked no more than they know.
 */
export function doneAlready(act: string, person: string, context: unknown): boolean {
  const { meeting, experts, review, risk, after } = context as Partial<Context>;
  switch (act) {
    case 'MemberSpoke':
    case 'HeadSpoke':
      return Object.hasOwn(meeting?.spoke ?? {}, person) || (meeting?.recused ?? []).includes(person);
    case 'ExpertDeclared':
      return (experts?.[person]?.declared ?? 'not-yet') !== 'not-yet';
    case 'ExpertOpinionGiven':
      return (experts?.[person]?.opinionOn ?? null) !== null;
    case 'LegalAdviceGiven':
      return (review?.advice ?? null) !== null;
    // Where no risk was assessed there is none to be judged.
    case 'RiskJudged':
      return risk === null;
    // Another expert, another unit: nobody waits for that.
    case 'ExpertInvited':
      return Object.values(experts ?? {}).some(({ declared }) => declared !== 'interest');
    case 'ExecutionAssigned':
      return (after?.units ?? []).length > 0;
    default:
      return false;
  }
}
