/** The three steps side by side: public input, expert review, risk assessment (articles 14–24). */
import { ASSESSMENT, EDITION, TERMINATION, UNIT_CONSULTATION, procedure } from './machine-setup.js';

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

export const steps = procedure.createStateConfig({
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
});
