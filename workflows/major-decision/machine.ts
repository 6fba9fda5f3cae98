/**
 * The procedure for major administrative decisions (重大行政决策程序), State Council Decree 713, as a machine.
 * Read it from top to bottom as the matter goes: proposal, draft, the three steps side by side, legality review,
 * meeting, issue and what follows. `when` something can happen is the state (and `guard`, which only looks at
 * what the act says); what must be so is in `requires`; who may do it in `roles`; why in `rules`.
 */
import { setup } from 'xstate';
import { actions, type ProcedureEvent } from './actions.js';
import { nothingYet, type Context } from './context.js';

const payloadOf = (event: ProcedureEvent): Readonly<Record<string, unknown>> => event.act.payload ?? {};

const START_AGAIN = ['#publicInput.previous', '#expertReview.previous', '#riskAssessment.previous'] as const;
const [PUBLIC_INPUT, EXPERT_REVIEW, RISK_ASSESSMENT] = START_AGAIN;

const TERMINATION = {
  target: '#terminated',
  actions: 'keepNothing',
  meta: { roles: ['head'], rules: ['D713-010-a', 'D713-038-c'] },
} as const;
const EDITION = {
  roles: ['proposer'],
  rules: ['D713-012-a', 'D713-028-c'],
  requires: ['edition-follows', 'bundle-has-a-draft'],
};
const UNIT_CONSULTATION = {
  actions: 'keepConsultedUnits',
  meta: { roles: ['proposer'], rules: ['D713-013-a', 'D713-013-b'], requires: ['disagreement-reported'] },
} as const;
const ASSESSMENT = {
  actions: 'keepAssessment',
  meta: { roles: ['assessor', 'proposer'], rules: ['D713-043-a', 'D713-029-b'] },
} as const;
const OPEN_CALL = {
  target: 'openCall',
  actions: 'keepOpenCall',
  meta: {
    roles: ['proposer', 'office'],
    rules: ['D713-015-a', 'D713-015-c', 'D713-015-d'],
    requires: ['notice-before-deadline', 'open-call-thirty-days', 'notice-of-current-draft'],
  },
} as const;
const OTHER_MODE = {
  target: 'gathered',
  actions: 'keepPublicInput',
  meta: {
    roles: ['proposer', 'office'],
    rules: ['D713-014-a'],
    requires: ['public-is-not-departments', 'held-already'],
  },
} as const;
const HEARING_NOTICE = {
  target: 'hearing',
  actions: 'keepHearingNotice',
  meta: {
    roles: ['proposer', 'office'],
    rules: ['D713-016-b', 'D713-016-c'],
    requires: ['hearing-selection-published'],
  },
} as const;
const NO_PUBLIC_INPUT = {
  guard: { type: 'finds', params: { step: 'public-input', required: false } },
  target: 'exempted',
  actions: 'keepFinding',
  meta: {
    roles: ['head', 'office', 'proposer'],
    rules: ['D713-014-a', 'D713-014-b'],
    requires: ['exemption-grounded', 'non-disclosure-determined'],
  },
} as const;
const OPINION_RULES = ['D713-025-a', 'D713-027-a', 'D713-028-a'];
const OPINION_REQUIRES = [
  'reviewer-did-not-draft',
  'opinion-on-submitted-bundle',
  'three-answers',
  'counsel-heard',
  'assessments-in',
];
const opinion = (...more: string[]) => ({
  roles: ['legality-reviewer'],
  rules: OPINION_RULES,
  requires: [...OPINION_REQUIRES, 'exemptions-reviewed', ...more],
});
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

