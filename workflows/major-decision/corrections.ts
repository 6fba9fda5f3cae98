/**
 * Corrections annotate (design §3.12): the old value stays, the right one stands beside it with its source and the
 * second person who checked it. A correction never makes an unmet requirement met; where the right value would have
 * left one unmet that an earlier act passed, the step that rested on that act opens again.
 */
import { z } from 'zod';
import { opaqueId, paper, words } from '../fields.js';
import { aboutPayload, met, personOf, unmet, type EventDefinition } from '../vocabulary.js';
import type { Context } from './context.js';
import { stepsNamed } from './steps.js';

export const REOPENED = [
  'none',
  'public-input',
  'expert-review',
  'risk-assessment',
  'legality-review',
  'collective-decision',
] as const;

export const correctionActs = {
  RecordCorrected: {
    title: { zh: '更正记录', en: 'Record corrected' },
    payload: z.strictObject({
      /** Number of the event that holds the wrong value, in this decision's history. */
      event: z.int().min(0),
      /** Which field, as a JSON pointer below its payload (`/heldOn`), or `evidenced`. */
      field: z.string().regex(/^(evidenced|(\/[A-Za-z0-9_-]{1,40}){1,6})$/),
      /** The right value, where it is a date, a number or a choice; names and words go into `rightWords`. */
      value: z.union([z.string().max(100), z.int(), z.boolean()]).optional(),
      rightWords: words(2000).optional(),
      source: paper,
      checkedBy: opaqueId,
      /** The step that opens again, because it rested on the wrong value. */
      reopens: z.enum(REOPENED),
    }),
    asks: { persons: ({ checkedBy }) => [checkedBy as string], correction: true },
    companions: { wordsGiven: { presenceOf: 'rightWords' } },
  },
} as const satisfies Record<string, EventDefinition>;

type Corrected = z.infer<(typeof correctionActs)['RecordCorrected']['payload']> & { wordsGiven: boolean };

const correctionChecked = aboutPayload<Corrected, Context>({
  id: 'correction-checked',
  rules: ['ARCH-DATE'],
  strength: 'house',
  title: { zh: '更正经第二人核对', en: 'The correction was checked by a second person' },
  fields: ['checkedBy'],
  test: (context, act) => {
    const { checkedBy } = act.payload;
    const known = act.facts.persons?.[checkedBy];
    const another = checkedBy !== act.actor && checkedBy !== personOf(act);
    if (another && known?.grants.some(({ body }) => body === context.body)) return met;
    return unmet({
      found: another
        ? { zh: '核对人在本机关没有角色', en: 'whoever checked it holds no role in this body' }
        : { zh: '核对人即更正人', en: 'checked by the very person who corrects' },
      needed: { zh: '本机关另一名工作人员的核对', en: 'a check by another person of this body' },
      remedy: {
        zh: '请另一名工作人员对照来源材料核对。',
        en: 'Have a colleague compare it with the source.',
      },
      whoCanSupply: ['proposer', 'office', 'secretary'],
    });
  },
});

const correctionOfSomething = aboutPayload<Corrected, Context>({
  id: 'correction-of-a-field',
  rules: [],
  strength: 'house',
  title: { zh: '更正的是已记录的内容', en: 'What is corrected was recorded' },
  fields: ['event', 'field', 'value'],
  test: (_, { payload, facts }) => {
    const said = payload.value !== undefined || payload.wordsGiven;
    if (facts.correction?.known && said) return met;
    return unmet({
      found: said
        ? {
            zh: '该条记录没有这一项，或者这一项不能是这个内容',
            en: 'that event has no such field, or none that takes this value',
          }
        : { zh: '没有写明正确的内容', en: 'the right value is not stated' },
      needed: { zh: '已记录的一项，及其正确的内容', en: 'a field that was recorded, and its right value' },
      remedy: {
        zh: '核对记录的序号和项目，填写正确的内容。',
        en: 'Check number and field, and fill in the right value.',
      },
      whoCanSupply: ['proposer', 'office', 'secretary'],
    });
  },
});

const reopensWhatFell = aboutPayload<Corrected, Context>({
  id: 'correction-reopens-what-fell',
  rules: ['ARCH-DATE'],
  strength: 'house',
  title: {
    zh: '更正后不再符合要求的步骤重新办理',
    en: 'A step that rested on the wrong value is taken again',
  },
  fields: ['reopens', 'event', 'field', 'value'],
  test: (_, { payload, facts }) => {
    const fell = facts.correction && facts.correction.unmet.length > 0 ? facts.correction.step : null;
    if (payload.reopens === (fell ?? 'none')) return met;
    const step = fell ? stepsNamed([fell]) : undefined;
    return unmet({
      found: step
        ? {
            zh: `按正确的内容，当时的行为不符合要求，${step.zh}以它为基础`,
            en: `with the right value that act would have been refused, and the ${step.en} rests on it`,
          }
        : {
            zh: '按正确的内容，当时的行为仍符合要求',
            en: 'with the right value that act would still have passed',
          },
      needed: step
        ? { zh: `写明重新办理${step.zh}`, en: `the ${step.en} named as the step that opens again` }
        : { zh: '不重新办理任何步骤', en: 'no step opened again' },
      remedy: { zh: '按此填写后提交。', en: 'Fill it in so, and submit.' },
      whoCanSupply: ['office', 'proposer', 'secretary'],
    });
  },
});

export const correctionRules = [correctionChecked, correctionOfSomething, reopensWhatFell];
