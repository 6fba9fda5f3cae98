/** Step two: expert review (专家论证, articles 19–21). */
import { z } from 'zod';
import { opaqueId, paper, sha256, words } from '../fields.js';
import {
  aboutPayload,
  met,
  personFactsOf,
  personOf,
  unmet,
  valueOf,
  type Act,
  type EventDefinition,
  type PersonFacts,
  type Requirement,
  type Text,
} from '../vocabulary.js';
import { quoted } from '../words.js';
import type { Context, Expert } from './context.js';

export const expertActs = {
  ExpertInvited: {
    title: { zh: '邀请专家', en: 'Expert invited' },
    payload: z.strictObject({
      expert: opaqueId,
      field: z.string().min(1).max(100),
      /** Works in the department that is competent for the matter. */
      ofCompetentDepartment: z.boolean().default(false),
    }),
    asks: {
      persons: (payload) => [payload['expert'] as string],
      draw: (payload, context) =>
        valueOf(context as Context, 'expertsDrawn') ? (payload['expert'] as string) : undefined,
    },
  },
  ExpertDeclared: {
    title: { zh: '专家声明利害关系', en: "Expert's declaration of interest" },
    payload: z.strictObject({
      directInterest: z.boolean(),
      independent: z.literal(true),
      keepsConfidence: z.literal(true),
      remark: words().optional(),
    }),
    adds: true,
  },
  ExpertOpinionGiven: {
    title: { zh: '专家出具论证意见', en: 'Expert opinion given' },
    payload: z.strictObject({
      bundleDigest: sha256,
      verdict: z.enum(['support', 'support-with-changes', 'oppose']),
      necessity: z.boolean(),
      feasibility: z.boolean(),
      soundness: z.boolean(),
      signed: z.boolean(),
      /** Nobody hinted at the answer that was wanted. */
      unprompted: z.boolean().optional(),
      opinion: paper,
    }),
    adds: true,
  },
  ExpertReviewConcluded: {
    title: { zh: '专家论证结束', en: 'Expert review concluded' },
    payload: z.strictObject({
      report: paper,
      adopted: z.int().min(0),
      notAdopted: z.int().min(0),
      account: words(),
      /** Whether the draft follows what most experts said. */
      followsMajority: z.boolean().default(true),
      reasonsAgainstExperts: words().optional(),
    }),
    companions: { reasonsStated: { presenceOf: 'reasonsAgainstExperts' } },
  },
} as const satisfies Record<string, EventDefinition>;

const INVITATION = quoted(expertActs.ExpertInvited.title);

type Declared = z.infer<(typeof expertActs)['ExpertDeclared']['payload']>;
export type Invited = z.infer<(typeof expertActs)['ExpertInvited']['payload']>;
type Opinion = z.infer<(typeof expertActs)['ExpertOpinionGiven']['payload']>;
export type Concluded = z.infer<(typeof expertActs)['ExpertReviewConcluded']['payload']> & {
  reasonsStated: boolean;
};

/** Article 20: in the unit that drafts, a drafter, or barred from the pool — computed from persons and units. */
const expertWithoutInterest = aboutPayload<Invited, Context>({
  id: 'expert-without-interest',
  rules: ['D713-020-a', 'D713-019-d'],
  strength: 'binding',
  title: { zh: '专家无直接利害关系', en: 'No expert with a direct interest' },
  fields: ['expert'],
  test: (context, { payload, facts }) => {
    const expert = facts.persons?.[payload.expert];
    const interest = interestOf(context, payload.expert, expert);
    const listed = expert?.standing === 'good' && expert.grants.some(({ role }) => role === 'expert');
    if (listed && !interest) return met;
    return unmet({
      found: interest ?? { zh: '该人不在专家库或已被取消资格', en: 'not in the pool, or barred' },
      needed: { zh: '与事项无直接利害关系的在库专家', en: 'an expert of the pool without direct interest' },
      remedy: { zh: '另选专家。', en: 'Choose another expert.' },
      whoCanSupply: ['proposer'],
    });
  },
});

/** A direct interest that the record shows, in words; undefined where it shows none. */
function interestOf(context: Context, person: string, facts: PersonFacts | undefined): Text | undefined {
  if (context.drafters.includes(person)) return { zh: '该专家起草了草案', en: 'this expert drafted' };
  if (facts?.grants.some(({ unit }) => context.units.includes(unit)))
    return { zh: '该专家属于承办单位', en: 'this expert belongs to a responsible unit' };
  if (context.experts[person]?.declared === 'interest')
    return { zh: '声明有直接利害关系', en: 'declared a direct interest' };
  return undefined;
}

const expertInvited: Requirement<Context> = {
  id: 'expert-invited',
  rules: ['D713-019-d'],
  strength: 'binding',
  title: { zh: '限受邀专家本人', en: 'Invited experts only, in person' },
  test: (context, act) => (expertOf(context, act) ? met : notThisExpert()),
};

