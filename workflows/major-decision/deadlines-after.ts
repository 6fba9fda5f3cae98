/** What is due after the issue: publication, and each preventive measure of the risk report. */
import type { Deadline } from '../definition.js';
import type { DayCounting } from '../vocabulary.js';
import { lastDayOfPublication } from './actions-after.js';
import type { Context } from './context.js';

/** Deadlines that run after the issue; none in a decision that is annulled. */
export function deadlinesAfter(context: Context, days: DayCounting): readonly Deadline[] {
  const { publication, ended, tasks } = context.after;
  if (ended?.how === 'annulled') return [];
  const due: Deadline[] = [];
  const last = publication === null ? lastDayOfPublication(context, days) : undefined;
  if (last)
    due.push({
      id: `publication-${context.issue?.on}`,
      title: { zh: '公布决策', en: 'publication of the decision' },
      on: last.date,
      rule: context.ruleSet?.sources.publicationWorkingDays?.rule ?? 'DISC-026',
      provisional: last.provisional,
    });
  if (ended) return due;
  const open = tasks.map((task, index) => ({ ...task, number: index + 1 })).filter(({ done }) => !done);
  for (const { number, by } of open)
    due.push({
      id: `measure-${number}-${by}`,
      title: { zh: `落实第 ${number} 项风险防范措施`, en: `preventive measure ${number} of the risk report` },
      on: by,
      rule: 'D713-034-b',
    });
  return due;
}
