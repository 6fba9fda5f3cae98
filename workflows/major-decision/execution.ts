/** Execution (articles 34, 35): who carries it out, what they report, what the body checks, what people write in. */
import { z } from 'zod';
import { opaqueId, paper, personal, sha256, words } from '../fields.js';
import {
  aboutPayload,
  met,
  unitNamed,
  unmet,
  type EventDefinition,
  type Requirement,
} from '../vocabulary.js';
import { quoted } from '../words.js';
import type { Context } from './context.js';
import { unitsIn } from './units-in.js';

export const executionActs = {
  ExecutionAssigned: {
    title: { zh: '明确执行单位', en: 'Execution assigned' },
    payload: z.strictObject({ units: z.array(opaqueId).min(1).max(20) }),
  },
  ExecutionReported: {
    title: { zh: '报告执行情况', en: 'Execution reported' },
    payload: z.strictObject({
      report: paper,
      problem: z.enum(['none', 'problem', 'major-change', 'force-majeure']),
      /** Preventive measures of the risk report that are done, by their place in its list, from 0. */
      measuresDone: z.array(z.int().min(0)).max(30).optional(),
      words: words(),
    }),
    adds: true,
  },
  ExecutionInspected: {
    title: { zh: '督促检查执行情况', en: 'Execution inspected' },
    payload: z.strictObject({ finding: words(), record: paper.optional() }),
    adds: true,
  },
  ExecutionOpinionReceived: {
    title: { zh: '收到对决策或执行的意见建议', en: 'Opinion on the execution received' },
    payload: z.strictObject({
      about: z.enum(['decision', 'execution']),
      channel: z.enum(['online', 'letter', 'telephone', 'e-mail', 'in-person']),
      words: personal(z.string().trim().min(1).max(5000)),
      name: personal(z.string().trim().min(1).max(100)).optional(),
      contact: personal(z.string().trim().min(1).max(200)).optional(),
      letter: z.strictObject({ sha256 }).optional(),
    }),
    adds: true,
  },
  ExecutionOpinionAnswered: {
    title: { zh: '答复对执行的意见建议', en: 'Opinion on the execution answered' },
    payload: z.strictObject({
      /** Number of the event that received the opinion. */
      opinion: z.int().min(0),
      result: z.enum(['adopted', 'adopted-in-part', 'not-adopted']),
      answer: words(),
    }),
    adds: true,
  },
} as const satisfies Record<string, EventDefinition>;

type Acts = typeof executionActs;
type Reported = z.infer<Acts['ExecutionReported']['payload']>;
const RECEIVED = quoted(executionActs.ExecutionOpinionReceived.title);
const ASSIGNED = quoted(executionActs.ExecutionAssigned.title);

const reportedByExecutingUnit: Requirement<Context> = {
  id: 'reported-by-executing-unit',
  rules: ['D713-034-b'],
  strength: 'binding',
  title: { zh: '由执行单位报告', en: 'The executing unit reports' },
  test: (context, act) => {
    const { units } = context.after;
    const own = unitsIn(act, context.body);
    if (own.some((unit) => units.includes(unit))) return met;
    return unmet({
      found: {
        zh: `报告人属于${own.map(unitNamed).join('、') || '其他单位'}`,
        en: `whoever reports belongs to ${own.map(unitNamed).join(', ') || 'another unit'}`,
      },
      needed: {
        zh: `执行单位的人员：${units.map(unitNamed).join('、')}`,
        en: `somebody of an executing unit: ${units.map(unitNamed).join(', ')}`,
      },
      remedy: {
        zh: `请执行单位报告；执行单位有变的，先办理${ASSIGNED.zh}。`,
        en: `Let the executing unit report; where it has changed, add ${ASSIGNED.en} first.`,
      },
      whoCanSupply: ['executor'],
    });
  },
};

const measuresExist = aboutPayload<Reported, Context>({
  id: 'measures-exist',
  rules: [],
  strength: 'house',
  title: { zh: '所报的防范措施在风险评估报告中', en: 'Measures reported are those of the risk report' },
  fields: ['measuresDone'],
  test: (context, { payload: { measuresDone = [] } }) => {
    const known = context.after.tasks.length;
    if (measuresDone.every((index) => index < known)) return met;
    return unmet({
      found: {
        zh: `报告了第 ${Math.max(...measuresDone) + 1} 项措施`,
        en: `measure ${Math.max(...measuresDone) + 1} is reported`,
      },
      needed: {
        zh: `报告所列 ${known} 项措施之一`,
        en: `one of the measures that the report lists (${known})`,
      },
      remedy: { zh: '对照任务清单核对序号。', en: 'Compare with the list of tasks.' },
      whoCanSupply: ['executor'],
    });
  },
});

const opinionAwaitsAnswer: Requirement<Context> = {
  id: 'opinion-awaits-answer',
  rules: [],
  strength: 'house',
  title: { zh: '有待答复的意见建议', en: 'An opinion waits for its answer' },
  test: (context) => {
    const { received, answered } = context.after.opinions;
    if (answered < received) return met;
    return unmet({
      found:
        received === 0
          ? { zh: '没有收到意见建议', en: 'none was received' }
          : { zh: `收到 ${received} 件，均已答复`, en: `${received} received, all of them answered` },
      needed: { zh: '已收到、尚未答复的意见建议', en: 'one that was received and not answered yet' },
      remedy: { zh: `先办理${RECEIVED.zh}。`, en: `Add ${RECEIVED.en} first.` },
      whoCanSupply: ['office', 'proposer', 'executor'],
    });
  },
};

export const executionRules = [reportedByExecutingUnit, measuresExist, opinionAwaitsAnswer];