const interestStays = aboutPayload<Declared, Context>({
  id: 'interest-stays-declared',
  rules: ['D713-020-a'],
  strength: 'binding',
  title: {
    zh: '已声明的利害关系不因改口而消失',
    en: 'An interest once declared does not go away by saying so',
  },
  fields: ['directInterest'],
  test: (context, act) =>
    act.payload.directInterest || expertOf(context, act)?.declared !== 'interest'
      ? met
      : unmet({
          found: { zh: '此前声明有直接利害关系', en: 'a direct interest was declared before' },
          needed: { zh: '无直接利害关系的其他专家', en: 'another expert, without direct interest' },
          remedy: { zh: '另选专家。', en: 'Choose another expert.' },
          whoCanSupply: ['proposer'],
        }),
});

const expertDeclaredFree: Requirement<Context> = {
  id: 'expert-declared-free-of-interest',
  rules: ['D713-020-a', 'D713-019-d'],
  strength: 'binding',
  title: {
    zh: '已声明无直接利害关系、独立、保密',
    en: 'Declared: no direct interest, independent, confidential',
  },
  test: (context, act) => {
    const expert = expertOf(context, act);
    if (!expert) return notThisExpert();
    const interest = interestOf(context, personOf(act), personFactsOf(act));
    if (expert.declared === 'free-of-interest' && !interest) return met;
    return unmet({
      found: interest ?? { zh: '尚未声明', en: 'not declared yet' },
      needed: { zh: '无直接利害关系的声明', en: 'a declaration of no direct interest' },
      remedy: {
        zh: '先作声明；有利害关系的另选专家。',
        en: 'Declare first; with an interest, another expert is chosen.',
      },
      whoCanSupply: ['expert'],
    });
  },
};

const opinionComplete = aboutPayload<Opinion, Context>({
  id: 'expert-opinion-complete',
  rules: ['D713-019-b', 'D713-019-c'],
  strength: 'binding',
  title: {
    zh: '论证覆盖必要性、可行性、科学性并署名',
    en: 'Covers necessity, feasibility, soundness; signed',
  },
  fields: ['necessity', 'feasibility', 'soundness', 'signed'],
  test: (_, { payload }) =>
    payload.necessity && payload.feasibility && payload.soundness && payload.signed
      ? met
      : unmet({
          found: {
            zh: payload.signed ? '论证内容不全' : '意见没有署名盖章',
            en: payload.signed ? 'not all three are covered' : 'the opinion is unsigned',
          },
          needed: { zh: '必要性、可行性、科学性三项，署名盖章', en: 'all three, signed and sealed' },
          remedy: { zh: '补充后重新出具。', en: 'Complete it and give it again.' },
          whoCanSupply: ['expert'],
        }),
});

const opinionOnCurrentDraft = aboutPayload<Opinion, Context>({
  id: 'expert-opinion-on-current-draft',
  rules: [],
  strength: 'house',
  title: { zh: '论证的是现行草案', en: 'The opinion is on the present draft' },
  fields: ['bundleDigest'],
  test: (context, { payload }) =>
    payload.bundleDigest === context.draft?.bundle
      ? met
      : unmet({
          found: {
            zh: `所论证文本 ${payload.bundleDigest.slice(0, 12)}`,
            en: `opinion on ${payload.bundleDigest.slice(0, 12)}`,
          },
          needed: {
            zh: `第 ${context.draft?.edition ?? 0} 版 ${context.draft?.bundle.slice(0, 12) ?? ''}`,
            en: `edition ${context.draft?.edition ?? 0}, ${context.draft?.bundle.slice(0, 12) ?? ''}`,
          },
          remedy: { zh: '就现行草案出具意见。', en: 'Give the opinion on the present draft.' },
          whoCanSupply: ['expert'],
        }),
});

const opinionUnprompted = aboutPayload<Opinion, Context>({
  id: 'expert-opinion-unprompted',
  rules: [],
  strength: 'local-option',
  parameters: ['expertsUnprompted'],
  title: { zh: '专家未受倾向性提示', en: 'The expert was given no leading hints' },
  fields: ['unprompted'],
  test: (context, { payload }) =>
    !valueOf(context, 'expertsUnprompted') || payload.unprompted === true
      ? met
      : unmet({
          found: {
            zh: '专家没有确认未受倾向性提示',
            en: 'the expert did not confirm that nobody hinted at an answer',
          },
          needed: { zh: '专家本人的确认', en: "the expert's own confirmation" },
          remedy: {
            zh: '由专家确认；确有提示的，如实记录并另请专家。',
            en: 'Let the expert confirm it; where there were hints, record that and ask another.',
          },
          whoCanSupply: ['expert'],
        }),
});

function expertOf(context: Context, act: Act): Expert | undefined {
  return context.experts[personOf(act)];
}

const notThisExpert = () =>
  unmet({
    found: { zh: '此人不是受邀专家', en: 'this person is not an invited expert' },
    needed: { zh: '受邀专家本人', en: 'an invited expert' },
    remedy: {
      zh: `请承办单位办理${INVITATION.zh}。`,
      en: `Have the proposing unit add ${INVITATION.en}.`,
    },
    whoCanSupply: ['proposer'],
  });

export const expertRules = [
  expertWithoutInterest,
  expertInvited,
  interestStays,
  expertDeclaredFree,
  opinionComplete,
  opinionOnCurrentDraft,
  opinionUnprompted,
];
