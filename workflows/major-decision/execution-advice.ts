/**
 * Legal advice after the issue: counsel on the execution, its suspension, its adjustment, its end; and what came of it.
 * No article asks for it; where it is given it stands on record, and so does what was heeded.
 */
import { z } from 'zod';
import { paper, words } from '../fields.js';
import { dependsOn, met, unitNamed, unmet, type EventDefinition, type Requirement } from '../vocabulary.js';
import { quoted } from '../words.js';
import type { Context } from './context.js';
import { unitsIn } from './units-in.js';

export const executionAdviceActs = {
  ExecutionAdviceGiven: {
    title: {
      zh: '法律顾问、公职律师就执行提出法律意见',
      en: 'Legal advice on the execution given',
    },
    payload: z.strictObject({
      about: z.enum(['execution', 'suspension', 'adjustment', 'ending']),
      /** What the advice is about, in words. */
      question: words(1000),
      position: z.enum(['lawful', 'lawful-with-changes', 'unlawful']),
      opinion: paper,
      /** Counsel's own declaration: no part in the draft, no interest in the matter, and acting for no other side in it. */
      freeOfInterest: z.literal(true).optional(),
    }),
    adds: true,
  },
  ExecutionAdviceAnswered: {
    title: { zh: '说明执行中法律意见的采纳情况', en: 'Legal advice on the execution answered' },
    payload: z.strictObject({
      /** Number of the record by which the advice was given. */
      advice: z.int().min(0),
      result: z.enum(['adopted', 'adopted-in-part', 'not-adopted']),
      /** What is done in answer to it, and why the rest is not. */
      answer: words(),
    }),
    adds: true,
  },
} as const satisfies Record<string, EventDefinition>;

type Answered = z.infer<(typeof executionAdviceActs)['ExecutionAdviceAnswered']['payload']>;
const GIVEN = quoted(executionAdviceActs.ExecutionAdviceGiven.title);

const adviceAwaitsAnswer: Requirement<Context> = {
  id: 'advice-awaits-answer',
  rules: [],
  strength: 'house',
  title: { zh: '有待说明采纳情况的法律意见', en: 'The legal advice waits for its answer' },
  test: (context, { payload }) => {
    const waiting = context.after.adviceUnanswered;
    if (waiting.length === 0)
      return unmet({
        found: { zh: '没有尚未说明采纳情况的法律意见', en: 'no advice on the execution waits for an answer' },
        needed: {
          zh: '已提出、尚未说明采纳情况的法律意见',
          en: 'advice that was given and not answered yet',
        },
        remedy: { zh: `先办理${GIVEN.zh}。`, en: `Add ${GIVEN.en} first.` },
        whoCanSupply: ['legal-adviser'],
      });
    if (payload === undefined) return dependsOn('advice');
    const { advice } = payload as Answered;
    if (waiting.includes(advice)) return met;
    return unmet({
      found: {
        zh: `第 ${advice} 号记录不是尚未说明采纳情况的法律意见`,
        en: `record no. ${advice} is no advice that waits for an answer`,
      },
      needed: {
        zh: `尚未说明采纳情况的法律意见之一：第 ${waiting.join('、')} 号记录`,
        en: `one of those that wait for it: record no. ${waiting.join(', ')}`,
      },
      remedy: {
        zh: '请选择其中一件；已经说明的，不再重复说明。',
        en: 'Choose one of them; what was answered is not answered again.',
      },
      whoCanSupply: ['executor', 'proposer'],
    });
  },
};

/** Whoever carries it out, and the responsible units, which answer for the decision before anybody is assigned. */
const adviceAnsweredByUnitConcerned: Requirement<Context> = {
  id: 'advice-answered-by-unit-concerned',
  rules: [],
  strength: 'house',
  title: {
    zh: '由执行单位或者承办单位说明采纳情况',
    en: 'An executing or responsible unit says what was heeded',
  },
  test: (context, act) => {
    const concerned = [...new Set([...context.after.units, ...context.units])];
    const own = unitsIn(act, context.body);
    if (own.some((unit) => concerned.includes(unit))) return met;
    return unmet({
      found: {
        zh: `说明人属于${own.map(unitNamed).join('、') || '其他单位'}`,
        en: `whoever answers belongs to ${own.map(unitNamed).join(', ') || 'another unit'}`,
      },
      needed: {
        zh: `执行单位或者承办单位的人员：${concerned.map(unitNamed).join('、')}`,
        en: `somebody of an executing or responsible unit: ${concerned.map(unitNamed).join(', ')}`,
      },
      remedy: { zh: '请执行单位或者承办单位说明。', en: 'Let the executing or the responsible unit answer.' },
      whoCanSupply: ['executor', 'proposer'],
    });
  },
};

export const executionAdviceRules = [adviceAwaitsAnswer, adviceAnsweredByUnitConcerned];
