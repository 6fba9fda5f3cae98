/** Findings that a step is needed, or is not (articles 14, 19, 22). "Not applicable" is an act, never a switch. */
import { z } from 'zod';
import { words } from '../fields.js';
import {
  aboutPayload,
  met,
  rolesIn,
  unmet,
  valueOf,
  type EventDefinition,
  type Requirement,
} from '../vocabulary.js';
import { FIELDS, quoted, wordFor } from '../words.js';
import { exemptedSteps, FINDABLE_STEPS, type Context } from './context.js';
import { stepsNamed } from './steps.js';

export const findingActs = {
  StepFindingRecorded: {
    title: { zh: '认定某一程序是否适用', en: 'Finding whether a step applies' },
    payload: z.strictObject({
      step: z.enum(FINDABLE_STEPS),
      required: z.boolean(),
      reason: words(),
      /** Strongly disputed, complex or sensitive: some places ask for more experts then. */
      contested: z.boolean().optional(),
      /** Needed where the step falls away: the article that lets it. */
      legalBasis: z.string().min(1).max(300).optional(),
    }),
  },
} as const satisfies Record<string, EventDefinition>;

export type Finding = z.infer<(typeof findingActs)['StepFindingRecorded']['payload']>;

const exemptionGrounded = aboutPayload<Finding, Context>({
  id: 'exemption-grounded',
  rules: ['D713-014-b', 'D713-019-a', 'D713-022-a'],
  strength: 'binding',
  title: { zh: '不适用须有依据', en: 'An exemption names its ground' },
  fields: ['legalBasis'],
  test: (_, { payload }) =>
    payload.required || payload.legalBasis
      ? met
      : unmet({
          found: { zh: '没有写明依据条款', en: 'no article is named' },
          needed: { zh: '允许不适用的条款', en: 'the article that lets the step fall away' },
          remedy: { zh: '写明依据条款及理由。', en: 'Name the article and the reason.' },
          whoCanSupply: ['proposer', 'office', 'head'],
        }),
});

/** Public input falls away only where law bars disclosure, and the deciding body says so (article 14(1)). */
const exemptionFromPublicInput = aboutPayload<Finding, Context>({
  id: 'non-disclosure-determined',
  rules: ['D713-014-a', 'D713-014-b'],
  strength: 'binding',
  title: { zh: '依法不予公开由决策机关认定', en: 'Non-disclosure is determined by the deciding body' },
  fields: ['step', 'required'],
  test: (context, act) =>
    rolesIn(act, context.body).some((role) => role === 'head' || role === 'office')
      ? met
      : unmet({
          found: { zh: '承办单位自行认定', en: 'determined by the proposing unit itself' },
          needed: {
            zh: '决策机关（首长或办公机构）认定，载明依据、认定人、时间',
            en: 'the deciding body (head or office), with basis, person and time',
          },
          remedy: { zh: '请决策机关认定。', en: 'Ask the deciding body.' },
          whoCanSupply: ['head', 'office'],
        }),
});

/** Where a law demands the assessment for this kind of matter, no finding lets it fall away. */
const riskRequiredHere: Requirement<Context> = {
  id: 'risk-assessment-required-here',
  rules: [],
  strength: 'local-option',
  parameters: ['riskAssessmentRequired'],
  title: { zh: '此类事项必须进行风险评估', en: 'This kind of matter takes a risk assessment' },
  test: (context) =>
    valueOf(context, 'riskAssessmentRequired')
      ? unmet({
          found: { zh: '认定不进行风险评估', en: 'found not to need a risk assessment' },
          needed: { zh: '风险评估', en: 'the risk assessment' },
          remedy: { zh: '认定为适用，进行风险评估。', en: 'Find that it applies, and have it made.' },
          whoCanSupply: ['assessor', 'proposer'],
        })
      : met,
};

const REVIEWED = quoted(wordFor(FIELDS, 'exemptionsReviewed'));

/** Article 27(2): the review looks at the procedure, so at every step that fell away. */
export const exemptionsReviewed: Requirement<Context> = {
  id: 'exemptions-reviewed',
  rules: ['D713-027-a', 'D713-014-b', 'D713-019-a', 'D713-022-a', 'TOWN-01'],
  strength: 'binding',
  title: { zh: '审查机构已复核不适用的认定', en: 'The reviewer looked at every exemption' },
  test: (context, act) => {
    const exempted = exemptedSteps(context);
    if (exempted.length === 0) return met;
    const payload = act.payload as { exemptionsReviewed?: readonly string[] } | undefined;
    if (!payload) return { is: 'depends', fields: ['exemptionsReviewed'] };
    const missing = exempted.filter((step) => !payload.exemptionsReviewed?.includes(step));
    if (missing.length === 0) return met;
    return unmet({
      found: { zh: `未复核：${stepsNamed(missing).zh}`, en: `not looked at: ${stepsNamed(missing).en}` },
      needed: {
        zh: `复核全部不适用认定：${stepsNamed(exempted).zh}`,
        en: `every exemption: ${stepsNamed(exempted).en}`,
      },
      remedy: { zh: `在${REVIEWED.zh}中逐项列明。`, en: `List each under ${REVIEWED.en}.` },
      whoCanSupply: ['legality-reviewer'],
    });
  },
};

export const findingRules = [
  exemptionGrounded,
  exemptionFromPublicInput,
  riskRequiredHere,
  exemptionsReviewed,
];
