/** Step one in the machine: public input (articles 14–18). An open call, a hearing and other modes may overlap. */
import { opensAgain, procedure } from './machine-setup.js';

const OPENED = {
  target: 'openCall',
  actions: 'keepOpenCall',
  meta: {
    roles: ['proposer', 'office'],
    rules: ['D713-015-a', 'D713-015-c', 'D713-015-d'],
    requires: [
      'notice-before-deadline',
      'open-call-thirty-days',
      'open-call-never-shortened',
      'notice-of-current-draft',
      'call-of-this-decision',
      'earlier-comments-disposed',
    ],
  },
} as const;
const HELD = {
  actions: 'keepPublicInput',
  meta: {
    roles: ['proposer', 'office'],
    rules: ['D713-014-a'],
    requires: [
      'public-is-not-departments',
      'held-already',
      'round-table-papers',
      'record-serves-one-step',
      'lists-stay-short',
    ],
  },
} as const;
const CONVENED = {
  actions: 'keepRoundTablePapers',
  meta: { roles: ['proposer', 'office'], rules: ['D713-014-a'] },
} as const;
const ANNOUNCED = {
  actions: 'keepHearingNotice',
  meta: {
    roles: ['proposer', 'office'],
    rules: ['D713-016-b', 'D713-016-c'],
    requires: ['hearing-selection-published', 'hearing-participants', 'hearing-postponed-within-limit'],
  },
} as const;
const DELIVERED = {
  actions: 'keepHearingPapers',
  meta: { roles: ['proposer', 'office'], rules: ['D713-016-a', 'D713-016-d'] },
} as const;
const HEARD = {
  actions: 'keepHearing',
  meta: {
    roles: ['proposer', 'office'],
    rules: ['D713-016-a', 'D713-017-a'],
    requires: [
      'hearing-noticed',
      'hearing-list-published',
      'hearing-papers-seven-days',
      'hearing-as-announced',
      'hearing-in-order',
      'hearing-attended',
      'hearing-moderator-independent',
      'held-already',
      'record-serves-one-step',
      'lists-stay-short',
    ],
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

export const publicInput = procedure.createStateConfig({
  id: 'publicInput',
  description: '公众参与（第十四至十八条）',
  initial: 'needed',
  on: { RecordCorrected: opensAgain('public-input', '#publicInput.needed') },
  states: {
    previous: { type: 'history' },
    needed: {
      description: '待听取公众意见',
      on: {
        ConsultationOpened: OPENED,
        RoundTableConvened: CONVENED,
        PublicInputHeld: { target: 'gathered', ...HELD },
        HearingAnnounced: { target: 'hearing', ...ANNOUNCED },
        StepFindingRecorded: NO_PUBLIC_INPUT,
      },
    },
    openCall: {
      description: '正在公开征求意见',
      on: {
        ConsultationClosed: {
          target: 'gathered',
          actions: 'keepClosing',
          meta: { roles: ['proposer', 'office'], rules: ['D713-015-a'], requires: ['open-call-over'] },
        },
        RoundTableConvened: CONVENED,
        PublicInputHeld: HELD,
        HearingAnnounced: ANNOUNCED,
        HearingPapersDelivered: DELIVERED,
        HearingHeld: HEARD,
      },
    },
    hearing: {
      description: '已公告听证会，待举行',
      on: {
        HearingPapersDelivered: DELIVERED,
        HearingHeld: { target: 'gathered', ...HEARD },
        HearingAnnounced: ANNOUNCED,
        ConsultationOpened: OPENED,
        RoundTableConvened: CONVENED,
        PublicInputHeld: { target: 'gathered', ...HELD },
      },
    },
    gathered: {
      description: '已听取意见，待归纳研究并报告采纳情况',
      on: {
        ConsultationOpened: OPENED,
        RoundTableConvened: CONVENED,
        PublicInputHeld: HELD,
        HearingAnnounced: ANNOUNCED,
        HearingPapersDelivered: DELIVERED,
        HearingHeld: HEARD,
        PublicInputReported: {
          target: 'completed',
          actions: 'keepInputReport',
          meta: {
            roles: ['proposer'],
            rules: ['D713-014-a', 'D713-018-a'],
            requires: [
              'every-comment-disposed',
              'groups-heard',
              'businesses-heard',
              'input-report-published',
              'hearing-where-required',
              'hearing-where-most-object',
              'hearing-requests-answered',
              'hearing-report-made',
              'hearing-opposition-argued',
              'hearing-feedback-given',
              'paper-in-its-place',
            ],
          },
        },
      },
    },
    completed: { type: 'final', description: '公众参与已完成' },
    exempted: { type: 'final', description: '依法不予公开，已认定不适用' },
  },
});
