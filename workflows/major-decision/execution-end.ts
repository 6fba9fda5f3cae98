/** The end of the execution (articles 34, 35, 37): carried out, or stopped or replaced by another decision. */
import { z } from 'zod';
import { opaqueId, paper, words } from '../fields.js';
import { aboutPayload, met, unmet, valueOf, type EventDefinition, type Requirement } from '../vocabulary.js';
import { quoted } from '../words.js';
import type { Context } from './context.js';
import { adjusts, successorNamed, wrongMatter } from './execution-changes.js';
import { executionActs } from './execution.js';

export const endActs = {
  ExecutionEnded: {
    title: { zh: '执行结束', en: 'Execution ended' },
    payload: z.strictObject({
      how: z.enum(['completed', 'replaced', 'stopped']),
      /** The decision that takes its place or stops it. */
      successor: opaqueId.optional(),
      reason: words(),
      report: paper.optional(),
    }),
    binding: true,
    asks: { decisions: successorNamed },
  },
} as const satisfies Record<string, EventDefinition>;

type Ended = z.infer<(typeof endActs)['ExecutionEnded']['payload']>;
const REPORTED = quoted(executionActs.ExecutionReported.title);
const ANSWERED = quoted(executionActs.ExecutionOpinionAnswered.title);

const successorInEffect = aboutPayload<Ended, Context>({
  id: 'successor-in-effect',
  rules: ['D713-037-a', 'D713-037-c'],
  strength: 'binding',
  title: {
    zh: '停止、替代经法定程序作出决定',
    en: 'Only a decision by the procedure stops or replaces this one',
  },
  fields: ['how', 'successor'],
  test: (context, { payload, facts, subject }) => {
    const { successor } = payload;
    const other = successor === undefined ? undefined : facts.decisions?.[successor];
    const ours = adjusts(other, context, subject);
    if (payload.how === 'completed' || (ours && other?.effective)) return met;
    return unmet({
      found: ours
        ? { zh: '该事项尚未作出决定', en: 'that matter has not been decided yet' }
        : wrongMatter(other, successor !== undefined),
      needed: {
        zh: '已经集体讨论决定的新事项，写明是对本决策的调整',
        en: 'a matter that adjusts this decision and has been decided',
      },
      remedy: {
        zh: '未经法定程序不得停止执行；先走完决策程序，紧急的由行政首长先行中止。',
        en: 'Nothing stops without the procedure: take it through first; in urgency the head suspends.',
      },
      whoCanSupply: ['head', 'proposer'],
    });
  },
});

const executionReportedBack = aboutPayload<Ended, Context>({
  id: 'execution-reported',
  rules: ['D713-034-b'],
  strength: 'binding',
  title: { zh: '执行单位已报告执行情况', en: 'The executing unit has reported' },
  fields: ['how'],
  test: (context, { payload: { how } }) =>
    how !== 'completed' || context.after.reports > 0
      ? met
      : unmet({
          found: { zh: '没有执行单位的报告', en: 'no report of the executing unit' },
          needed: { zh: '执行单位关于执行情况的报告', en: "the executing unit's report" },
          remedy: { zh: `请执行单位办理${REPORTED.zh}。`, en: `Have the executing unit add ${REPORTED.en}.` },
          whoCanSupply: ['executor'],
        }),
});

const tasksDone = aboutPayload<Ended, Context>({
  id: 'measures-done',
  rules: [],
  strength: 'house',
  title: { zh: '风险防范措施均已落实', en: 'Every preventive measure is done' },
  fields: ['how'],
  test: (context, { payload: { how } }) => {
    const numbers = context.after.tasks.flatMap(({ done }, index) => (done ? [] : [index + 1]));
    if (how !== 'completed' || numbers.length === 0) return met;
    return unmet({
      found: {
        zh: `尚未报告落实的措施：第 ${numbers.join('、')} 项`,
        en: `measures not reported as done: ${numbers.join(', ')}`,
      },
      needed: {
        zh: '风险评估报告所列措施均已落实',
        en: 'every measure of the risk report reported as done',
      },
      remedy: {
        zh: `落实后，在${REPORTED.zh}中写明。`,
        en: `When they are done, say so in ${REPORTED.en}.`,
      },
      whoCanSupply: ['executor'],
    });
  },
});

const opinionsAnswered: Requirement<Context> = {
  id: 'opinions-answered',
  rules: [],
  strength: 'local-option',
  parameters: ['executionOpinionsAnswered'],
  title: { zh: '对执行的意见建议均已答复', en: 'Every opinion on the execution is answered' },
  test: (context) => {
    const { received, answered } = context.after.opinions;
    if (!valueOf(context, 'executionOpinionsAnswered') || answered >= received) return met;
    return unmet({
      found: {
        zh: `收到 ${received} 件，答复 ${answered} 件`,
        en: `${received} received, ${answered} answered`,
      },
      needed: { zh: '每件均已研究并反馈', en: 'each of them studied and answered' },
      remedy: { zh: `逐件办理${ANSWERED.zh}。`, en: `Add ${ANSWERED.en} for each.` },
      whoCanSupply: ['office', 'executor'],
    });
  },
};

export const endRules = [successorInEffect, executionReportedBack, tasksDone, opinionsAnswered];
