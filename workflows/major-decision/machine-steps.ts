/** The three steps that run side by side (articles 14–24). */
import { publicInput } from './machine-public-input.js';
import {
  BESIDE_THE_STEPS,
  CORRECTION_IN_STEPS,
  EDITION,
  LATENESS,
  opensAgain,
  procedure,
  TERMINATION,
} from './machine-setup.js';

/** A finding, with author and reason: whether the step applies is never a switch. */
const finding = (step: 'expert-review' | 'risk-assessment', rule: string, ...more: string[]) =>
  [
    {
      guard: { type: 'finds', params: { step, required: true } },
      target: 'needed',
      actions: 'keepFinding',
      meta: { roles: ['proposer', 'office', 'head'], rules: [rule] },
    },
    {
      guard: { type: 'finds', params: { step, required: false } },
      target: 'exempted',
      actions: 'keepFinding',
      meta: {
        roles: ['proposer', 'office', 'head'],
        rules: [rule],
        requires: ['exemption-grounded', ...more],
      },
    },
  ] as const;

const expertReview = procedure.createStateConfig({
  id: 'expertReview',
  description: '专家论证（第十九至二十一条）',
  initial: 'undetermined',
  on: { RecordCorrected: opensAgain('expert-review', '#expertReview.undetermined') },
  states: {
    previous: { type: 'history' },
    undetermined: {
      description: '待认定是否专业性、技术性较强',
      on: { StepFindingRecorded: finding('expert-review', 'D713-019-a') },
    },
    needed: {
      description: '正在组织专家论证',
      on: {
        ExpertInvited: {
          actions: 'keepInvitation',
          meta: {
            roles: ['proposer', 'office'],
            rules: ['D713-020-a', 'D713-020-b'],
            requires: ['expert-without-interest', 'expert-drawn', 'lists-stay-short'],
          },
        },
        ExpertDeclared: {
          actions: 'keepDeclaration',
          meta: {
            roles: ['expert'],
            rules: ['D713-019-d', 'D713-020-a'],
            requires: ['expert-invited', 'interest-stays-declared', 'entered-without-stake'],
          },
        },
        ExpertOpinionGiven: {
          actions: 'keepExpertOpinion',
          meta: {
            roles: ['expert'],
            rules: ['D713-019-b', 'D713-019-c'],
            requires: [
              'expert-declared-free-of-interest',
              'entered-without-stake',
              'expert-opinion-complete',
              'expert-opinion-on-current-draft',
              'expert-opinion-unprompted',
              'record-serves-one-step',
              'lists-stay-short',
            ],
          },
        },
        ExpertReviewConcluded: {
          target: 'completed',
          actions: 'keepExpertReport',
          meta: {
            roles: ['proposer', 'office'],
            rules: ['D713-019-a'],
            requires: [
              'expert-opinions-in',
              'experts-odd',
              'experts-from-elsewhere',
              'expert-majority-answered',
              'paper-in-its-place',
              'record-serves-one-step',
              'lists-stay-short',
            ],
          },
        },
      },
    },
    completed: { type: 'final', description: '专家论证已完成' },
    exempted: { type: 'final', description: '已认定不适用' },
  },
});

const riskAssessment = procedure.createStateConfig({
  id: 'riskAssessment',
  description: '风险评估（第二十二至二十四条）',
  initial: 'undetermined',
  on: { RecordCorrected: opensAgain('risk-assessment', '#riskAssessment.undetermined') },
  states: {
    previous: { type: 'history' },
    undetermined: {
      description: '待认定是否可能造成不利影响',
      on: { StepFindingRecorded: finding('risk-assessment', 'D713-022-a', 'risk-assessment-required-here') },
    },
    needed: {
      description: '待完成风险评估',
      on: {
        RiskAssessed: {
          target: 'completed',
          actions: 'keepRisk',
          meta: {
            roles: ['assessor'],
            rules: ['D713-022-b', 'D713-023-a', 'D713-023-b'],
            requires: [
              'risk-report-complete',
              'risk-departments-heard',
              'risk-of-current-draft',
              'uncontrollable-risk-answered',
              'risk-report-reviewed',
              'risk-villagers-took-part',
              'paper-in-its-place',
              'lists-stay-short',
            ],
          },
        },
      },
    },
    completed: { type: 'final', description: '风险评估已完成' },
    exempted: { type: 'final', description: '已认定不适用' },
  },
});

export const steps = procedure.createStateConfig({
  description: '公众参与、专家论证、风险评估并行（第十四至二十四条）',
  type: 'parallel',
  on: {
    DraftSubmitted: { actions: 'keepDraft', meta: EDITION },
    ...BESIDE_THE_STEPS,
    ...LATENESS,
    RecordCorrected: CORRECTION_IN_STEPS,
    ProcedureTerminated: TERMINATION,
  },
  onDone: { target: 'legalityReview', meta: { rules: ['D713-025-a', 'D713-026-a'], roles: [] } },
  states: { publicInput, expertReview, riskAssessment },
});
