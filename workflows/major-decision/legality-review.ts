/** Step four: legality review (合法性审查, articles 25–28). Unconditional. */
import { z } from 'zod';
import { paper, sha256, words } from '../fields.js';
import {
  aboutPayload,
  met,
  personFactsOf,
  personOf,
  unmet,
  valueOf,
  type EventDefinition,
  type Requirement,
} from '../vocabulary.js';
import { FIELDS, quoted, REVIEW_OUTCOMES, wordFor, wordsFor } from '../words.js';
import { FINDABLE_STEPS, type Context } from './context.js';
import { short } from '../wording.js';

const answer = z.enum(['conforms', 'does-not-conform', 'unregulated']);

export const legalityActs = {
  LegalityReviewRequested: {
    title: { zh: '送请合法性审查', en: 'Legality review requested' },
    payload: z.strictObject({ bundleDigest: sha256, papers: z.array(paper).max(60) }),
    binding: true,
  },
  LegalityBundleReturned: {
    title: { zh: '退回或要求补充送审材料', en: 'Review bundle returned' },
    payload: z.strictObject({ missing: z.array(z.string().min(1).max(60)).min(1).max(20), reason: words() }),
  },
  LegalityReviewExtended: {
    title: { zh: '延长合法性审查', en: 'Legality review extended' },
    payload: z.strictObject({ workingDays: z.int().min(1).max(60), reason: words() }),
  },
  LegalAdviceGiven: {
    title: { zh: '法律顾问、公职律师提出法律意见', en: 'Legal advice given' },
    payload: z.strictObject({
      bundleDigest: sha256,
      position: z.enum(['lawful', 'lawful-with-changes', 'unlawful']),
      opinion: paper,
      /** Counsel's own declaration: no part in the draft, no interest in the matter, and acting for no other side in it. */
      freeOfInterest: z.literal(true).optional(),
    }),
    adds: true,
  },
  LegalityOpinionIssued: {
    title: { zh: '出具合法性审查意见', en: 'Legality opinion issued' },
    payload: z.strictObject({
      outcome: z.enum(['lawful', 'lawful-with-changes', 'step-missing', 'unlawful', 'exploratory']),
      bundleDigest: sha256,
      /** Article 27: three separate answers. */
      power: answer,
      procedure: answer,
      content: answer,
      /** Why each is answered so: needed where it does not conform, or nothing regulates it. */
      powerBecause: words().optional(),
      procedureBecause: words().optional(),
      contentBecause: words().optional(),
      /** The step that is missing, where the outcome is step-missing. */
      missingStep: z.enum(FINDABLE_STEPS).optional(),
      exemptionsReviewed: z.array(z.enum(FINDABLE_STEPS)).max(3),
      /** Why counsel gave no written opinion, where none did (article 28). */
      noCounselBecause: words().optional(),
      /** The legal risk of exploratory reform, stated (article 25(2)). */
      legalRisk: words().optional(),
      /** The reviewer's own statement that fewer working days sufficed, with the reason (article 26(2), "as a rule"). */
      timeSufficedBecause: words().optional(),
      opinion: paper,
    }),
    binding: true,
    companions: {
      powerReasoned: { presenceOf: 'powerBecause' },
      procedureReasoned: { presenceOf: 'procedureBecause' },
      contentReasoned: { presenceOf: 'contentBecause' },
      counselReasonGiven: { presenceOf: 'noCounselBecause' },
      legalRiskStated: { presenceOf: 'legalRisk' },
      timeSufficed: { presenceOf: 'timeSufficedBecause' },
    },
  },
  ConformityConfirmed: {
    title: { zh: '确认后续文本与审查意见一致', en: 'Conformity of a later edition confirmed' },
    payload: z.strictObject({
      from: sha256,
      to: sha256,
      kind: z.enum(['editorial', 'as-the-opinion-asked']),
      remark: words(),
    }),
    binding: true,
  },
  ConformityDenied: {
    title: { zh: '后续文本有实质变动，须重新审查', en: 'Later edition differs in substance: review again' },
    payload: z.strictObject({ from: sha256, to: sha256, remark: words() }),
  },
} as const satisfies Record<string, EventDefinition>;

export type Requested = z.infer<(typeof legalityActs)['LegalityReviewRequested']['payload']>;
export type Extended = z.infer<(typeof legalityActs)['LegalityReviewExtended']['payload']>;
export type Opinion = z.infer<(typeof legalityActs)['LegalityOpinionIssued']['payload']> & {
  powerReasoned: boolean;
  procedureReasoned: boolean;
  contentReasoned: boolean;
  counselReasonGiven: boolean;
  legalRiskStated: boolean;
  timeSufficed: boolean;
};
type Conformity = z.infer<(typeof legalityActs)['ConformityConfirmed']['payload']>;
const ADVICE = quoted(legalityActs.LegalAdviceGiven.title);
const LEGAL_RISK = quoted(wordFor(FIELDS, 'legalRisk'));

