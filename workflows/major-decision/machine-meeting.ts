/** Step five in the machine: collective decision (articles 29–31). Only `discussed` lets an outcome be decided. */
import {
  AS_IT_WAS,
  CORRECTION_OF_A_DECISION,
  EDITION,
  LATENESS,
  procedure,
  TERMINATION,
} from './machine-setup.js';

const TABLING = {
  target: '#tabled',
  reenter: true,
  actions: 'keepTabling',
  meta: {
    roles: ['secretary', 'office'],
    rules: ['D713-025-a', 'D713-025-b', 'D713-026-c', 'D713-030-a'],
    requires: [
      'reviewed-text-is-tabled',
      'meeting-of-the-deciding-body',
      'legality-review-time',
      'assessments-in',
    ],
  },
} as const;
const RISK_JUDGEMENT = [
  {
    guard: { type: 'judges', params: { controllable: true } },
    actions: 'keepRiskJudgement',
    meta: {
      roles: ['head'],
      rules: ['D713-024-b'],
      requires: ['in-the-meeting', 'entered-without-stake', 'decided-by-the-head'],
    },
  },
  {
    guard: { type: 'judges', params: { controllable: false } },
    target: [AS_IT_WAS.publicInput, AS_IT_WAS.expertReview, '#riskAssessment.needed'],
    actions: ['keepRiskJudgement', 'voidReview'],
    meta: {
      roles: ['head'],
      rules: ['D713-024-a', 'D713-024-b'],
      requires: ['in-the-meeting', 'entered-without-stake', 'decided-by-the-head'],
    },
  },
] as const;
const outcome = (...more: string[]) => ({
  roles: ['head'],
  rules: ['D713-030-a', 'D713-030-c', 'D713-030-e'],
  requires: [
    'in-the-meeting',
    'entered-without-stake',
    'decided-by-the-head',
    'tabled-text-is-decided',
    'departure-from-majority-reasoned',
    'legality-review-time',
    'outcome-exists-here',
    'meeting-attended',
    'justice-attends',
    'option-chosen',
    ...more,
  ],
});

const MEMBER_SPEECH = {
  actions: 'keepSpeech',
  meta: {
    roles: ['member'],
    rules: ['D713-030-a', 'D713-030-d'],
    requires: ['in-the-meeting', 'entered-without-stake', 'member-of-the-meeting', 'legality-review-time'],
  },
} as const;

export const meeting = procedure.createStateConfig({
  id: 'meeting',
  description: '集体讨论决定（第二十九至三十一条）',
  initial: 'bundleSubmitted',
  on: { ProcedureTerminated: TERMINATION, RecordCorrected: CORRECTION_OF_A_DECISION, ...LATENESS },
  states: {
    bundleSubmitted: {
      description: '上会材料已提交，待列入议程',
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
      description: '已列入议程，会上讨论：组成人员发言，行政首长最后发言',
      on: {
        TabledAtMeeting: TABLING,
        DraftSubmitted: { target: '#conformityDue', actions: 'keepDraft', meta: EDITION },
        MemberRecused: {
          actions: 'keepRecusal',
          meta: {
            roles: ['member'],
            rules: ['D713-030-d'],
            requires: ['in-the-meeting', 'entered-without-stake', 'member-of-the-meeting'],
          },
        },
        MemberSpoke: MEMBER_SPEECH,
        RiskJudged: RISK_JUDGEMENT,
        HeadSpoke: {
          target: 'discussed',
          actions: 'keepNothing',
          meta: {
            roles: ['head'],
            rules: ['D713-030-a', 'D713-030-b'],
            requires: [
              'in-the-meeting',
              'entered-without-stake',
              'speaker-is-the-head',
              'discussed-by-others',
              'head-speaks-last',
              'legality-review-time',
              'meeting-attended',
            ],
          },
        },
      },
    },
    discussed: {
      description: '已经集体讨论，待行政首长决定',
      on: {
        RiskJudged: RISK_JUDGEMENT,
        // Whoever comes or speaks late is heard, and the head speaks last again.
        MemberSpoke: { ...MEMBER_SPEECH, target: '#tabled' },
        OutcomeDecided: [
          {
            guard: { type: 'decides', params: { outcome: 'passed' } },
            target: '#adopted',
            actions: 'keepOutcome',
            meta: outcome('risk-judged-controllable'),
          },
          {
            guard: { type: 'decides', params: { outcome: 'passed-with-edits' } },
            target: '#adopted',
            actions: 'keepOutcome',
            meta: outcome('risk-judged-controllable'),
          },
          {
            guard: { type: 'decides', params: { outcome: 'substantive-change' } },
            target: '#revisionDue',
            actions: ['keepOutcome', 'voidReview'],
            meta: outcome(),
          },
          {
            guard: { type: 'decides', params: { outcome: 'deferred' } },
            target: '#deferred',
            actions: 'keepOutcome',
            meta: outcome(),
          },
          {
            guard: { type: 'decides', params: { outcome: 'rejected' } },
            target: '#rejected',
            actions: 'keepOutcome',
            meta: outcome(),
          },
          {
            guard: { type: 'decides', params: { outcome: 'terminated' } },
            target: '#terminated',
            actions: 'keepOutcome',
            meta: outcome(),
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
    DecisionLapsed: {
      target: '#lapsed',
      meta: { roles: ['timekeeper'], rules: ['HLJ4-040-b', 'CZ4-022'], requires: ['deferred-too-long'] },
    },
    RecordCorrected: CORRECTION_OF_A_DECISION,
    ProcedureTerminated: TERMINATION,
    ...LATENESS,
  },
});
