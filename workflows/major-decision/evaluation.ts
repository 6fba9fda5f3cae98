/** Evaluation afterwards (决策后评估, article 36): permitted on three grounds, by somebody who did not assess before. */
import { z } from 'zod';
import { opaqueId, paper, words } from '../fields.js';
import {
  aboutPayload,
  met,
  personNamed,
  personOf,
  unitNamed,
  unmet,
  type Act,
  type EventDefinition,
  type Finding,
  type Requirement,
} from '../vocabulary.js';
import { quoted } from '../words.js';
import type { Context } from './context.js';
import { unitsIn } from './units-in.js';

export const evaluationActs = {
  EvaluationOrdered: {
    title: { zh: '组织决策后评估', en: 'Evaluation ordered' },
    payload: z.strictObject({
      ground: z.enum(['poor-effect', 'many-opinions', 'body-finds-necessary']),
      reason: words(),
      evaluator: z.strictObject({ unit: opaqueId, person: opaqueId.optional() }),
    }),
  },
  EvaluationReported: {
    title: { zh: '提交决策后评估报告', en: 'Evaluation reported' },
    payload: z.strictObject({
      report: paper,
      conclusion: z.enum(['effective', 'to-be-adjusted', 'to-be-stopped']),
      publicHeard: z.boolean(),
      /** How the public was heard; or why it was not. */
      hearing: words(2000).optional(),
    }),
    companions: { hearingTold: { presenceOf: 'hearing' } },
  },
} as const satisfies Record<string, EventDefinition>;

type Acts = typeof evaluationActs;
type Ordered = z.infer<Acts['EvaluationOrdered']['payload']>;
type Reported = z.infer<Acts['EvaluationReported']['payload']> & { hearingTold: boolean };
const ORDERED = quoted(evaluationActs.EvaluationOrdered.title);

/** Who assessed before: the units that assessed, and everybody who assessed or gave an expert opinion. */
function assessedBefore(context: Context, units: readonly string[], person: string | undefined): boolean {
  const experts = Object.entries(context.experts).filter(([, { opinionOn }]) => opinionOn !== null);
  return (
    context.assessors.some(({ unit }) => units.includes(unit)) ||
    context.assessors.some((one) => one.person === person) ||
    experts.some(([expert]) => expert === person)
  );
}

const independence = (context: Context, units: readonly string[], person: string | undefined): Finding => {
  if (!assessedBefore(context, units, person)) return met;
  const named = [...units.map(unitNamed), ...(person === undefined ? [] : [personNamed(person)])];
  return unmet({
    found: {
      zh: `${named.join('、')}在决策作出前承担过论证、评估`,
      en: `${named.join(', ')} argued or assessed the matter before it was decided`,
    },
    needed: {
      zh: '没有承担过本决策主要论证、评估工作的单位和人员',
      en: 'a unit and a person that did none of the main assessment before',
    },
    remedy: { zh: '另行委托后评估单位。', en: 'Have somebody else evaluate.' },
    whoCanSupply: ['office', 'head'],
  });
};

const INDEPENDENT = {
  rules: ['D713-036-a'],
  strength: 'binding',
  title: {
    zh: '后评估不由决策前的主要论证、评估单位承担',
    en: 'Whoever assessed before the decision does not evaluate it',
  },
} as const;

const evaluatorIndependent = aboutPayload<Ordered, Context>({
  ...INDEPENDENT,
  id: 'evaluator-independent',
  fields: ['evaluator'],
  test: (context, { payload: { evaluator } }) => independence(context, [evaluator.unit], evaluator.person),
});

/** Asked again of whoever reports: a person can have worked for two units. */
const evaluatedIndependently: Requirement<Context> = {
  ...INDEPENDENT,
  id: 'evaluated-independently',
  test: (context, act: Act) => independence(context, unitsIn(act, context.body), personOf(act)),
};

const evaluatedAsOrdered: Requirement<Context> = {
  id: 'evaluated-by-whom-ordered',
  rules: [],
  strength: 'house',
  title: { zh: '由所委托的单位、人员提交报告', en: 'Whoever was asked to evaluate reports' },
  test: (context, act) => {
    const { evaluator } = context.after;
    const unit = unitsIn(act, context.body).some((one) => one === evaluator?.unit);
    const person = evaluator?.person ?? personOf(act);
    if (unit && person === personOf(act)) return met;
    return unmet({
      found: {
        zh: `提交报告的是${personNamed(personOf(act))}`,
        en: `reported by ${personNamed(personOf(act))}`,
      },
      needed: {
        zh: `所委托的${evaluator ? unitNamed(evaluator.unit) : '单位'}${evaluator?.person ? personNamed(evaluator.person) : ''}`,
        en: `the one asked: ${evaluator?.person ? `${personNamed(evaluator.person)}, ` : ''}${evaluator ? unitNamed(evaluator.unit) : 'none'}`,
      },
      remedy: {
        zh: `请其提交；改由他人评估的，重新办理${ORDERED.zh}。`,
        en: `Let them report; to ask somebody else, add ${ORDERED.en} again.`,
      },
      whoCanSupply: ['evaluator', 'office'],
    });
  },
};

/** The decree asks to hear the public with emphasis (应当注重): heard, or the reason told. */
const publicHeard = aboutPayload<Reported, Context>({
  id: 'evaluation-heard-the-public',
  rules: ['D713-036-c'],
  strength: 'binding',
  title: { zh: '后评估听取公众意见', en: 'The evaluation hears the public' },
  fields: ['publicHeard', 'hearing'],
  test: (_, { payload }) =>
    payload.hearingTold
      ? met
      : unmet({
          found: payload.publicHeard
            ? { zh: '没有写明怎样听取公众意见', en: 'nothing is said of how the public was heard' }
            : {
                zh: '没有听取公众意见，也没有说明理由',
                en: 'the public was not heard, and no reason is given',
              },
          needed: {
            zh: '听取公众意见的方式和情况；没有听取的，说明理由',
            en: 'how the public was heard; or, where it was not, why',
          },
          remedy: { zh: '补充听取，写入报告。', en: 'Hear the public, and say so in the report.' },
          whoCanSupply: ['evaluator'],
        }),
});

export const evaluationRules = [
  evaluatorIndependent,
  evaluatedIndependently,
  evaluatedAsOrdered,
  publicHeard,
];