/** Separation by natural person and by unit: the person whose act it is, delegation and paper resolved. */
const reviewerDidNotDraft: Requirement<Context> = {
  id: 'reviewer-did-not-draft',
  rules: ['D713-025-e', 'TOWN-01'],
  strength: 'binding',
  title: {
    zh: '审查人不是起草人，也不属于承办单位',
    en: 'The reviewer neither drafted nor belongs to the drafting unit',
  },
  test: (context, act) => {
    const drafted = context.drafters.includes(personOf(act));
    const ofTheUnit = personFactsOf(act).grants.some(({ unit }) => context.units.includes(unit));
    if (!drafted && !ofTheUnit) return met;
    return unmet({
      found: drafted
        ? { zh: '审查人起草过本草案', en: 'the reviewer drafted this draft' }
        : { zh: '审查人属于承办单位', en: 'the reviewer belongs to a responsible unit' },
      needed: { zh: '与起草人、承办单位不同的审查人', en: 'a reviewer who is neither' },
      remedy: {
        zh: '由其他审查人员办理，或由决策机关另行指定审查机构。',
        en: 'Let another reviewer act, or have the deciding body name one.',
      },
      whoCanSupply: ['legality-reviewer'],
    });
  },
};

const opinionOnSubmittedBundle = aboutPayload<{ bundleDigest: string }, Context>({
  id: 'opinion-on-submitted-bundle',
  rules: ['D713-025-a', 'D713-028-a', 'TOWN-01'],
  strength: 'binding',
  title: { zh: '意见针对送审文本', en: 'The opinion is on the text submitted' },
  fields: ['bundleDigest'],
  test: (context, { payload }) =>
    payload.bundleDigest === context.review.bundle
      ? met
      : unmet({
          found: {
            zh: `意见所指 ${short(payload.bundleDigest)}`,
            en: `the opinion names ${short(payload.bundleDigest)}`,
          },
          needed: {
            zh: `送审文本 ${short(context.review.bundle)}`,
            en: `the text submitted, ${short(context.review.bundle)}`,
          },
          remedy: { zh: '就送审文本出具意见。', en: 'Give the opinion on the text submitted.' },
          whoCanSupply: ['legality-reviewer', 'legal-adviser'],
        }),
});

const counselHeard = aboutPayload<Opinion, Context>({
  id: 'counsel-heard',
  rules: ['D713-028-b'],
  strength: 'binding',
  title: { zh: '法律顾问、公职律师已提出意见', en: 'Counsel gave an opinion' },
  fields: ['noCounselBecause'],
  test: (context, { payload }) =>
    context.review.advice !== null || payload.counselReasonGiven
      ? met
      : unmet({
          found: { zh: '没有法律意见，也没有说明原因', en: 'no legal advice, and no reason why' },
          needed: {
            zh: '书面法律意见，或未提出的原因',
            en: 'a written opinion, or the reason why there is none',
          },
          remedy: {
            zh: `请法律顾问或公职律师办理${ADVICE.zh}，或写明原因。`,
            en: `Ask counsel for ${ADVICE.en}, or state the reason.`,
          },
          whoCanSupply: ['legal-adviser', 'legality-reviewer'],
        }),
});

/** Counsel's opinion is an input, yet what counsel holds to be unlawful does not go to the meeting as it is. */
const counselNotAgainst: Requirement<Context> = {
  id: 'counsel-not-against',
  rules: ['LA-01'],
  strength: 'binding',
  title: { zh: '法律顾问未认为不合法', en: 'Counsel does not hold it to be unlawful' },
  test: (context) =>
    context.review.advice === 'unlawful'
      ? unmet({
          found: { zh: '法律顾问认为不合法', en: 'counsel holds it to be unlawful' },
          needed: {
            zh: '法律顾问不再认为不合法的意见，或者修改后的草案',
            en: 'another opinion of counsel, or another draft',
          },
          remedy: {
            zh: `请法律顾问就同一文本再次办理${ADVICE.zh}，或者退回修改。`,
            en: `Ask counsel for ${ADVICE.en} again on this text, or send it back to be changed.`,
          },
          whoCanSupply: ['legal-adviser', 'proposer'],
        })
      : met,
};

