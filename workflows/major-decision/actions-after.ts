/** What is remembered of issue, publication, execution and evaluation. */
import { countedFrom, valueOf, type LocalDate } from '../vocabulary.js';
import type { AfterDecision, Task } from './context-after.js';
import type { Context } from './context.js';
import { keep, type ProcedureEvent, type Remembered } from './remembering.js';

const withAfter = (context: Context, change: Partial<AfterDecision>): Remembered => ({
  after: { ...context.after, ...change },
});

/** Publication that comes too late is recorded as late, and never refused. */
const publishedOn = (context: Context, act: ProcedureEvent['act']): AfterDecision['publication'] => {
  const on = countedFrom(act);
  const last = lastDayOfPublication(context, act.days);
  return { on, late: last !== undefined && on > last.date, withheld: false };
};

/** The last day on which publication is in time; undefined before the issue, and where no rule sets one. */
export function lastDayOfPublication(
  context: Context,
  days: ProcedureEvent['act']['days'],
): { readonly date: LocalDate; readonly provisional: boolean } | undefined {
  const workingDays = valueOf(context, 'publicationWorkingDays');
  if (!context.issue || workingDays === null) return undefined;
  return days.workingDaysAfter(context.issue.on, workingDays);
}

const tasksOf = ({ risk, after }: Context): readonly Task[] =>
  after.tasks.length > 0
    ? after.tasks
    : (risk?.measures ?? []).map(({ owner, by }) => ({ owner, by, done: false }));

export const afterActions = {
  keepJointDecision: keep((context, _, payload) =>
    withAfter(context, {
      joint: {
        ...context.after.joint,
        [payload['body'] as string]: {
          bundle: payload['bundleDigest'] as string,
          edited: (payload['editedText'] as { sha256: string } | undefined)?.sha256 ?? null,
        },
      },
    }),
  ),
  keepMinutes: keep((context, act) => withAfter(context, { minutesOn: countedFrom(act) })),
  keepPublication: keep((context, act) => withAfter(context, { publication: publishedOn(context, act) })),
  keepWithholding: keep((context, act) =>
    withAfter(context, { publication: { on: countedFrom(act), late: false, withheld: true } }),
  ),
  /** Other units take over where others left off: what is done of the tasks stays done. */
  keepAssignment: keep((context, _, payload) =>
    withAfter(context, { units: payload['units'] as string[], tasks: tasksOf(context) }),
  ),
  keepReport: keep((context, _, payload) => {
    const done = (payload['measuresDone'] as number[] | undefined) ?? [];
    return withAfter(context, {
      reports: context.after.reports + 1,
      tasks: context.after.tasks.map((task, index) =>
        done.includes(index) ? { ...task, done: true } : task,
      ),
    });
  }),
  keepInspection: keep((context) => withAfter(context, { inspections: context.after.inspections + 1 })),
  keepPublicOpinion: keep((context) => {
    const { received, answered } = context.after.opinions;
    return withAfter(context, { opinions: { received: received + 1, answered } });
  }),
  keepPublicAnswer: keep((context) => {
    const { received, answered } = context.after.opinions;
    return withAfter(context, { opinions: { received, answered: answered + 1 } });
  }),
  keepExecutionAdvice: keep((context, { version }) =>
    withAfter(context, { adviceUnanswered: [...context.after.adviceUnanswered, version] }),
  ),
  keepAdviceAnswer: keep((context, _, { advice }) =>
    withAfter(context, {
      adviceUnanswered: context.after.adviceUnanswered.filter((number) => number !== advice),
    }),
  ),
  keepAdjustment: keep((context, _, payload) =>
    withAfter(context, {
      successor: (payload['successor'] as string | undefined) ?? context.after.successor,
    }),
  ),
  keepEnd: keep((context, act, payload) =>
    withAfter(context, {
      ended: { how: payload['how'] as string, on: countedFrom(act) },
      successor: (payload['successor'] as string | undefined) ?? context.after.successor,
    }),
  ),
  keepEvaluator: keep((context, _, payload) => {
    const { unit, person } = payload['evaluator'] as { unit: string; person?: string };
    return withAfter(context, { evaluator: { unit, person: person ?? null } });
  }),
  keepEvaluation: keep((context) => withAfter(context, { evaluations: context.after.evaluations + 1 })),
  keepOrder: keep((context) => {
    const { received, done } = context.after.orders;
    return withAfter(context, { orders: { received: received + 1, done } });
  }),
  keepOrderDone: keep((context) => {
    const { received, done } = context.after.orders;
    return withAfter(context, { orders: { received, done: done + 1 } });
  }),
  keepAnnulment: keep((context, act) =>
    withAfter(context, { ended: { how: 'annulled', on: countedFrom(act) } }),
  ),
};
