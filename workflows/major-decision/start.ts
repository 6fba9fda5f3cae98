/** The start by the deciding body, the units responsible, and matters that are joined or parted (articles 10, 11). */
import { z } from 'zod';
import { localDate, opaqueId, sha256, words } from '../fields.js';
import {
  aboutPayload,
  met,
  rolesIn,
  unmet,
  valueOf,
  type Act,
  type EventDefinition,
  type Requirement,
} from '../vocabulary.js';
import { quoted } from '../words.js';
import type { Context } from './context.js';
import { proposalActs } from './proposal.js';

const units = { leadUnit: opaqueId, units: z.array(opaqueId).min(1).max(20) };
/** The minute by which the deciding body decided it, where the office records it. */
const minute = z.strictObject({ sha256 }).optional();

export const startActs = {
  ProcedureStarted: {
    title: { zh: '启动决策程序', en: 'Procedure started' },
    payload: z.strictObject({
      ...units,
      minute,
      plannedMeeting: z.strictObject({ notBefore: localDate, notAfter: localDate }).optional(),
      /** By when the whole procedure is to be finished; some places make it a duty. */
      completionBy: localDate.optional(),
      /** Other bodies that decide jointly; this one leads and keeps the file. */
      jointBodies: z.array(opaqueId).max(10).optional(),
    }),
    asks: {
      ruleSet: (_, context) => (context as Context).matters,
      catalogue: (_, context) => (context as Context).body ?? undefined,
    },
  },
  UnitReassigned: {
    title: { zh: '变更承办单位', en: 'Responsible unit changed' },
    payload: z.strictObject({ ...units, minute, reason: words() }),
  },
  DecisionsMerged: {
    title: { zh: '并入另一事项', en: 'Merged into another matter' },
    payload: z.strictObject({ into: opaqueId, reason: words() }),
    asks: { decisions: ({ into }) => [into as string] },
  },
  DecisionSplit: {
    title: { zh: '拆分为几个事项', en: 'Split into several matters' },
    payload: z.strictObject({ into: z.array(opaqueId).min(2).max(10), reason: words() }),
    asks: { decisions: ({ into }) => into as string[] },
  },
} as const satisfies Record<string, EventDefinition>;

type Acts = typeof startActs;
type Started = z.infer<Acts['ProcedureStarted']['payload']>;
type Merged = z.infer<Acts['DecisionsMerged']['payload']>;
type Split = z.infer<Acts['DecisionSplit']['payload']>;
const PROPOSED = quoted(proposalActs.DecisionProposed.title);

/** The rules of the day of the start: they stand in its facts before they stand in the decision's memory. */
const fixedNow = (context: Context, act: Pick<Act, 'facts'>) => ({
  ruleSet: context.ruleSet ?? act.facts.ruleSet ?? null,
});

const oneLeadUnit = aboutPayload<Pick<Started, 'leadUnit' | 'units'>, Context>({
  id: 'one-lead-unit',
  rules: ['D713-011-a'],
  strength: 'binding',
  title: { zh: '明确唯一牵头承办单位', en: 'Exactly one lead unit' },
  fields: ['leadUnit', 'units'],
  test: (_, { payload }) =>
    payload.units.includes(payload.leadUnit) && new Set(payload.units).size === payload.units.length
      ? met
      : unmet({
          found: {
            zh: '牵头单位不在承办单位之列，或有单位重复',
            en: 'the lead is not among the units, or a unit is named twice',
          },
          needed: { zh: '承办单位中唯一的牵头单位', en: 'one lead among the responsible units' },
          remedy: { zh: '把牵头单位列入承办单位。', en: 'List the lead among the units.' },
          whoCanSupply: ['head', 'office'],
        }),
});