const counselDidNotDraft: Requirement<Context> = {
  id: 'counsel-did-not-draft',
  rules: [],
  strength: 'house',
  title: { zh: '提出法律意见的人没有起草草案', en: 'Counsel did not draft' },
  test: (context, act) =>
    context.drafters.includes(personOf(act))
      ? unmet({
          found: { zh: '此人起草过本草案', en: 'this person drafted this draft' },
          needed: { zh: '没有参与起草的法律顾问或公职律师', en: 'counsel who did not draft' },
          remedy: { zh: '请其他法律顾问、公职律师提出意见。', en: 'Ask other counsel.' },
          whoCanSupply: ['legal-adviser'],
        })
      : met,
};

const outcomeExistsHere = aboutPayload<Opinion, Context>({
  id: 'review-outcome-exists-here',
  rules: [],
  strength: 'local-option',
  parameters: ['reviewOutcomes'],
  title: { zh: '审查意见的种类符合规定', en: 'Such an opinion exists under these rules' },
  fields: ['outcome'],
  test: (context, { payload }) => {
    const kinds = valueOf(context, 'reviewOutcomes');
    if (kinds.includes(payload.outcome)) return met;
    const named = wordsFor(REVIEW_OUTCOMES, kinds);
    return unmet({
      found: wordFor(REVIEW_OUTCOMES, payload.outcome),
      needed: { zh: `下列之一：${named.zh}`, en: `one of: ${named.en}` },
      remedy: { zh: '按本地规定的种类出具意见。', en: 'Give one of these.' },
      whoCanSupply: ['legality-reviewer'],
    });
  },
});

const legalRiskStated = aboutPayload<Opinion, Context>({
  id: 'legal-risk-stated',
  rules: ['D713-025-d'],
  strength: 'binding',
  title: { zh: '探索性改革明示法律风险', en: 'Exploratory reform states its legal risk' },
  fields: ['legalRisk'],
  test: (_, { payload }) =>
    payload.legalRiskStated
      ? met
      : unmet({
          found: { zh: '没有明示法律风险', en: 'no legal risk is stated' },
          needed: { zh: '明示的法律风险', en: 'the legal risk, stated' },
          remedy: { zh: `填写${LEGAL_RISK.zh}。`, en: `Fill in ${LEGAL_RISK.en}.` },
          whoCanSupply: ['legality-reviewer'],
        }),
});

const differenceShown = aboutPayload<Conformity, Context>({
  id: 'difference-shown',
  rules: ['D713-025-a', 'D713-028-c', 'TOWN-01'],
  strength: 'binding',
  title: { zh: '比对的是审查文本与现行文本', en: 'Compared: the text reviewed and the present one' },
  fields: ['from', 'to'],
  test: (context, { payload }) => {
    const from = context.review.clearedBundle ?? context.review.bundle;
    if (payload.from === from && payload.to === context.draft?.bundle) return met;
    return unmet({
      found: {
        zh: `比对的是 ${short(payload.from)} 与 ${short(payload.to)}`,
        en: `compared: ${short(payload.from)} with ${short(payload.to)}`,
      },
      needed: {
        zh: `经审查的 ${short(from)} 与现行的 ${short(context.draft?.bundle)} 的比对`,
        en: `the text reviewed, ${short(from)}, compared with the present one, ${short(context.draft?.bundle)}`,
      },
      remedy: { zh: '重新打开比对后确认。', en: 'Open the comparison again, then confirm.' },
      whoCanSupply: ['legality-reviewer'],
    });
  },
});

/** A paper that another signed is not entered by whoever drafted, nor by the lead unit: they have a stake in it. */
const enteredWithoutStake: Requirement<Context> = {
  id: 'entered-without-stake',
  rules: [],
  strength: 'house',
  title: {
    zh: '他人签署的意见不由起草人或牵头单位代录',
    en: "Another's signed act is not entered by a drafter or the lead unit",
  },
  test: (context, act) => {
    if (act.onBehalf === undefined) return met;
    if (!context.drafters.includes(act.actor) && act.actorUnit !== context.leadUnit) return met;
    return unmet({
      found: { zh: '录入人是起草人或属于牵头单位', en: 'entered by a drafter or by the lead unit' },
      needed: {
        zh: '由办公机构或会议秘书等无关人员录入',
        en: 'entry by the office, the secretary or another without a stake',
      },
      remedy: {
        zh: '把签署原件交办公机构或会议秘书录入。',
        en: 'Hand the signed original to the office or the secretary.',
      },
      whoCanSupply: ['office', 'secretary'],
    });
  },
};

export const legalityRules = [
  enteredWithoutStake,
  reviewerDidNotDraft,
  opinionOnSubmittedBundle,
  counselHeard,
  counselNotAgainst,
  counselDidNotDraft,
  outcomeExistsHere,
  legalRiskStated,
  differenceShown,
];
