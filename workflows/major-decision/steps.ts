/** The five steps, and how each stands: read off the machine's states, never kept beside them. */
import type { AnyMachineSnapshot } from 'xstate';
import type { Text } from '../vocabulary.js';
import { inARow } from '../words.js';

const REGIONS = {
  'public-input': 'publicInput',
  'expert-review': 'expertReview',
  'risk-assessment': 'riskAssessment',
};
const stateOf = (region: string, state: string) => `major-decision.steps.${region}.${state}`;

const besideTheOthers = (id: keyof typeof REGIONS, ...open: string[]) => ({
  id,
  open: open.map((state) => stateOf(REGIONS[id], state)),
  completed: [stateOf(REGIONS[id], 'completed')],
  exempted: [stateOf(REGIONS[id], 'exempted')],
});

export const MANDATORY_STEPS = [
  {
    ...besideTheOthers('public-input', 'needed', 'openCall', 'hearing', 'gathered'),
    title: { zh: '公众参与', en: 'public input' },
    rules: ['D713-014-a'],
  },
  {
    ...besideTheOthers('expert-review', 'undetermined', 'needed'),
    title: { zh: '专家论证', en: 'expert review' },
    rules: ['D713-019-a'],
  },
  {
    ...besideTheOthers('risk-assessment', 'undetermined', 'needed'),
    title: { zh: '风险评估', en: 'risk assessment' },
    rules: ['D713-022-a'],
  },
  {
    id: 'legality-review',
    title: { zh: '合法性审查', en: 'legality review' },
    rules: ['D713-025-a', 'TOWN-01'],
    open: [
      'toBeRequested',
      'major-decision.legalityReview.underReview',
      'major-decision.legalityReview.changesAsked',
      'revisionDue',
      'conformityDue',
    ],
    completed: ['cleared'],
    exempted: [],
  },
  {
    id: 'collective-decision',
    title: { zh: '集体讨论决定', en: 'collective decision' },
    rules: ['D713-030-a', 'ORG-006'],
    open: ['major-decision.meeting.bundleSubmitted', 'tabled', 'deferred'],
    completed: ['major-decision.meeting.discussed'],
    exempted: [],
  },
] as const;

/** Steps by their titles, where a sentence names them. */
export const stepsNamed = (ids: readonly string[]): Text =>
  inARow(ids.map((id) => MANDATORY_STEPS.find((step) => step.id === id)?.title ?? { zh: id, en: id }));

/** Acts that send a matter back to one step, and how they say so. */
export const RETURNS = [
  ...(['public-input', 'expert-review', 'risk-assessment'] as const).map((missingStep) => ({
    type: 'LegalityOpinionIssued',
    says: { outcome: 'step-missing', missingStep },
    step: missingStep,
  })),
  { type: 'LegalityOpinionIssued', says: { outcome: 'unlawful' }, step: 'legality-review' },
  { type: 'LegalityOpinionIssued', says: { outcome: 'lawful-with-changes' }, step: 'legality-review' },
  { type: 'LegalityBundleReturned', says: {}, step: 'legality-review' },
  { type: 'ConformityDenied', says: {}, step: 'legality-review' },
  { type: 'RiskJudged', says: { controllable: false }, step: 'risk-assessment' },
  { type: 'OutcomeDecided', says: { outcome: 'substantive-change' }, step: 'legality-review' },
  { type: 'OutcomeDecided', says: { outcome: 'deferred' }, step: 'collective-decision' },
  { type: 'PartyCommitteeAnswered', says: { answer: 'amend' }, step: 'legality-review' },
  { type: 'JointBodyDecided', says: { outcome: 'substantive-change' }, step: 'legality-review' },
  ...(['public-input', 'expert-review', 'risk-assessment'] as const).map((reopens) => ({
    type: 'RecordCorrected',
    says: { reopens },
    step: reopens,
  })),
] as const;

/** Which step rests on which act: a correction that makes the act fall opens that step again. */
export const RESTS_ON: Readonly<Record<string, string>> = {
  ConsultationOpened: 'public-input',
  ConsultationClosed: 'public-input',
  PublicInputHeld: 'public-input',
  HearingAnnounced: 'public-input',
  HearingHeld: 'public-input',
  PublicInputReported: 'public-input',
  ExpertInvited: 'expert-review',
  ExpertDeclared: 'expert-review',
  ExpertOpinionGiven: 'expert-review',
  ExpertReviewConcluded: 'expert-review',
  RiskAssessed: 'risk-assessment',
  UnitsConsulted: 'legality-review',
  AssessmentRecorded: 'legality-review',
  LegalityReviewRequested: 'legality-review',
  LegalAdviceGiven: 'legality-review',
  LegalityOpinionIssued: 'legality-review',
  ConformityConfirmed: 'legality-review',
  MeetingBundleSubmitted: 'collective-decision',
  TabledAtMeeting: 'collective-decision',
  MemberSpoke: 'collective-decision',
  HeadSpoke: 'collective-decision',
  RiskJudged: 'collective-decision',
  OutcomeDecided: 'collective-decision',
};

export type StepStatus = 'not-open' | 'open' | 'completed' | 'exempted';

/** Where the steps before the meeting, and the meeting itself, are behind the matter. */
const DECIDED = ['deferred', 'adopted', 'rejected', 'refused', 'annulled'];
const CLEARED = [{ legalityReview: 'cleared' }, 'meeting', ...DECIDED];
const DISCUSSED = [{ meeting: 'discussed' }, ...DECIDED];

/** How each of the five steps stands in this state. */
export function stepsOf(snapshot: AnyMachineSnapshot): Record<string, StepStatus> {
  const inAny = (states: readonly unknown[]) => states.some((state) => snapshot.matches(state));
  return {
    'public-input': besideStatus(snapshot, 'public-input'),
    'expert-review': besideStatus(snapshot, 'expert-review'),
    'risk-assessment': besideStatus(snapshot, 'risk-assessment'),
    'legality-review': inAny(CLEARED) ? 'completed' : inAny(['legalityReview']) ? 'open' : 'not-open',
    'collective-decision': inAny(DISCUSSED) ? 'completed' : inAny(['meeting']) ? 'open' : 'not-open',
  };
}

/** While the three steps run, the region's own state; afterwards what it was when they were left. */
function besideStatus(snapshot: AnyMachineSnapshot, step: keyof typeof REGIONS): StepStatus {
  const region = REGIONS[step];
  const running = snapshot.matches('steps');
  const left = snapshot.historyValue[stateOf(region, 'previous')]?.[0]?.id;
  const isIn = (state: string) =>
    running ? snapshot.matches({ steps: { [region]: state } }) : left === stateOf(region, state);
  if (isIn('completed')) return 'completed';
  if (isIn('exempted')) return 'exempted';
  return running ? 'open' : 'not-open';
}
