/** What follows an adoption: Party committee and Congress before issue, then publication, archive, execution. */
import { procedure } from './machine-setup.js';

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

const afterIssue = procedure.createStateConfig({
  description: '公布、归档、执行并行（第三十二至三十四条）',
  type: 'parallel',
  tags: 'settled',
  states: {
    publication: {
      initial: 'due',
      states: {
        due: {
          description: '待公布',
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
        published: { description: '已公布' },
        withheld: { description: '依法不予公布' },
      },
    },
    archive: {
      initial: 'due',
      states: {
        due: {
          description: '待归档',
          on: {
            DecisionArchived: {
              target: 'archived',
              meta: { roles: ['archivist', 'office'], rules: ['D713-033-a'] },
            },
          },
        },
        archived: { description: '已归档' },
      },
    },
    execution: {
      initial: 'unassigned',
      states: {
        unassigned: {
          description: '待明确执行单位',
          on: {
            ExecutionAssigned: {
              target: 'underWay',
              meta: { roles: ['head', 'office'], rules: ['D713-034-a'] },
            },
          },
        },
        underWay: {
          description: '执行中',
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
});

export const adopted = procedure.createStateConfig({
  id: 'adopted',
  description: '已经集体讨论决定',
  tags: 'effective',
  initial: 'beforeIssue',
  states: {
    beforeIssue: {
      description: '出台前：请示报告党委（第三十一条）；属于人大事项的先行办理（第八条）',
      type: 'parallel',
      onDone: { target: 'readyToIssue', meta: { roles: [], rules: ['D713-031-a', 'D713-008-a'] } },
      states: { party, congress },
    },
    readyToIssue: {
      description: '待签发',
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
    afterIssue,
  },
});
