/**
 * The order that the law prescribes and the machine keeps by its shape: no path leads to the act without one of those
 * before it (the theorem `out-of-order`). What only some matters need, or what depends on what was said, is a requirement.
 */
import type { Precedence } from '../definition.js';

export const PRECEDENCES = [
  // Proposal and start (articles 3, 10, 11)
  { act: 'ProposalStudied', after: ['MatterScreened'], rules: ['D713-003-a'] },
  { act: 'ProcedureStarted', after: ['ProposalStudied'], rules: ['D713-010-a', 'D713-010-c', 'D713-010-d'] },
  { act: 'DraftSubmitted', after: ['ProcedureStarted'], rules: ['D713-010-a', 'D713-011-a'] },
  // The three steps (articles 14–24): each is done, or a finding lets it fall away
  {
    act: 'LegalityReviewRequested',
    after: ['PublicInputReported', 'StepFindingRecorded'],
    rules: ['D713-014-a', 'FJ251-U-d'],
  },
  {
    act: 'LegalityReviewRequested',
    after: ['ExpertReviewConcluded', 'StepFindingRecorded'],
    rules: ['D713-019-a', 'FJ251-U-d'],
  },
  {
    act: 'LegalityReviewRequested',
    after: ['RiskAssessed', 'StepFindingRecorded'],
    rules: ['D713-022-a', 'FJ251-U-d'],
  },
  // Legality review (articles 25, 26): neither a comment nor a countersignature nor a department's reply leads on
  {
    act: 'LegalityOpinionIssued',
    after: ['LegalityReviewRequested'],
    since: ['LegalityBundleReturned', 'ConformityDenied'],
    rules: ['D713-026-a', 'D713-026-b'],
  },
  {
    act: 'TabledAtMeeting',
    after: ['LegalityOpinionIssued'],
    rules: ['D713-025-a', 'D713-025-c', 'FJ251-U-d', 'SH35-028', 'LA-02', 'TOWN-01'],
  },
  // Meeting (articles 29, 30): circulation and countersigning are no way to an outcome
  { act: 'TabledAtMeeting', after: ['MeetingBundleSubmitted'], rules: ['D713-029-a'] },
  {
    act: 'OutcomeDecided',
    after: ['TabledAtMeeting'],
    since: ['MeetingBundleReturned', 'DecisionRetabled', 'DraftSubmitted'],
    rules: ['D713-030-a', 'HLJ4-038', 'HLJ4-040-a', 'ORG-006'],
  },
  {
    act: 'OutcomeDecided',
    after: ['HeadSpoke'],
    since: ['TabledAtMeeting', 'MemberSpoke'],
    rules: ['D713-030-b', 'D713-030-e'],
  },
  // Before issue (articles 8, 31), anew for each outcome
  {
    act: 'DecisionIssued',
    after: ['CongressMatterFound'],
    since: ['OutcomeDecided'],
    rules: ['D713-008-a', 'ORG-012-3'],
  },
  { act: 'DecisionIssued', after: ['PartyCommitteeAsked'], since: ['OutcomeDecided'], rules: ['D713-031-a'] },
  // Nothing is out (出台) before that: it is published and carried out when it was issued
  { act: 'DecisionPublished', after: ['DecisionIssued'], rules: ['D713-008-a', 'D713-031-a'] },
  { act: 'ExecutionAssigned', after: ['DecisionIssued'], rules: ['D713-008-a', 'D713-031-a'] },
  // After it (articles 34–37)
  { act: 'ExecutionReported', after: ['ExecutionAssigned'], rules: ['D713-034-a'] },
  {
    act: 'ExecutionResumed',
    after: ['ExecutionSuspended'],
    since: ['ExecutionResumed'],
    rules: ['D713-037-a'],
  },
  { act: 'ExecutionInspected', after: ['ExecutionAssigned'], rules: ['D713-034-a'] },
  {
    act: 'EvaluationReported',
    after: ['EvaluationOrdered'],
    since: ['EvaluationReported'],
    rules: ['D713-036-b'],
  },
] as const satisfies readonly Precedence[];
