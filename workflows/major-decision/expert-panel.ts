/** How many experts, from where, and what became of their views (articles 19–20, and what places add). */
import { aboutPayload, met, personNamed, unmet, valueOf, type Requirement } from '../vocabulary.js';
import { FIELDS, quoted, wordFor } from '../words.js';
import type { Context, Expert } from './context.js';
import type { Concluded, Invited } from './expert-review.js';
import { counted, fraction } from '../wording.js';

const REASONS = quoted(wordFor(FIELDS, 'reasonsAgainstExperts'));

/** Those who agreed to serve, without an interest and without having drafted. */
const servingIn = (context: Context): Expert[] =>
  Object.entries(context.experts)
    .filter(([person, { declared }]) => declared === 'free-of-interest' && !context.drafters.includes(person))
    .map(([, expert]) => expert);

/** Whoever agreed to serve is heard; somebody who never answered the invitation holds nothing up. */
const opinionsIn: Requirement<Context> = {
  id: 'expert-opinions-in',
  rules: ['D713-019-a', 'D713-019-c'],
  strength: 'binding',
  parameters: ['expertsAtLeast', 'expertsAtLeastContested'],
  title: { zh: '受邀专家的书面意见已到', en: 'Written opinions of the experts are in' },
  test: (context) => {
    const contested = context.findings['expert-review']?.contested ?? false;
    const least = Math.max(
      valueOf(context, 'expertsAtLeast'),
      contested ? valueOf(context, 'expertsAtLeastContested') : 0,
    );
    const serving = servingIn(context);
    const given = serving.filter(({ opinionOn }) => opinionOn !== null);
    if (given.length >= least && given.length === serving.length) return met;
    return unmet({
      found: {
        zh: `应聘专家 ${serving.length} 人，已出具 ${given.length} 份`,
        en: `serving: ${counted(serving.length, 'expert')}; given: ${counted(given.length, 'opinion')}`,
      },
      needed: {
        zh: `至少 ${least} 份，且应聘专家均已出具`,
        en: `at least ${least}, and one from each who serves`,
      },
      remedy: { zh: '催办专家意见，或补邀专家。', en: 'Ask for the missing opinions, or invite experts.' },
      whoCanSupply: ['expert', 'proposer'],
    });
  },
};

/** A local option: by the draw that stands in the pool's own record, and after whoever came before in it. */
const expertDrawn = aboutPayload<Invited, Context>({
  id: 'expert-drawn',
  rules: [],
  strength: 'local-option',
  parameters: ['expertsDrawn'],
  title: { zh: '所邀专家从专家库中随机抽取', en: 'The expert was drawn by lot from the pool' },
  fields: ['expert'],
  test: (context, { facts: { draw } }) => {
    if (!valueOf(context, 'expertsDrawn')) return met;
    const passedOver = (draw?.before ?? []).filter((earlier) => context.experts[earlier] === undefined);
    if (draw && (draw.before.length < draw.count || passedOver.length === 0)) return met;
    return unmet({
      found: draw
        ? {
            zh: `未抽中，排在其前、尚未受邀的：${passedOver.map(personNamed).join('、')}`,
            en: `not drawn; before this expert, and not invited yet: ${passedOver.map(personNamed).join(', ')}`,
          }
        : { zh: '本事项的抽取中没有该专家', en: 'no draw for this matter has this expert' },
      needed: {
        zh: '为本事项抽中的专家，或者抽中的均已受邀后依次递补的专家',
        en: 'an expert drawn for this matter, or the next in order once those drawn were invited',
      },
      remedy: {
        zh: '先在专家库中为本事项抽取；有人不能到会的，按抽取的次序递补。',
        en: 'Draw experts for this matter from the pool first; where one cannot come, invite the next in order.',
      },
      whoCanSupply: ['proposer', 'office'],
    });
  },
});

