/**
 * The procedure for major administrative decisions (重大行政决策程序), State Council Decree 713, as a machine.
 * Read it from top to bottom as the matter goes: proposal, draft, the three steps side by side, legality review,
 * meeting, issue and what follows. `when` something can happen is the state (and `guard`, which only looks at
 * what the act says); what must be so is in `requires`; who may do it in `roles`; why in `rules`.
 */
import { nothingYet } from './context.js';
import { adopted } from './machine-adopted.js';
import { deferred, meeting } from './machine-meeting.js';
import { ORDERS_FROM_ABOVE } from './machine-outside.js';
import { legalityReview } from './machine-review.js';
import { ANNOTATION, BESIDE_THE_STEPS, EDITION, LATENESS, procedure, TERMINATION } from './machine-setup.js';
import { steps } from './machine-steps.js';

/** A matter that has not been started can be withdrawn, joined with another, or parted. */
const { DecisionsMerged, DecisionSplit } = BESIDE_THE_STEPS;
const UNDECIDED = {
  ProposalWithdrawn: { target: '#withdrawn', meta: { roles: ['proposer'], rules: ['D713-010-b'] } },
  DecisionsMerged,
  DecisionSplit,
} as const;
const SCREENED = ['matters-known', 'catalogue-item-exists'] as const;

export const machine = procedure.createMachine({
  id: 'major-decision',
  context: nothingYet,
  initial: 'unproposed',
  on: {
    IrregularityRecorded: {
      actions: 'keepIrregularity',
      meta: {
        roles: ['proposer', 'office', 'secretary', 'member', 'head', 'legality-reviewer'],
        rules: ['D713-030-d', 'D713-033-a'],
        requires: ['happened-already'],
      },
    },
    PriorActTakenIn: {
      actions: 'keepPriorAct',
      meta: {
        roles: ['proposer', 'office', 'secretary'],
        rules: ['D713-033-a'],
        requires: ['happened-already'],
      },
    },
    RecordCorrected: ANNOTATION,
    DepartureRecorded: {
      actions: 'keepDeparture',
      meta: { roles: ['head', 'office'], rules: ['D713-042-a'], requires: ['departure-possible'] },
    },
    CalendarAdopted: {
      actions: 'keepCalendar',
      meta: {
        roles: ['office', 'head'],
        rules: ['TIME-05'],
        requires: ['started-already', 'calendar-noticed'],
      },
    },
    ...ORDERS_FROM_ABOVE,
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
            requires: ['proposal-complete', 'proposal-in-writing', 'origin-exists'],
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
            meta: {
              roles: ['office', 'head'],
              rules: ['D713-003-a'],
              requires: ['matter-classified', ...SCREENED],
            },
          },
          {
            guard: { type: 'screensAs', params: { result: 'not-major' } },
            target: 'screenedOut',
            meta: { roles: ['office', 'head'], rules: ['D713-003-a'] },
          },
          {
            guard: { type: 'screensAs', params: { result: 'excluded' } },
            target: 'screenedOut',
            meta: {
              roles: ['office', 'head'],
              rules: ['D713-003-c'],
              requires: ['exclusion-grounded', 'emergency-declared'],
            },
          },
          {
            guard: { type: 'screensAs', params: { result: 'special-law' } },
            target: 'screenedOut',
            meta: { roles: ['office', 'head'], rules: ['D713-003-b'], requires: ['exclusion-grounded'] },
          },
        ],
        ...UNDECIDED,
      },
    },
    screened: {
      description: '属于重大行政决策，待研究论证（第十条）',
      on: {
        StudyAssigned: {
          actions: 'keepStudyAssigned',
          meta: { roles: ['office', 'head'], rules: ['D713-010-c', 'D713-010-d'] },
        },
        ProposalStudied: {
          target: 'studied',
          meta: {
            roles: ['proposer', 'office'],
            rules: ['D713-010-a', 'D713-010-c', 'D713-010-d'],
            requires: ['studied-by-unit-assigned'],
          },
        },
        ...UNDECIDED,
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
            requires: [
              'one-lead-unit',
              'deciding-body-starts',
              'rules-fixed',
              'completion-date-fixed',
              'leader-proposal-through-office',
              'catalogue-published',
              'joint-bodies-are-others',
            ],
          },
        },
        ProposalDeclined: { target: 'declined', meta: { roles: ['head', 'office'], rules: ['D713-010-a'] } },
        ...UNDECIDED,
      },
    },
    drafting: {
      description: '已启动，拟订决策草案（第十二条）',
      on: {
        DraftSubmitted: { target: 'steps', actions: 'keepDraft', meta: EDITION },
        ...BESIDE_THE_STEPS,
        ...LATENESS,
        ProcedureTerminated: TERMINATION,
      },
    },
    steps,
    legalityReview,
    meeting,
    deferred,
    adopted,
    screenedOut: {
      description: '不适用本程序；应急处置须向下次会议报告',
      tags: 'settled',
      on: {
        EmergencyReported: {
          actions: 'keepNothing',
          meta: { roles: ['office', 'head', 'secretary'], rules: ['D713-003-c'] },
        },
      },
    },
    merged: { id: 'merged', description: '已并入另一事项', tags: 'settled' },
    split: { id: 'split', description: '已拆分为几个事项', tags: 'settled' },
    lapsed: { id: 'lapsed', description: '暂缓期满，自动终止', tags: 'settled' },
    withdrawn: { id: 'withdrawn', description: '已撤回', tags: 'settled' },
    declined: { description: '不予启动', tags: 'settled' },
    terminated: { id: 'terminated', description: '已终止', tags: 'settled' },
    rejected: { id: 'rejected', description: '不予通过', tags: 'settled' },
    refused: { id: 'refused', description: '党委、人大或者联合决策的机关未同意', tags: 'settled' },
    annulled: { id: 'annulled', description: '已被撤销', tags: 'settled' },
  },
});
