/** After the outcome: Party committee and Congress, issue, publication, archive, execution (articles 8, 31–34). */
import { procedure } from './machine-setup.js';

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
});
