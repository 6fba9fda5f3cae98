/** Proposal and start (articles 3, 10, 11). */
import { z } from 'zod';
import {
  aboutPayload,
  localDate,
  met,
  opaqueId,
  paper,
  rolesIn,
  sha256,
  text,
  unmet,
  words,
  type EventDefinition,
  type Requirement,
} from '../vocabulary.js';
import { KINDS, type Context } from './context.js';

export const proposalActs = {
  DecisionProposed: {
    title: { zh: '提出决策事项建议', en: 'Decision proposed' },
    payload: z.strictObject({
      title: text(200),
      body: opaqueId,
      /** Article 10: leaders of the body, departments and lower governments, citizens and organisations, deputies. */
      proposedBy: z.enum(['leader', 'department', 'lower-government', 'citizens', 'deputies']),
      problem: text(),
      reasonsAndBasis: text(),
      outline: text(),
      /** Secrets law, article 31: a matter that holds a state secret never enters this system. */
      holdsStateSecret: z.literal(false),
    }),
  },
  MatterScreened: {
    title: { zh: '认定事项性质', en: 'Matter screened' },
    payload: z.strictObject({
      result: z.enum(['major', 'not-major', 'excluded', 'special-law']),
      kind: z.enum(KINDS).optional(),
      legalBasis: z.string().min(1).max(300).optional(),
      reason: words(),
    }),
  },
  ProposalStudied: {
    title: { zh: '完成研究论证', en: 'Proposal studied' },
    payload: z.strictObject({ necessity: words(), feasibility: words(), report: paper.optional() }),
  },
  ProposalWithdrawn: {
    title: { zh: '撤回建议', en: 'Proposal withdrawn' },
    payload: z.strictObject({ reason: words() }),
  },
  ProposalDeclined: {
    title: { zh: '不予启动', en: 'Proposal declined' },
    payload: z.strictObject({ reason: words() }),
  },
  ProcedureStarted: {
    title: { zh: '启动决策程序', en: 'Procedure started' },
    payload: z.strictObject({
      leadUnit: opaqueId,
      units: z.array(opaqueId).min(1).max(20),
      /** The minute by which the deciding body decided to start, where the office records it. */
      minute: z.strictObject({ sha256 }).optional(),
      plannedMeeting: z.strictObject({ notBefore: localDate, notAfter: localDate }).optional(),
    }),
    asks: { ruleSet: true },
  },
} as const satisfies Record<string, EventDefinition>;

type Screened = z.infer<(typeof proposalActs)['MatterScreened']['payload']>;
type Started = z.infer<(typeof proposalActs)['ProcedureStarted']['payload']>;

const matterClassified = aboutPayload<Screened, Context>({
  id: 'matter-classified',
  rules: ['D713-003-a'],
  strength: 'binding',
  title: { zh: '事项归入五类之一', en: 'The matter is classified into one of the five kinds' },
  fields: ['kind'],
  test: (_, { payload }) =>
    payload.kind
      ? met
      : unmet({
          found: { zh: '没有写明类别', en: 'no kind is named' },
          needed: { zh: '五类重大行政决策之一', en: 'one of the five kinds of major decision' },
          remedy: { zh: '选择第三条所列类别。', en: 'Choose one of the kinds of article 3.' },
          whoCanSupply: ['office'],
        }),
});

const exclusionGrounded = aboutPayload<Screened, Context>({
  id: 'exclusion-grounded',
  rules: ['D713-003-b', 'D713-003-c'],
  strength: 'binding',
  title: { zh: '排除须有依据', en: 'An exclusion names its legal basis' },
  fields: ['legalBasis'],
  test: (_, { payload }) =>
    payload.legalBasis
      ? met
      : unmet({
          found: { zh: '没有写明依据', en: 'no legal basis is named' },
          needed: {
            zh: '第三条第二款的排除依据，或特别法条文',
            en: 'the ground of article 3(2), or the special law',
          },
          remedy: { zh: '写明依据条文。', en: 'Name the article.' },
          whoCanSupply: ['office'],
        }),
});

const oneLeadUnit = aboutPayload<Started, Context>({
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

const decidingBodyStarts = aboutPayload<Started, Context>({
  id: 'deciding-body-starts',
  rules: ['D713-010-a'],
  strength: 'binding',
  title: { zh: '由决策机关决定启动', en: 'The deciding body starts the procedure' },
  fields: ['minute'],
  test: (context, act) => {
    if (rolesIn(act, context.body).includes('head') || act.payload.minute) return met;
    return unmet({
      found: {
        zh: '办公机构录入，未附决定启动的纪要',
        en: 'entered by the office without the minute of the decision to start',
      },
      needed: {
        zh: '行政首长启动，或附决定启动的纪要',
        en: "the head's own act, or the minute that decided it",
      },
      remedy: { zh: '由行政首长启动，或上传纪要。', en: 'Let the head start it, or upload the minute.' },
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
      remedy: { zh: '由系统管理员设定机关层级。', en: 'Have the administrator set the level of the body.' },
      whoCanSupply: ['administrator'],
    });
  },
};

export const proposalRules = [
  matterClassified,
  exclusionGrounded,
  oneLeadUnit,
  decidingBodyStarts,
  rulesFixed,
];
