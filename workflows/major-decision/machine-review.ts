/** Step four in the machine: legality review (articles 25–28). Nothing else leads to `cleared`. */
import {
  AS_IT_WAS,
  BESIDE_THE_STEPS,
  CORRECTION_IN_REVIEW,
  EDITION,
  LATENESS,
  procedure,
  TERMINATION,
} from './machine-setup.js';

const REVIEWER = ['legality-reviewer'] as const;
const opinion = (...more: string[]) => ({
  roles: REVIEWER,
  rules: ['D713-025-a', 'D713-025-c', 'D713-025-e', 'D713-027-a', 'D713-028-a'],
  requires: [
    'reviewer-did-not-draft',
    'entered-without-stake',
    'opinion-on-submitted-bundle',
    'three-answers',
    'answers-reasoned',
    'counsel-heard',
    'assessments-in',
    'exemptions-reviewed',
    'review-outcome-exists-here',
    'paper-in-its-place',
    ...more,
  ],
});
/** A text that may go on to the meeting: what it touches was heard and consulted. */
const HEARD = ['groups-heard', 'hearing-where-required', 'units-consulted'] as const;
const conformity = (...more: string[]) => ({
  roles: REVIEWER,
  rules: ['D713-025-a', 'D713-025-e', 'D713-028-c'],
  requires: ['reviewer-did-not-draft', 'entered-without-stake', 'difference-shown', ...more],
});
const missing = (missingStep: string) =>
  ({ type: 'concludes', params: { outcome: 'step-missing', missingStep } }) as const;

const underReview = procedure.createStateConfig({
  description: '正在审查',
  on: {
    LegalAdviceGiven: {
      actions: 'keepLegalAdvice',
      meta: {
        roles: ['legal-adviser'],
        rules: ['D713-028-b'],
        requires: ['opinion-on-submitted-bundle', 'entered-without-stake', 'counsel-did-not-draft'],
      },
    },
    LegalityReviewExtended: {
      actions: 'keepExtension',
      meta: {
        roles: REVIEWER,
        rules: ['D713-026-c'],
        requires: ['reviewer-did-not-draft', 'extension-within-limit'],
      },
    },
    LegalityBundleReturned: {
      target: 'toBeRequested',
      actions: 'keepReturnedBundle',
      meta: {
        roles: REVIEWER,
        rules: ['D713-026-b'],
        requires: ['reviewer-did-not-draft', 'entered-without-stake'],
      },
    },
    DraftSubmitted: { target: 'toBeRequested', actions: ['keepDraft', 'voidReview'], meta: EDITION },
    LegalityOpinionIssued: [
      {
        guard: { type: 'concludes', params: { outcome: 'lawful' } },
        target: 'cleared',
        actions: 'keepOpinion',
        meta: opinion('counsel-not-against', ...HEARD),
      },
      {
        guard: { type: 'concludes', params: { outcome: 'exploratory' } },
        target: 'cleared',
        actions: 'keepOpinion',
        meta: opinion('legal-risk-stated', 'counsel-not-against', ...HEARD),
      },
      {
        guard: { type: 'concludes', params: { outcome: 'lawful-with-changes' } },
        target: 'changesAsked',
        actions: 'keepOpinion',
        meta: opinion('counsel-not-against', ...HEARD),
      },
      {
        guard: { type: 'concludes', params: { outcome: 'unlawful' } },
        target: 'revisionDue',
        actions: ['keepOpinion', 'voidReview'],
        meta: opinion(),
      },
      {
        guard: missing('public-input'),
        target: ['#publicInput.needed', AS_IT_WAS.expertReview, AS_IT_WAS.riskAssessment],
        actions: ['keepOpinion', 'reopenMissingStep', 'voidReview'],
        meta: opinion(),
      },
      {
        guard: missing('expert-review'),
        target: [AS_IT_WAS.publicInput, '#expertReview.undetermined', AS_IT_WAS.riskAssessment],
        actions: ['keepOpinion', 'reopenMissingStep', 'voidReview'],
        meta: opinion(),
      },
      {
        guard: missing('risk-assessment'),
        target: [AS_IT_WAS.publicInput, AS_IT_WAS.expertReview, '#riskAssessment.undetermined'],
        actions: ['keepOpinion', 'reopenMissingStep', 'voidReview'],
        meta: opinion(),
      },
    ],
  },
});

export const legalityReview = procedure.createStateConfig({
  description: '合法性审查（第二十五至二十八条）',
  initial: 'toBeRequested',
  on: {
    ProcedureTerminated: TERMINATION,
    ...BESIDE_THE_STEPS,
    ...LATENESS,
    RecordCorrected: CORRECTION_IN_REVIEW,
  },
  states: {
    toBeRequested: {
      id: 'toBeRequested',
      description: '待送审',
      on: {
        DraftSubmitted: { actions: 'keepDraft', meta: EDITION },
        LegalityReviewRequested: {
          target: 'underReview',
          actions: 'keepReviewRequest',
          meta: {
            roles: ['proposer', 'office'],
            rules: ['D713-025-a', 'D713-026-a'],
            requires: [
              'bundle-is-current',
              'review-bundle-complete',
              'unit-pre-review',
              'unit-discussion',
              'units-consulted',
              'assessments-in',
            ],
          },
        },
      },
    },
    underReview,
    changesAsked: {
      description: '合法但须修改：等待按意见修改的文本（第二十八条）',
      on: { DraftSubmitted: { target: 'conformityDue', actions: 'keepDraft', meta: EDITION } },
    },
    revisionDue: {
      id: 'revisionDue',
      description: '须实质修改后重新送审',
      on: { DraftSubmitted: { target: 'toBeRequested', actions: 'keepDraft', meta: EDITION } },
    },
    conformityDue: {
      id: 'conformityDue',
      description: '审查后文本有改动，等待审查人看过改动后确认',
      on: {
        DraftSubmitted: { actions: 'keepDraft', meta: EDITION },
        ConformityConfirmed: {
          target: 'cleared',
          actions: 'keepConformity',
          meta: conformity(...HEARD),
        },
        ConformityDenied: {
          target: 'toBeRequested',
          actions: ['voidReview', 'voidAssessments'],
          meta: conformity(),
        },
      },
    },
    cleared: {
      id: 'cleared',
      description: '可以提交讨论',
      on: {
        DraftSubmitted: { target: 'conformityDue', actions: 'keepDraft', meta: EDITION },
        MeetingBundleSubmitted: {
          target: '#meeting',
          actions: 'keepMeetingBundle',
          meta: {
            roles: ['proposer', 'office'],
            rules: ['D713-029-a', 'D713-029-b', 'D713-029-c'],
            requires: [
              'reviewed-text-is-tabled',
              'meeting-bundle-complete',
              'assessment-results-included',
              'steps-not-done-explained',
              'special-statement',
            ],
          },
        },
      },
    },
  },
});