const decidingBodyStarts = aboutPayload<Pick<Started, 'minute'>, Context>({
  id: 'deciding-body-starts',
  rules: ['D713-010-a'],
  strength: 'binding',
  title: { zh: '由决策机关决定启动', en: 'The deciding body starts the procedure' },
  fields: ['minute'],
  test: (context, act) => {
    if (rolesIn(act, context.body).includes('head') || act.payload.minute) return met;
    return unmet({
      found: {
        zh: '办公机构录入，未附作出决定的纪要',
        en: 'entered by the office without the minute of the decision',
      },
      needed: {
        zh: '行政首长办理，或附作出决定的纪要',
        en: "the head's own act, or the minute that decided it",
      },
      remedy: { zh: '由行政首长办理，或上传纪要。', en: 'Let the head do it, or upload the minute.' },
      whoCanSupply: ['head'],
    });
  },
});

/** The rules of the day of the start govern the decision to its end; without them nothing can be counted. */
const rulesFixed: Requirement<Context> = {
  id: 'rules-fixed',
  rules: [],
  strength: 'house',
  title: { zh: '启动时确定所适用的规则', en: 'The rules in force are fixed at the start' },
  test: (_, { facts, payload }) => {
    if (facts.ruleSet) return met;
    if (payload === undefined) return { is: 'depends', fields: ['ruleSet'] };
    return unmet({
      found: { zh: '本机关没有设定所适用的规则', en: 'no rules are set for this body' },
      needed: { zh: '本机关当日适用的规则', en: 'the rules in force for this body on this day' },
      remedy: {
        zh: '由系统管理员设定机关的层级和适用地区。',
        en: 'Have the administrator set the level and the jurisdiction of the body.',
      },
      whoCanSupply: ['administrator'],
    });
  },
};

const completionDateFixed = aboutPayload<Started, Context>({
  id: 'completion-date-fixed',
  rules: [],
  strength: 'local-option',
  parameters: ['completionDateAtStart'],
  title: { zh: '启动时明确完成时限', en: 'The start fixes a date of completion' },
  fields: ['completionBy'],
  test: (context, act) => {
    const by = act.payload.completionBy;
    if (!valueOf(fixedNow(context, act), 'completionDateAtStart') || (by && by > act.date)) return met;
    return unmet({
      found: by
        ? { zh: `完成时限 ${by} 不晚于今天`, en: `the date of completion, ${by}, is not after today` }
        : { zh: '没有明确完成时限', en: 'no date of completion is fixed' },
      needed: { zh: '启动时明确的完成时限', en: 'a date of completion, fixed at the start' },
      remedy: { zh: '填写完成时限。', en: 'Fill in the date of completion.' },
      whoCanSupply: ['head', 'office'],
    });
  },
});

const leadersThroughOffice: Requirement<Context> = {
  id: 'leader-proposal-through-office',
  rules: [],
  strength: 'local-option',
  parameters: ['leaderProposalsThroughOffice'],
  title: {
    zh: '领导人员的建议经办公机构交办',
    en: "A leader's proposal went through the office of the deciding body",
  },
  test: (context, act) => {
    const asked = valueOf(fixedNow(context, act), 'leaderProposalsThroughOffice');
    if (!asked || context.proposalOf !== 'leader' || context.study?.throughOffice) return met;
    return unmet({
      found: {
        zh: '该建议没有经决策机关办公机构交办研究',
        en: 'this proposal was not assigned for study by the office of the deciding body',
      },
      needed: { zh: '经办公机构交办研究的建议', en: 'a proposal that the office assigned for study' },
      remedy: {
        zh: '撤回后重新提出，由办公机构交办研究。',
        en: 'Withdraw and propose it again, and let the office assign it.',
      },
      whoCanSupply: ['office'],
    });
  },
};