const expertsOdd: Requirement<Context> = {
  id: 'experts-odd',
  rules: [],
  strength: 'local-option',
  parameters: ['expertsOdd'],
  title: { zh: '专家人数为单数', en: 'The experts are an odd number' },
  test: (context) => {
    const serving = servingIn(context).length;
    if (!valueOf(context, 'expertsOdd') || serving % 2 === 1) return met;
    return unmet({
      found: { zh: `应聘专家 ${serving} 人`, en: `serving: ${counted(serving, 'expert')}` },
      needed: { zh: '单数', en: 'an odd number' },
      remedy: { zh: '再邀请一名专家。', en: 'Invite one more.' },
      whoCanSupply: ['proposer'],
    });
  },
};

const fromElsewhere: Requirement<Context> = {
  id: 'experts-from-elsewhere',
  rules: [],
  strength: 'local-option',
  parameters: ['expertsFromDepartmentAtMost'],
  title: { zh: '主管部门专家不超过比例', en: 'Not too many experts from the competent department' },
  test: (context) => {
    const most = valueOf(context, 'expertsFromDepartmentAtMost');
    const [part, whole] = most;
    const serving = servingIn(context);
    const within = serving.filter(({ ofDepartment }) => ofDepartment).length;
    if (within * whole <= serving.length * part) return met;
    return unmet({
      found: {
        zh: `应聘专家 ${serving.length} 人，主管部门 ${within} 人`,
        en: `${within} of ${serving.length} experts are of the competent department`,
      },
      needed: { zh: `不超过${fraction(most).zh}`, en: `at most ${fraction(most).en}` },
      remedy: { zh: '增邀主管部门以外的专家。', en: 'Invite experts from elsewhere.' },
      whoCanSupply: ['proposer'],
    });
  },
};

/** The majority is more than half of those who gave an opinion. */
const majorityAnswered = aboutPayload<Concluded, Context>({
  id: 'expert-majority-answered',
  rules: [],
  strength: 'local-option',
  parameters: ['expertMajorityAnswered'],
  title: { zh: '未采纳多数专家意见的说明理由', en: 'Not following most experts takes reasons' },
  fields: ['followsMajority', 'reasonsAgainstExperts'],
  test: (context, { payload }) => {
    if (!valueOf(context, 'expertMajorityAnswered') || payload.followsMajority || payload.reasonsStated)
      return met;
    return unmet({
      found: {
        zh: '未采纳多数专家意见，没有说明理由',
        en: 'most experts are not followed, and no reasons are stated',
      },
      needed: { zh: '未采纳的理由', en: 'the reasons' },
      remedy: { zh: `填写${REASONS.zh}。`, en: `Fill in ${REASONS.en}.` },
      whoCanSupply: ['proposer'],
    });
  },
});

/** One meeting record cannot be what the public said and what experts argued. */
const recordServesOneStep = aboutPayload<Readonly<Record<string, unknown>>, Context>({
  id: 'record-serves-one-step',
  rules: ['GUARD-05'],
  strength: 'house',
  title: {
    zh: '一份记录不能兼作公众参与和专家论证',
    en: 'One record does not serve both public input and expert review',
  },
  fields: ['report', 'record'],
  test: (context, { type, payload }) => {
    const ofExperts = type.startsWith('Expert');
    const others = ofExperts ? context.publicInput.records : context.expertRecords;
    if (!digestsIn(payload).some((digest) => others.includes(digest))) return met;
    return unmet({
      found: ofExperts
        ? { zh: '所附材料已用作公众参与的记录', en: 'the paper is already the record of public input' }
        : { zh: '所附材料已用作专家论证的材料', en: 'the paper is already one of the expert review' },
      needed: { zh: '各环节各自的记录', en: 'a record of its own for each step' },
      remedy: {
        zh: '分别形成记录；合并召开的，如实记录并各自成文。',
        en: 'Make a record for each, also where both were held together.',
      },
      whoCanSupply: ['proposer'],
    });
  },
});

/** Digests of the papers that stand directly in a payload. */
export function digestsIn(payload: Readonly<Record<string, unknown>>): string[] {
  return Object.values(payload).flatMap((value) => {
    const digest = (value as { sha256?: unknown } | null)?.sha256;
    return typeof digest === 'string' ? [digest] : [];
  });
}

export const expertPanelRules = [
  opinionsIn,
  expertDrawn,
  expertsOdd,
  fromElsewhere,
  majorityAnswered,
  recordServesOneStep,
];
