/** After the issue, side by side: publication, archive, execution, evaluation (articles 32–37). */
import { procedure } from './machine-setup.js';

const publication = procedure.createStateConfig({
  description: '公布（第三十二条）',
  initial: 'due',
  states: {
    due: {
      description: '待公布',
      on: {
        DecisionPublished: {
          target: 'published',
          actions: 'keepPublication',
          meta: {
            roles: ['office', 'proposer'],
            rules: ['D713-032-a', 'D713-032-b', 'DISC-026'],
            requires: ['adoption-explained', 'reviewed-before-publication'],
          },
        },
        PublicationWithheld: {
          target: 'withheld',
          actions: 'keepWithholding',
          meta: {
            roles: ['office', 'head'],
            rules: ['D713-032-a'],
            requires: ['withheld-on-a-ground'],
          },
        },
      },
    },
    published: { description: '已公布' },
    withheld: { description: '依法不予公布' },
  },
});

const FILING = {
  roles: ['archivist', 'office'],
  rules: ['D713-033-a', 'ARCH-019'],
  requires: ['archive-contributed'],
} as const;
const archive = procedure.createStateConfig({
  description: '归档（第三十三条）',
  initial: 'due',
  states: {
    due: {
      description: '待归档',
      on: { DecisionArchived: { target: 'archived', meta: FILING } },
    },
    archived: {
      description: '已归档，可以补充',
      on: { DecisionArchived: { actions: 'keepNothing', meta: FILING } },
    },
  },
});

const ASSIGNMENT = { roles: ['head', 'office'], rules: ['D713-034-a'] } as const;
const ENDED = {
  roles: ['head', 'office'],
  rules: ['D713-034-b', 'D713-037-a', 'D713-037-c'],
  requires: ['successor-in-effect', 'execution-reported', 'measures-done', 'opinions-answered'],
} as const;
/** What can happen while it is carried out, and while it is suspended. */
const UNDER_EXECUTION = {
  ExecutionAssigned: { actions: 'keepAssignment', meta: ASSIGNMENT },
  ExecutionReported: {
    actions: 'keepReport',
    meta: {
      roles: ['executor'],
      rules: ['D713-034-b', 'D713-035-a'],
      requires: ['reported-by-executing-unit', 'measures-exist'],
    },
  },
  ExecutionInspected: {
    actions: 'keepInspection',
    meta: { roles: ['office', 'head'], rules: ['D713-034-c'] },
  },
  AdjustmentProposed: {
    actions: 'keepAdjustment',
    meta: {
      roles: ['proposer', 'executor', 'office', 'head'],
      rules: ['D713-037-a', 'D713-037-c'],
      requires: ['major-adjustment-by-a-decision', 'change-decided-at-a-meeting'],
    },
  },
  ExecutionEnded: { target: 'ended', actions: 'keepEnd', meta: ENDED },
} as const;

const execution = procedure.createStateConfig({
  description: '执行（第三十四、三十五、三十七条）',
  initial: 'unassigned',
  states: {
    unassigned: {
      description: '待明确执行单位',
      on: {
        ExecutionAssigned: { target: 'underWay', actions: 'keepAssignment', meta: ASSIGNMENT },
        // What another decision has overtaken is never carried out.
        ExecutionEnded: [
          {
            guard: { type: 'ends', params: { how: 'replaced' } },
            target: 'ended',
            actions: 'keepEnd',
            meta: ENDED,
          },
          {
            guard: { type: 'ends', params: { how: 'stopped' } },
            target: 'ended',
            actions: 'keepEnd',
            meta: ENDED,
          },
        ],
      },
    },
    underWay: {
      description: '执行中',
      on: {
        ...UNDER_EXECUTION,
        ExecutionSuspended: {
          target: 'suspended',
          meta: {
            roles: ['head', 'office'],
            rules: ['D713-037-a', 'D713-037-b'],
            requires: ['suspended-by-procedure', 'change-decided-at-a-meeting'],
          },
        },
      },
    },
    suspended: {
      description: '中止执行',
      on: {
        ...UNDER_EXECUTION,
        ExecutionResumed: {
          target: 'underWay',
          meta: { roles: ['head', 'office'], rules: ['D713-037-a', 'D713-037-b'] },
        },
      },
    },
    ended: { description: '执行结束' },
  },
});

const ORDERING = {
  roles: ['head', 'office'],
  rules: ['D713-036-b'],
  requires: ['evaluator-independent'],
} as const;
const evaluation = procedure.createStateConfig({
  description: '决策后评估（第三十六条）：可以组织，也可以多次',
  initial: 'none',
  states: {
    none: {
      description: '没有进行中的后评估',
      on: { EvaluationOrdered: { target: 'ordered', actions: 'keepEvaluator', meta: ORDERING } },
    },
    ordered: {
      description: '后评估进行中',
      on: {
        EvaluationOrdered: { actions: 'keepEvaluator', meta: ORDERING },
        EvaluationReported: {
          target: 'none',
          actions: 'keepEvaluation',
          meta: {
            roles: ['evaluator'],
            rules: ['D713-036-a', 'D713-036-c'],
            requires: [
              'evaluated-independently',
              'evaluated-by-whom-ordered',
              'evaluation-heard-the-public',
              'paper-in-its-place',
            ],
          },
        },
      },
    },
  },
});

export const afterIssue = procedure.createStateConfig({
  description: '公布、归档、执行、后评估并行（第三十二至三十七条）',
  type: 'parallel',
  tags: 'settled',
  on: {
    ExecutionOpinionReceived: {
      actions: 'keepPublicOpinion',
      meta: { roles: ['public', 'office', 'proposer', 'executor'], rules: ['D713-035-b'] },
    },
    ExecutionOpinionAnswered: {
      actions: 'keepPublicAnswer',
      meta: {
        roles: ['office', 'proposer', 'executor'],
        rules: ['D713-035-b', 'SH35-040'],
        requires: ['opinion-awaits-answer'],
      },
    },
    ExecutionAdviceGiven: {
      actions: 'keepExecutionAdvice',
      meta: {
        roles: ['legal-adviser'],
        rules: ['D713-033-a', 'LA-03'],
        requires: ['entered-without-stake', 'counsel-did-not-draft', 'lists-stay-short'],
      },
    },
    ExecutionAdviceAnswered: {
      actions: 'keepAdviceAnswer',
      meta: {
        roles: ['executor', 'proposer'],
        rules: ['D713-033-a'],
        requires: ['advice-awaits-answer', 'advice-answered-by-unit-concerned'],
      },
    },
  },
  states: { publication, archive, execution, evaluation },
});
