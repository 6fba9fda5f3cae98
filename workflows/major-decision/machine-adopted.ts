/** What follows an adoption: Party committee, Congress and other deciding bodies before issue; what follows the issue. */
import { afterIssue } from './machine-after-issue.js';
import { CORRECTION_OF_A_DECISION, LATENESS, procedure } from './machine-setup.js';

const PARTY = { roles: ['office', 'head'], rules: ['D713-031-a'] } as const;
const PARTY_ANSWER = { roles: ['party-office'], rules: ['D713-031-a'] } as const;
const CONGRESS = { roles: ['office', 'head'], rules: ['D713-008-a', 'ORG-012-3'] } as const;
const CONGRESS_ANSWER = { roles: ['congress'], rules: ['D713-008-a', 'ORG-012-3'] } as const;

const party = procedure.createStateConfig({
  description: '请示报告同级党委（第三十一条）',
  initial: 'undetermined',
  states: {
    undetermined: {
      description: '待请示、报告，或认定无须请示报告',
      on: {
        PartyCommitteeAsked: [
          { guard: { type: 'asksParty', params: { kind: 'request' } }, target: 'asked', meta: PARTY },
          { guard: { type: 'asksParty', params: { kind: 'report' } }, target: 'settled', meta: PARTY },
          { guard: { type: 'asksParty', params: { kind: 'not-required' } }, target: 'settled', meta: PARTY },
        ],
      },
    },
    asked: {
      description: '已请示，待答复',
      on: {
        PartyCommitteeAnswered: [
          {
            guard: { type: 'partyAnswers', params: { answer: 'agreed' } },
            target: 'settled',
            meta: PARTY_ANSWER,
          },
          {
            guard: { type: 'partyAnswers', params: { answer: 'amend' } },
            target: '#revisionDue',
            actions: ['voidOutcome', 'voidReview'],
            meta: PARTY_ANSWER,
          },
          {
            guard: { type: 'partyAnswers', params: { answer: 'refused' } },
            target: '#refused',
            meta: PARTY_ANSWER,
          },
        ],
      },
    },
    settled: { type: 'final', description: '已办结' },
  },
});

const congress = procedure.createStateConfig({
  description: '属于人大决定或者报告事项的，先行办理（第八条）',
  initial: 'undetermined',
  states: {
    undetermined: {
      description: '待认定是否属于人大事项',
      on: {
        CongressMatterFound: [
          {
            guard: { type: 'concernsCongress', params: { matter: 'none' } },
            target: 'settled',
            meta: CONGRESS,
          },
          {
            guard: { type: 'concernsCongress', params: { matter: 'report' } },
            target: 'toBeTold',
            meta: CONGRESS,
          },
          {
            guard: { type: 'concernsCongress', params: { matter: 'decide' } },
            target: 'toResolve',
            meta: CONGRESS,
          },
        ],
      },
    },
    toBeTold: {
      description: '待向人大报告',
      on: {
        CongressReported: {
          target: 'settled',
          meta: { roles: ['office', 'congress'], rules: ['D713-008-a'] },
        },
      },
    },
    toResolve: {
      description: '待人大决定',
      on: {
        CongressResolved: [
          {
            guard: { type: 'congressApproves', params: { approved: true } },
            target: 'settled',
            meta: CONGRESS_ANSWER,
          },
          {
            guard: { type: 'congressApproves', params: { approved: false } },
            target: '#refused',
            meta: CONGRESS_ANSWER,
          },
        ],
      },
    },
    settled: { type: 'final', description: '已办结' },
  },
});

const JOINTLY = { roles: ['office', 'secretary'], rules: ['D713-030-a', 'ORG-006'] } as const;
const jointly = (outcome: string) => ({ type: 'jointlyDecides', params: { outcome } }) as const;
const PASSED_JOINTLY = {
  actions: 'keepJointDecision',
  meta: { ...JOINTLY, requires: ['joint-body-met', 'joint-text-is-the-same'] },
} as const;
/** Another body of a joint decision: what it passes is awaited, what it refuses is refused for all of them. */
const JOINT_DECISION = [
  { guard: jointly('passed'), ...PASSED_JOINTLY },
  { guard: jointly('passed-with-edits'), ...PASSED_JOINTLY },
  {
    guard: jointly('substantive-change'),
    target: '#revisionDue',
    actions: ['voidOutcome', 'voidReview'],
    meta: { ...JOINTLY, requires: ['joint-body-met'] },
  },
  {
    guard: jointly('rejected'),
    target: '#refused',
    meta: { ...JOINTLY, requires: ['joint-body-met'] },
  },
] as const;

export const adopted = procedure.createStateConfig({
  id: 'adopted',
  description: '已经集体讨论决定',
  tags: 'effective',
  initial: 'beforeIssue',
  on: {
    RecordCorrected: CORRECTION_OF_A_DECISION,
    ...LATENESS,
    MinutesIssued: {
      actions: 'keepMinutes',
      meta: { roles: ['head'], rules: ['D713-030-d', 'HLJ4-039-c'] },
    },
    DecisionAnnulled: {
      target: '#annulled',
      actions: 'keepAnnulment',
      meta: { roles: ['office', 'head'], rules: ['D713-038-c'] },
    },
  },
  states: {
    beforeIssue: {
      description: '出台前：请示报告党委（第三十一条）；属于人大事项的先行办理（第八条）',
      type: 'parallel',
      onDone: { target: 'readyToIssue', meta: { roles: [], rules: ['D713-031-a', 'D713-008-a'] } },
      on: { JointBodyDecided: JOINT_DECISION },
      states: { party, congress },
    },
    readyToIssue: {
      description: '待签发',
      on: {
        JointBodyDecided: JOINT_DECISION,
        DecisionIssued: {
          target: 'afterIssue',
          actions: 'keepIssue',
          meta: {
            roles: ['head'],
            rules: ['D713-030-e', 'D713-031-a'],
            requires: [
              'decided-text-is-issued',
              'joint-bodies-decided',
              'minutes-issued',
              'electronic-signature-reliable',
            ],
          },
        },
      },
    },
    afterIssue,
  },
});
