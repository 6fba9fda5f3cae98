/** Publication and archive (articles 32, 33; Regulations on Open Government Information). */
import { z } from 'zod';
import { opaqueId, paper, text, words } from '../fields.js';
import { aboutPayload, met, unmet, valueOf, type EventDefinition } from '../vocabulary.js';
import { CONTRIBUTORS, wordsFor } from '../words.js';
import type { Context } from './context.js';

/** Who hands papers to the archive, where the duty is divided. */
const FROM = ['office', 'legality-reviewer', 'drafting-unit', 'executing-unit'] as const;

export const publicationActs = {
  DecisionPublished: {
    title: { zh: '公布决策', en: 'Decision published' },
    payload: z.strictObject({
      channels: z
        .array(z.enum(['gazette', 'website', 'newspaper']))
        .min(1)
        .max(3),
      explainsAdoption: z.boolean(),
      /** How the views of the public and of experts were taken up. */
      explanation: text().optional(),
      /** Who looked at what may be made public before it was. */
      reviewedBy: opaqueId.optional(),
    }),
    binding: true,
    asks: { persons: ({ reviewedBy }) => (reviewedBy === undefined ? [] : [reviewedBy as string]) },
    companions: { explanationGiven: { presenceOf: 'explanation' } },
  },
  PublicationWithheld: {
    title: { zh: '依法不予公布', en: 'Publication withheld as the law requires' },
    payload: z.strictObject({
      basis: z.enum(['state-secret', 'public-security', 'privacy-or-trade-secret', 'other-law']),
      legalBasis: z.string().min(1).max(300),
      /** Privacy and trade secrets are published where the person concerned consents. */
      thirdPartyConsents: z.boolean().optional(),
      reason: words(),
    }),
  },
  DecisionArchived: {
    title: { zh: '归档', en: 'Decision archived' },
    payload: z.strictObject({
      fileNumber: z.string().min(1).max(100),
      inventory: paper,
      /** What each contributed; what comes late is filed by the same act again, and says when. */
      contributions: z
        .array(z.strictObject({ from: z.enum(FROM), papers: z.int().min(1) }))
        .max(20)
        .optional(),
    }),
  },
} as const satisfies Record<string, EventDefinition>;

type Acts = typeof publicationActs;
type Published = z.infer<Acts['DecisionPublished']['payload']> & { explanationGiven: boolean };
type Withheld = z.infer<Acts['PublicationWithheld']['payload']>;
type Archived = z.infer<Acts['DecisionArchived']['payload']>;

/** Where it is of wide concern or was argued by experts (article 32); in some places always. */
const adoptionToBeExplained = (context: Context): boolean =>
  valueOf(context, 'adoptionPublishedWithDecision') ||
  context.draft?.touches.wideConcern === true ||
  Object.values(context.experts).some(({ opinionOn }) => opinionOn !== null);

const adoptionExplained = aboutPayload<Published, Context>({
  id: 'adoption-explained',
  rules: ['D713-032-b'],
  parameters: ['adoptionPublishedWithDecision'],
  strength: 'binding',
  title: { zh: '公布时说明意见采纳情况', en: 'Publication explains how views were taken up' },
  fields: ['explainsAdoption', 'explanation'],
  test: (context, { payload }) => {
    const explained = payload.explainsAdoption && payload.explanationGiven;
    if (explained || !adoptionToBeExplained(context)) return met;
    return unmet({
      found: { zh: '没有说明意见采纳情况', en: 'nothing is said of how views were taken up' },
      needed: {
        zh: '公众意见、专家论证意见采纳情况的说明',
        en: 'an account of how the views of the public and of experts were taken up',
      },
      remedy: { zh: '写明采纳情况，与决策一并公布。', en: 'Write it down and publish it with the decision.' },
      whoCanSupply: ['office', 'proposer'],
    });
  },
});

const disclosureReviewed = aboutPayload<Published, Context>({
  id: 'reviewed-before-publication',
  rules: ['DISC-017'],
  strength: 'binding',
  title: { zh: '公开前已经审查', en: 'Looked at before it is made public' },
  fields: ['reviewedBy'],
  test: (context, { payload: { reviewedBy }, facts }) => {
    const known = reviewedBy === undefined ? undefined : facts.persons?.[reviewedBy];
    if (known?.grants.some(({ body }) => body === context.body)) return met;
    return unmet({
      found: known
        ? { zh: '审查人在本机关没有角色', en: 'whoever looked at it holds no role in this body' }
        : { zh: '没有写明公开前的审查人', en: 'nobody is named who looked at it beforehand' },
      needed: {
        zh: '本机关人员的公开前审查，排除不得公开的内容',
        en: 'a look by somebody of this body at what may not be made public',
      },
      remedy: {
        zh: '公开前审查拟公布的内容，写明审查人。',
        en: 'Look at what is to be published first, and name who did.',
      },
      whoCanSupply: ['office', 'proposer'],
    });
  },
});

const withheldOnAGround = aboutPayload<Withheld, Context>({
  id: 'withheld-on-a-ground',
  rules: ['D713-032-a', 'DISC-015'],
  strength: 'binding',
  title: { zh: '依法不予公布的理由成立', en: 'The ground for withholding it holds' },
  fields: ['basis', 'thirdPartyConsents'],
  test: (_, { payload: { basis, thirdPartyConsents } }) =>
    basis !== 'privacy-or-trade-secret' || thirdPartyConsents !== true
      ? met
      : unmet({
          found: {
            zh: '涉及个人隐私或商业秘密，权利人同意公开',
            en: 'it holds private or trade secrets, and whose they are consents',
          },
          needed: {
            zh: '权利人不同意公开，或者另有不予公布的依据',
            en: 'no consent, or another ground for withholding',
          },
          remedy: { zh: '权利人同意的，予以公布。', en: 'Publish it, as they consent.' },
          whoCanSupply: ['office'],
        }),
});

/** What is not carried out yet has no papers of its execution. */
const contributionsMissing = (context: Context, { contributions = [] }: Archived): readonly string[] => {
  const due = FROM.filter((from) => from !== 'executing-unit' || context.after.reports > 0);
  return due.filter((from) => !contributions.some((one) => one.from === from));
};

const archiveContributed = aboutPayload<Archived, Context>({
  id: 'archive-contributed',
  rules: [],
  strength: 'local-option',
  parameters: ['archiveDutyDivided'],
  title: { zh: '各单位均已移交应归档的材料', en: 'Everybody who has to has handed in papers' },
  fields: ['contributions'],
  test: (context, { payload }) => {
    const missing = valueOf(context, 'archiveDutyDivided') ? contributionsMissing(context, payload) : [];
    if (missing.length === 0) return met;
    const { zh, en } = wordsFor(CONTRIBUTORS, missing);
    return unmet({
      found: { zh: `尚未移交：${zh}`, en: `still to hand in papers: ${en}` },
      needed: {
        zh: '办公机构、审查机构、承办单位各自移交；已执行的，还有执行单位',
        en: 'papers of the office, the reviewer and the drafting unit; of the executing unit where it has reported',
      },
      remedy: {
        zh: '催交后归档，写明各单位移交的件数。',
        en: 'Collect them, and say how many came from each.',
      },
      whoCanSupply: ['archivist', 'office'],
    });
  },
});

export const publicationRules = [
  adoptionExplained,
  disclosureReviewed,
  withheldOnAGround,
  archiveContributed,
];
