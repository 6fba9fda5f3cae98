import type { Decision } from '../decisions';

/** The act to which the procedure leads from where it stands; undefined once it is issued, or came to nothing. */
export function milestoneOf({ state }: Pick<Decision, 'state'>): string | undefined {
  const value = state['value'];
  if (typeof value === 'string') return BEFORE_THE_STEPS[value];
  if (typeof value !== 'object' || value === null) return undefined;
  if ('steps' in value) return 'LegalityReviewRequested';
  if ('legalityReview' in value) {
    return value.legalityReview === 'toBeRequested' ? 'LegalityReviewRequested' : 'TabledAtMeeting';
  }
  if ('meeting' in value) return value.meeting === 'bundleSubmitted' ? 'TabledAtMeeting' : 'OutcomeDecided';
  if ('adopted' in value)
    return typeof value.adopted === 'object' && isAfterIssue(value.adopted) ? undefined : 'DecisionIssued';
  return undefined;
}

const BEFORE_THE_STEPS: Readonly<Record<string, string>> = {
  proposed: 'MatterScreened',
  screened: 'ProposalStudied',
  studied: 'ProcedureStarted',
  drafting: 'LegalityReviewRequested',
  deferred: 'TabledAtMeeting',
};

export const isIssued = ({ state }: Pick<Decision, 'state'>): boolean => {
  const value = state['value'];
  return typeof value === 'object' && value !== null && 'adopted' in value && isAfterIssue(value.adopted);
};

function isAfterIssue(adopted: unknown): boolean {
  return typeof adopted === 'object' && adopted !== null && 'afterIssue' in adopted;
}
