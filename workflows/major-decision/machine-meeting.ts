/** Collective decision (articles 29–31): unconditional. */
import { AS_IT_WAS, EDITION, TERMINATION, procedure } from './machine-setup.js';

const TABLING = {
  target: '#tabled',
  reenter: true,
  actions: 'keepTabling',
  meta: {
    roles: ['secretary', 'office'],
    rules: ['D713-025-a', 'D713-026-c', 'D713-030-a'],
    requires: [
      'reviewed-text-is-tabled',
      'meeting-of-the-deciding-body',
      'legality-review-time',
      'assessments-in',
    ],
  },
} as const;
const OUTCOME = {
  roles: ['head'],
  rules: ['D713-030-a', 'D713-030-c', 'D713-030-e'],
  requires: [
    'in-the-meeting',
    'decided-by-the-head',
    'tabled-text-is-decided',
    'departure-from-majority-reasoned',
    'legality-review-time',
  ],
};
const ADOPTION = { ...OUTCOME, requires: [...OUTCOME.requires, 'risk-judged-controllable'] };

export const meeting = procedure.createStateConfig({
  id: 'meeting',
  description: '集体讨论决定（第二十九至三十一条）',
  initial: 'bundleSubmitted',
  on: { ProcedureTerminated: TERMINATION },
  states: {
    bundleSubmitted: {
      on: {
        TabledAtMeeting: TABLING,
        MeetingBundleReturned: {
          target: '#cleared',
          actions: 'keepNothing',
          meta: { roles: ['secretary', 'office'], rules: ['D713-029-a'] },
        },
        DraftSubmitted: { target: '#conformityDue', actions: 'keepDraft', meta: EDITION },
      },
    },
    tabled: {
      id: 'tabled',
      on: {
        TabledAtMeeting: TABLING,
        DraftSubmitted: { target: '#conformityDue', actions: 'keepDraft', meta: EDITION },
        MemberRecused: {
          actions: 'keepRecusal',
          meta: {
            roles: ['member'],
            rules: ['D713-030-d'],
            requires: ['in-the-meeting', 'speaks-once-as-member'],
          },
        },
        MemberSpoke: {
          actions: 'keepSpeech',
          meta: {
            roles: ['member'],
            rules: ['D713-030-a', 'D713-030-d'],
            requires: ['in-the-meeting', 'speaks-once-as-member', 'legality-review-time'],
          },
        },
        RiskJudged: [
          {
            guard: { type: 'judges', params: { controllable: true } },
            actions: 'keepRiskJudgement',
            meta: { roles: ['head'], rules: ['D713-024-b'], requires: ['in-the-meeting'] },
          },
          {
            guard: { type: 'judges', params: { controllable: false } },
            target: [AS_IT_WAS.publicInput, AS_IT_WAS.expertReview, '#riskAssessment.needed'],
            actions: 'keepRiskJudgement',
            meta: { roles: ['head'], rules: ['D713-024-a', 'D713-024-b'], requires: ['in-the-meeting'] },
          },
        ],
        HeadSpoke: {
          target: 'discussed',
          actions: 'keepNothing',
          meta: {
            roles: ['head'],
            rules: ['D713-030-b'],
            requires: ['in-the-meeting', 'speaker-is-the-head', 'head-speaks-last', 'legality-review-time'],
          },
        },
      },
    },
    discussed: {
      on: {
        OutcomeDecided: [
          {
            guard: { type: 'decides', params: { outcome: 'passed' } },
            target: '#adopted',
            actions: 'keepOutcome',
            meta: ADOPTION,
          },
          {
            guard: { type: 'decides', params: { outcome: 'passed-with-edits' } },
            target: '#adopted',
            actions: 'keepOutcome',
            meta: ADOPTION,
          },
          {
            guard: { type: 'decides', params: { outcome: 'substantive-change' } },
            target: '#revisionDue',
            actions: 'keepOutcome',
            meta: OUTCOME,
          },
          {
            guard: { type: 'decides', params: { outcome: 'deferred' } },
            target: '#deferred',
            actions: 'keepOutcome',
            meta: OUTCOME,
          },
          {
            guard: { type: 'decides', params: { outcome: 'rejected' } },
            target: '#rejected',
            actions: 'keepOutcome',
            meta: OUTCOME,
          },
          {
            guard: { type: 'decides', params: { outcome: 'terminated' } },
            target: '#terminated',
            actions: 'keepOutcome',
            meta: OUTCOME,
          },
        ],
      },
    },
  },
});

export const deferred = procedure.createStateConfig({
  id: 'deferred',
  description: '暂缓，待重新提请',
  on: {
    DecisionRetabled: {
      target: '#cleared',
      actions: 'keepNothing',
      meta: { roles: ['proposer', 'office'], rules: ['D713-029-a'] },
    },
    DraftSubmitted: { target: '#conformityDue', actions: 'keepDraft', meta: EDITION },
    ProcedureTerminated: TERMINATION,
  },
});