export const machine = setup({
  types: {} as { context: Context; events: ProcedureEvent },
  actions,
  guards: {
    screensAs: ({ event }, params: { result: string }) => payloadOf(event)['result'] === params.result,
    finds: ({ event }, params: { step: string; required: boolean }) =>
      payloadOf(event)['step'] === params.step && payloadOf(event)['required'] === params.required,
    concludes: ({ event }, params: { outcome: string; missingStep?: string }) =>
      payloadOf(event)['outcome'] === params.outcome &&
      (params.missingStep === undefined || payloadOf(event)['missingStep'] === params.missingStep),
    judges: ({ event }, params: { controllable: boolean }) =>
      payloadOf(event)['controllable'] === params.controllable,
    decides: ({ event }, params: { outcome: string }) => payloadOf(event)['outcome'] === params.outcome,
    asksParty: ({ event }, params: { kind: string }) => payloadOf(event)['kind'] === params.kind,
    partyAnswers: ({ event }, params: { answer: string }) => payloadOf(event)['answer'] === params.answer,
    concernsCongress: ({ event }, params: { matter: string }) => payloadOf(event)['matter'] === params.matter,
    congressApproves: ({ event }, params: { approved: boolean }) =>
      payloadOf(event)['approved'] === params.approved,
  },
}).createMachine({
  id: 'major-decision',
  context: nothingYet,
  initial: 'unproposed',
  on: {
    IrregularityRecorded: {
      actions: 'keepIrregularity',
      meta: {
        roles: ['proposer', 'office', 'secretary', 'member', 'head', 'legality-reviewer', 'auditor'],
        rules: ['D713-030-d', 'D713-033-a'],
        requires: ['happened-already'],
      },
    },
    DepartureRecorded: {
      actions: 'keepDeparture',
      meta: { roles: ['head', 'office'], rules: ['D713-042-a'], requires: ['departure-possible'] },
    },
    AuditFindingRecorded: { actions: 'keepNothing', meta: { roles: ['auditor'], rules: ['D713-038-b'] } },
    DissentConfirmed: {
      actions: 'keepNothing',
      meta: { roles: ['member'], rules: ['D713-030-d', 'D713-038-a'], requires: ['spoke-in-dissent'] },
    },
  },
  states: {
    unproposed: {
      description: '尚未提出',
      on: {
        DecisionProposed: {
          target: 'proposed',
          actions: 'keepProposal',
          meta: {
            roles: ['proposer', 'office'],
            rules: ['D713-010-b', 'D713-010-c', 'D713-010-d', 'SECR-031'],
          },
        },
      },
    },
    proposed: {
      description: '已提出，待认定是否属于重大行政决策（第三条）',
      on: {
        MatterScreened: [
          {
            guard: { type: 'screensAs', params: { result: 'major' } },
            target: 'screened',
            actions: 'keepScreening',
            meta: { roles: ['office', 'head'], rules: ['D713-003-a'], requires: ['matter-classified'] },
          },
          {
            guard: { type: 'screensAs', params: { result: 'not-major' } },
            target: 'screenedOut',
            meta: { roles: ['office', 'head'], rules: ['D713-003-a'] },
          },
          {
            guard: { type: 'screensAs', params: { result: 'excluded' } },
            target: 'screenedOut',
            meta: { roles: ['office', 'head'], rules: ['D713-003-c'], requires: ['exclusion-grounded'] },
          },
          {
            guard: { type: 'screensAs', params: { result: 'special-law' } },
            target: 'screenedOut',
            meta: { roles: ['office', 'head'], rules: ['D713-003-b'], requires: ['exclusion-grounded'] },
          },
        ],
        ProposalWithdrawn: { target: 'withdrawn', meta: { roles: ['proposer'], rules: ['D713-010-b'] } },
      },
    },
    screened: {
      description: '属于重大行政决策，待研究论证（第十条）',
      on: {
        ProposalStudied: {
          target: 'studied',
          meta: { roles: ['proposer', 'office'], rules: ['D713-010-a', 'D713-010-d'] },
        },
        ProposalWithdrawn: { target: 'withdrawn', meta: { roles: ['proposer'], rules: ['D713-010-b'] } },
      },
    },
    studied: {
      description: '已研究论证，待决策机关决定是否启动（第十、十一条）',
      on: {
        ProcedureStarted: {
          target: 'drafting',
          actions: 'keepStart',
          meta: {
            roles: ['head', 'office'],
            rules: ['D713-010-a', 'D713-011-a'],
            requires: ['one-lead-unit', 'deciding-body-starts'],
          },
        },
        ProposalDeclined: { target: 'declined', meta: { roles: ['head', 'office'], rules: ['D713-010-a'] } },
        ProposalWithdrawn: { target: 'withdrawn', meta: { roles: ['proposer'], rules: ['D713-010-b'] } },
      },
    },
    drafting: {
      description: '已启动，拟订决策草案（第十二条）',
      on: {
        DraftSubmitted: { target: 'steps', actions: 'keepDraft', meta: EDITION },
        UnitsConsulted: UNIT_CONSULTATION,
        ProcedureTerminated: TERMINATION,
      },
    },
    steps: {
      description: '公众参与、专家论证、风险评估并行（第十四至二十四条）',
      type: 'parallel',
      on: {
        DraftSubmitted: { actions: 'keepDraft', meta: EDITION },
        UnitsConsulted: UNIT_CONSULTATION,
        AssessmentRecorded: ASSESSMENT,
        ProcedureTerminated: TERMINATION,
      },
      onDone: { target: 'legalityReview', meta: { rules: ['D713-025-a', 'D713-026-a'], roles: [] } },
      states: {
        publicInput: {
          id: 'publicInput',
          description: '公众参与（第十四至十八条）',
          initial: 'needed',
          states: {
            previous: { type: 'history' },
            needed: {
              on: {
                ConsultationOpened: OPEN_CALL,
                PublicInputHeld: OTHER_MODE,
                HearingAnnounced: HEARING_NOTICE,
                StepFindingRecorded: NO_PUBLIC_INPUT,
              },
            },
            openCall: {
              on: {
                ConsultationClosed: {
                  target: 'gathered',
                  actions: 'keepNothing',
                  meta: {
                    roles: ['proposer', 'office'],
                    rules: ['D713-015-a'],
                    requires: ['open-call-over'],
                  },
                },
              },
            },
            hearing: {
              on: {
                HearingHeld: {
                  target: 'gathered',
                  actions: 'keepHearing',
                  meta: {
                    roles: ['proposer', 'office'],
                    rules: ['D713-016-a', 'D713-017-a'],
                    requires: ['hearing-papers-seven-days', 'hearing-in-order', 'held-already'],
                  },
                },
                HearingAnnounced: { ...HEARING_NOTICE, reenter: true },
              },
            },
            gathered: {
              on: {
                ConsultationOpened: OPEN_CALL,
                PublicInputHeld: OTHER_MODE,
                HearingAnnounced: HEARING_NOTICE,
                PublicInputReported: {
                  target: 'completed',
                  actions: 'keepNothing',
                  meta: {
                    roles: ['proposer'],
                    rules: ['D713-014-a', 'D713-018-a'],
                    requires: ['every-comment-disposed', 'groups-heard', 'hearing-where-required'],
                  },
                },
              },
            },
            completed: { type: 'final' },
            exempted: { type: 'final' },
          },
        },
        expertReview: {
          id: 'expertReview',
          description: '专家论证（第十九至二十一条）',
          initial: 'undetermined',
          states: {
            previous: { type: 'history' },
            undetermined: {
              on: {
                StepFindingRecorded: [
                  {
                    guard: { type: 'finds', params: { step: 'expert-review', required: true } },
                    target: 'needed',
                    actions: 'keepFinding',
                    meta: { roles: ['proposer', 'office', 'head'], rules: ['D713-019-a'] },
                  },
                  {
                    guard: { type: 'finds', params: { step: 'expert-review', required: false } },
                    target: 'exempted',
                    actions: 'keepFinding',
                    meta: {
                      roles: ['proposer', 'office', 'head'],
                      rules: ['D713-019-a'],
                      requires: ['exemption-grounded'],
                    },
                  },
                ],
              },
            },
            needed: {
              on: {
                ExpertInvited: {
                  actions: 'keepInvitation',
                  meta: {
                    roles: ['proposer', 'office'],
                    rules: ['D713-020-a', 'D713-020-b'],
                    requires: ['expert-without-interest'],
                  },
                },
                ExpertDeclared: {
                  actions: 'keepDeclaration',
                  meta: {
                    roles: ['expert'],
                    rules: ['D713-019-d', 'D713-020-a'],
                    requires: ['expert-invited'],
                  },
                },
                ExpertOpinionGiven: {
                  actions: 'keepExpertOpinion',
                  meta: {
                    roles: ['expert'],
                    rules: ['D713-019-b', 'D713-019-c'],
                    requires: [
                      'expert-declared-free-of-interest',
                      'expert-opinion-complete',
                      'bundle-is-current',
                    ],
                  },
                },
                ExpertReviewConcluded: {
                  target: 'completed',
                  actions: 'keepNothing',
                  meta: {
                    roles: ['proposer', 'office'],
                    rules: ['D713-019-a'],
                    requires: ['expert-opinions-in'],
                  },
                },
              },
            },
            completed: { type: 'final' },
            exempted: { type: 'final' },
          },
        },
        riskAssessment: {
          id: 'riskAssessment',
          description: '风险评估（第二十二至二十四条）',
          initial: 'undetermined',
          states: {
            previous: { type: 'history' },
            undetermined: {
              on: {
                StepFindingRecorded: [
                  {
                    guard: { type: 'finds', params: { step: 'risk-assessment', required: true } },
                    target: 'needed',
                    actions: 'keepFinding',
                    meta: { roles: ['proposer', 'office', 'head'], rules: ['D713-022-a'] },
                  },
                  {
                    guard: { type: 'finds', params: { step: 'risk-assessment', required: false } },
                    target: 'exempted',
                    actions: 'keepFinding',
                    meta: {
                      roles: ['proposer', 'office', 'head'],
                      rules: ['D713-022-a'],
                      requires: ['exemption-grounded'],
                    },
                  },
                ],
              },
            },
            needed: {
              on: {
                RiskAssessed: {
                  target: 'completed',
                  actions: 'keepRisk',
                  meta: {
                    roles: ['assessor'],
                    rules: ['D713-022-b', 'D713-023-a', 'D713-023-b'],
                    requires: ['risk-report-complete', 'risk-departments-heard', 'risk-of-current-draft'],
                  },
                },
              },
            },
            completed: { type: 'final' },
            exempted: { type: 'final' },
          },
        },
      },
    },
    legalityReview: {
      description: '合法性审查（第二十五至二十八条）',
      initial: 'toBeRequested',
      on: {
        ProcedureTerminated: TERMINATION,
        AssessmentRecorded: ASSESSMENT,
        UnitsConsulted: UNIT_CONSULTATION,
      },
      states: {
        toBeRequested: {
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
                  'units-consulted',
                  'assessments-in',
                ],
              },
            },
          },
        },
        underReview: {
          on: {
            LegalAdviceGiven: {
              actions: 'keepLegalAdvice',
              meta: {
                roles: ['legal-adviser'],
                rules: ['D713-028-b'],
                requires: ['opinion-on-submitted-bundle'],
              },
            },
            LegalityBundleReturned: {
              target: 'toBeRequested',
              actions: 'keepReturnedBundle',
              meta: {
                roles: ['legality-reviewer'],
                rules: ['D713-026-b'],
                requires: ['reviewer-did-not-draft'],
              },
            },
            DraftSubmitted: { target: 'toBeRequested', actions: 'keepDraft', meta: EDITION },
            LegalityOpinionIssued: [
              {
                guard: { type: 'concludes', params: { outcome: 'lawful' } },
                target: 'cleared',
                actions: 'keepOpinion',
                meta: opinion(),
              },
              {
                guard: { type: 'concludes', params: { outcome: 'exploratory' } },
                target: 'cleared',
                actions: 'keepOpinion',
                meta: opinion('legal-risk-stated'),
              },
              {
                guard: { type: 'concludes', params: { outcome: 'lawful-with-changes' } },
                target: 'changesAsked',
                actions: 'keepOpinion',
                meta: opinion(),
              },
              {
                guard: { type: 'concludes', params: { outcome: 'unlawful' } },
                target: 'revisionDue',
                actions: 'keepOpinion',
                meta: opinion(),
              },
              {
                guard: {
                  type: 'concludes',
                  params: { outcome: 'step-missing', missingStep: 'public-input' },
                },
                target: ['#publicInput.needed', EXPERT_REVIEW, RISK_ASSESSMENT],
                actions: 'keepOpinion',
                meta: opinion(),
              },
              {
                guard: {
                  type: 'concludes',
                  params: { outcome: 'step-missing', missingStep: 'expert-review' },
                },
                target: [PUBLIC_INPUT, '#expertReview.undetermined', RISK_ASSESSMENT],
                actions: 'keepOpinion',
                meta: opinion(),
              },
              {
                guard: {
                  type: 'concludes',
                  params: { outcome: 'step-missing', missingStep: 'risk-assessment' },
                },
                target: [PUBLIC_INPUT, EXPERT_REVIEW, '#riskAssessment.undetermined'],
                actions: 'keepOpinion',
                meta: opinion(),
              },
            ],
          },
        },
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
              meta: {
                roles: ['legality-reviewer'],
                rules: ['D713-025-a', 'D713-028-c'],
                requires: ['reviewer-did-not-draft', 'difference-shown'],
              },
            },
            ConformityDenied: {
              target: 'toBeRequested',
              actions: 'keepNothing',
              meta: {
                roles: ['legality-reviewer'],
                rules: ['D713-025-a', 'D713-028-c'],
                requires: ['reviewer-did-not-draft', 'difference-shown'],
              },
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
              actions: 'keepNothing',
              meta: {
                roles: ['proposer', 'office'],
                rules: ['D713-029-a', 'D713-029-b', 'D713-029-c'],
                requires: ['reviewed-text-is-tabled', 'meeting-bundle-complete'],
              },
            },
          },
        },
      },
    },
    meeting: {
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
                target: [PUBLIC_INPUT, EXPERT_REVIEW, '#riskAssessment.needed'],
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
                requires: [
                  'in-the-meeting',
                  'speaker-is-the-head',
                  'head-speaks-last',
                  'legality-review-time',
                ],
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
    },
    deferred: {
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
    },
    adopted: {
      id: 'adopted',
      description: '已经集体讨论决定',
      tags: 'effective',
      initial: 'beforeIssue',
      states: {
        beforeIssue: {
          description: '出台前：请示报告党委（第三十一条）；属于人大事项的先行办理（第八条）',
          type: 'parallel',
          onDone: { target: 'readyToIssue', meta: { roles: [], rules: ['D713-031-a', 'D713-008-a'] } },
          states: {
            party: {
              initial: 'undetermined',
              states: {
                undetermined: {
                  on: {
                    PartyCommitteeAsked: [
                      {
                        guard: { type: 'asksParty', params: { kind: 'request' } },
                        target: 'asked',
                        meta: { roles: ['office', 'head'], rules: ['D713-031-a'] },
                      },
                      {
                        guard: { type: 'asksParty', params: { kind: 'report' } },
                        target: 'settled',
                        meta: { roles: ['office', 'head'], rules: ['D713-031-a'] },
                      },
                      {
                        guard: { type: 'asksParty', params: { kind: 'not-required' } },
                        target: 'settled',
                        meta: { roles: ['office', 'head'], rules: ['D713-031-a'] },
                      },
                    ],
                  },
                },
                asked: {
                  on: {
                    PartyCommitteeAnswered: [
                      {
                        guard: { type: 'partyAnswers', params: { answer: 'agreed' } },
                        target: 'settled',
                        meta: { roles: ['party-office'], rules: ['D713-031-a'] },
                      },
                      {
                        guard: { type: 'partyAnswers', params: { answer: 'amend' } },
                        target: '#revisionDue',
                        meta: { roles: ['party-office'], rules: ['D713-031-a'] },
                      },
                      {
                        guard: { type: 'partyAnswers', params: { answer: 'refused' } },
                        target: '#refused',
                        meta: { roles: ['party-office'], rules: ['D713-031-a'] },
                      },
                    ],
                  },
                },
                settled: { type: 'final' },
              },
            },
            congress: {
              initial: 'undetermined',
              states: {
                undetermined: {
                  on: {
                    CongressMatterFound: [
                      {
                        guard: { type: 'concernsCongress', params: { matter: 'none' } },
                        target: 'settled',
                        meta: { roles: ['office', 'head'], rules: ['D713-008-a', 'ORG-012-3'] },
                      },
                      {
                        guard: { type: 'concernsCongress', params: { matter: 'report' } },
                        target: 'toBeTold',
                        meta: { roles: ['office', 'head'], rules: ['D713-008-a'] },
                      },
                      {
                        guard: { type: 'concernsCongress', params: { matter: 'decide' } },
                        target: 'toResolve',
                        meta: { roles: ['office', 'head'], rules: ['D713-008-a', 'ORG-012-3'] },
                      },
                    ],
                  },
                },
                toBeTold: {
                  on: {
                    CongressReported: {
                      target: 'settled',
                      meta: { roles: ['office', 'congress'], rules: ['D713-008-a'] },
                    },
                  },
                },
                toResolve: {
                  on: {
                    CongressResolved: [
                      {
                        guard: { type: 'congressApproves', params: { approved: true } },
                        target: 'settled',
                        meta: { roles: ['congress'], rules: ['D713-008-a', 'ORG-012-3'] },
                      },
                      {
                        guard: { type: 'congressApproves', params: { approved: false } },
                        target: '#refused',
                        meta: { roles: ['congress'], rules: ['D713-008-a', 'ORG-012-3'] },
                      },
                    ],
                  },
                },
                settled: { type: 'final' },
              },
            },
          },
        },
        readyToIssue: {
          on: {
            DecisionIssued: {
              target: 'afterIssue',
              actions: 'keepIssue',
              meta: {
                roles: ['head'],
                rules: ['D713-030-e', 'D713-031-a'],
                requires: ['decided-text-is-issued'],
              },
            },
          },
        },
        afterIssue: {
          description: '公布、归档、执行并行（第三十二至三十四条）',
          type: 'parallel',
          tags: 'settled',
          states: {
            publication: {
              initial: 'due',
              states: {
                due: {
                  on: {
                    DecisionPublished: {
                      target: 'published',
                      meta: { roles: ['office', 'proposer'], rules: ['D713-032-a', 'D713-032-b'] },
                    },
                    PublicationWithheld: {
                      target: 'withheld',
                      meta: { roles: ['office', 'head'], rules: ['D713-032-a'] },
                    },
                  },
                },
                published: {},
                withheld: {},
              },
            },
            archive: {
              initial: 'due',
              states: {
                due: {
                  on: {
                    DecisionArchived: {
                      target: 'archived',
                      meta: { roles: ['archivist', 'office'], rules: ['D713-033-a'] },
                    },
                  },
                },
                archived: {},
              },
            },
            execution: {
              initial: 'unassigned',
              states: {
                unassigned: {
                  on: {
                    ExecutionAssigned: {
                      target: 'underWay',
                      meta: { roles: ['head', 'office'], rules: ['D713-034-a'] },
                    },
                  },
                },
                underWay: {
                  on: {
                    ExecutionReported: {
                      actions: 'keepNothing',
                      meta: { roles: ['executor'], rules: ['D713-034-b', 'D713-035-a'] },
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
    screenedOut: { description: '不适用本程序', tags: 'settled' },
    withdrawn: { description: '已撤回', tags: 'settled' },
    declined: { description: '不予启动', tags: 'settled' },
    terminated: { id: 'terminated', description: '已终止', tags: 'settled' },
    rejected: { id: 'rejected', description: '不予通过', tags: 'settled' },
    refused: { id: 'refused', description: '党委或人大未同意', tags: 'settled' },
  },
});