const cataloguePublished: Requirement<Context> = {
  id: 'catalogue-published',
  rules: [],
  strength: 'local-option',
  parameters: ['catalogueMandatory'],
  title: { zh: '年度目录已公布', en: "The year's catalogue is published" },
  test: (context, act) => {
    const asked = valueOf(fixedNow(context, act), 'catalogueMandatory');
    if (!asked || act.facts.catalogue?.status === 'published') return met;
    return unmet({
      found: act.facts.catalogue
        ? { zh: '本年度目录尚未公布', en: "this year's catalogue is not published yet" }
        : { zh: '本机关没有本年度目录', en: 'this body has no catalogue for this year' },
      needed: { zh: '已公布的年度决策目录', en: 'a published yearly catalogue of decisions' },
      remedy: {
        zh: '编制目录，经同级党委同意后公布。',
        en: 'Draw it up, and publish it with the consent of the Party committee.',
      },
      whoCanSupply: ['office'],
    });
  },
};

const jointBodiesAreOthers = aboutPayload<Started, Context>({
  id: 'joint-bodies-are-others',
  rules: [],
  strength: 'house',
  title: { zh: '联合决策的机关各不相同', en: 'The bodies of a joint decision are different ones' },
  fields: ['jointBodies'],
  test: (context, { payload: { jointBodies = [] } }) =>
    new Set(jointBodies).size === jointBodies.length && !jointBodies.includes(context.body ?? '')
      ? met
      : unmet({
          found: { zh: '有机关重复，或列入了本机关', en: 'a body is named twice, or is this one' },
          needed: { zh: '本机关以外的各决策机关', en: 'the other deciding bodies, each once' },
          remedy: { zh: '更正联合决策的机关。', en: 'Put the list right.' },
          whoCanSupply: ['head', 'office'],
        }),
});

const mergedIntoRunning = aboutPayload<Merged, Context>({
  id: 'merged-into-running-matter',
  rules: [],
  strength: 'house',
  title: { zh: '并入的事项尚未办结', en: 'The matter that it is merged into is still running' },
  fields: ['into'],
  test: (context, { payload, facts, subject }) => {
    const other = facts.decisions?.[payload.into];
    const running = other && !other.settled && !other.effective && other.body === context.body;
    if (running && `decision/${payload.into}` !== subject) return met;
    return unmet({
      found: other
        ? {
            zh: '该事项已办结、属于另一机关，或即本事项',
            en: 'that matter is over, of another body, or this very one',
          }
        : { zh: '没有该事项', en: 'there is no such matter' },
      needed: { zh: '本机关正在办理的另一事项', en: 'another matter of this body that is still running' },
      remedy: { zh: '核对事项编号。', en: 'Check which matter is meant.' },
      whoCanSupply: ['office', 'head'],
    });
  },
});

/** Nothing is lost in a split: each part is a matter of its own and says where it comes from. */
const partsAreProposed = aboutPayload<Split, Context>({
  id: 'parts-are-proposed',
  rules: [],
  strength: 'house',
  title: { zh: '拆分出的事项均已提出', en: 'Every part of the split has been proposed' },
  fields: ['into'],
  test: (_, { payload, facts, subject }) => {
    const isPart = (id: string) => {
      const origin = facts.decisions?.[id]?.arisesFrom;
      return origin?.as === 'part' && `decision/${origin.decision}` === subject;
    };
    const strangers = payload.into.filter((id) => !isPart(id));
    if (strangers.length === 0) return met;
    return unmet({
      found: {
        zh: `有 ${strangers.length} 个事项不存在，或没有写明源自本事项`,
        en: `${strangers.length} of them do not exist, or do not say that they are a part of this one`,
      },
      needed: { zh: '各部分均已作为新事项提出', en: 'each part proposed as a matter of its own' },
      remedy: {
        zh: `就每一部分办理${PROPOSED.zh}，写明源自本事项。`,
        en: `Add ${PROPOSED.en} for each part, naming this matter as its origin.`,
      },
      whoCanSupply: ['proposer', 'office'],
    });
  },
});

export const startRules = [
  oneLeadUnit,
  decidingBodyStarts,
  rulesFixed,
  completionDateFixed,
  leadersThroughOffice,
  cataloguePublished,
  jointBodiesAreOthers,
  mergedIntoRunning,
  partsAreProposed,
];
