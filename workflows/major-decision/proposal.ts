/** Proposal, screening and study (articles 3, 10). */
import { z } from 'zod';
import { money, opaqueId, paper, text, words } from '../fields.js';
import {
  aboutPayload,
  met,
  personFactsOf,
  unitNamed,
  unmet,
  type EventDefinition,
  type Requirement,
} from '../vocabulary.js';
import { quoted } from '../words.js';
import { KINDS, type Context } from './context.js';

/** Article 10: leaders of the body, departments and lower governments, citizens and organisations, deputies. */
const PROPOSERS = ['leader', 'department', 'lower-government', 'citizens', 'deputies'] as const;

export const proposalActs = {
  DecisionProposed: {
    title: { zh: '提出决策事项建议', en: 'Decision proposed' },
    payload: z.strictObject({
      title: text(200),
      body: opaqueId,
      proposedBy: z.enum(PROPOSERS),
      problem: text(),
      reasonsAndBasis: text(),
      outline: text(),
      /** Departments and lower governments state these with the proposal (article 10(2)). */
      necessity: text().optional(),
      feasibility: text().optional(),
      /** The written proposal of citizens or deputies (article 10(3)). */
      document: paper.optional(),
      /** A matter that this one is a part of, adjusts, or takes up again. */
      arisesFrom: z
        .strictObject({ decision: opaqueId, as: z.enum(['part', 'adjustment', 'again']) })
        .optional(),
      /** Secrets law, article 31: a matter that holds a state secret never enters this system. */
      holdsStateSecret: z.literal(false),
    }),
    asks: {
      decisions: ({ arisesFrom }) =>
        arisesFrom === undefined ? [] : [(arisesFrom as { decision: string }).decision],
    },
    companions: {
      necessityStated: { presenceOf: 'necessity' },
      feasibilityStated: { presenceOf: 'feasibility' },
    },
  },
  MatterScreened: {
    title: { zh: '认定事项性质', en: 'Matter screened' },
    payload: z.strictObject({
      result: z.enum(['major', 'not-major', 'excluded', 'special-law']),
      kind: z.enum(KINDS).optional(),
      /** Kinds of matter for which a law has periods and steps of its own; they come on top (`matters/`). */
      matters: z.array(opaqueId).max(10).optional(),
      exclusion: z.enum(['macro-control', 'legislation', 'emergency']).optional(),
      legalBasis: z.string().min(1).max(300).optional(),
      /** Who declared the emergency, and the facts of it. */
      declaredBy: words(300).optional(),
      facts: words().optional(),
      reason: words(),
      amount: money.optional(),
      fundSource: text(300).optional(),
      projectCode: z.string().min(1).max(100).optional(),
      /** Its number in the body's catalogue of this year. */
      catalogueItem: z.int().min(1).max(9999).optional(),
    }),
    asks: {
      ruleSet: (payload) => payload?.['matters'] as string[] | undefined,
      catalogue: (payload, context) =>
        payload?.['catalogueItem'] === undefined ? undefined : ((context as Context).body ?? undefined),
    },
    companions: {
      emergencyDeclared: { presenceOf: 'declaredBy' },
      factsStated: { presenceOf: 'facts' },
    },
  },
  EmergencyReported: {
    title: { zh: '应急处置向下次会议报告', en: 'Emergency action reported to the next meeting' },
    payload: z.strictObject({ report: paper, words: words() }),
  },
  StudyAssigned: {
    title: { zh: '交有关单位研究论证', en: 'Proposal assigned for study' },
    payload: z.strictObject({ unit: opaqueId, remark: words(1000).optional() }),
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
} as const satisfies Record<string, EventDefinition>;

type Acts = typeof proposalActs;
type Proposed = z.infer<Acts['DecisionProposed']['payload']> & {
  necessityStated: boolean;
  feasibilityStated: boolean;
};
type Screened = z.infer<Acts['MatterScreened']['payload']> & {
  emergencyDeclared: boolean;
  factsStated: boolean;
};
const STUDY = quoted(proposalActs.StudyAssigned.title);

/** Article 10(2): who proposes as a department or lower government has thought it through. */
const proposalComplete = aboutPayload<Proposed, Context>({
  id: 'proposal-complete',
  rules: ['D713-010-b'],
  strength: 'binding',
  title: {
    zh: '部门、下级政府的建议写明必要性、可行性',
    en: 'A department or lower government states necessity and feasibility',
  },
  fields: ['proposedBy', 'necessity', 'feasibility'],
  test: (_, { payload }) => {
    const thought = payload.necessityStated && payload.feasibilityStated;
    if (thought || !['department', 'lower-government'].includes(payload.proposedBy)) return met;
    return unmet({
      found: { zh: '没有写明必要性或者可行性', en: 'necessity or feasibility is not stated' },
      needed: {
        zh: '解决的问题、理由和依据、初步方案、必要性、可行性',
        en: 'problem, reasons and basis, outline, necessity, feasibility',
      },
      remedy: { zh: '补写必要性和可行性。', en: 'State both.' },
      whoCanSupply: ['proposer'],
    });
  },
});

/** Article 10(3) is about written proposals: the paper itself goes to whoever studies it. */
const proposalInWriting = aboutPayload<Proposed, Context>({
  id: 'proposal-in-writing',
  rules: ['D713-010-c'],
  strength: 'binding',
  title: {
    zh: '公民、代表委员的书面建议附原件',
    en: 'A written proposal of citizens or deputies is attached',
  },
  fields: ['proposedBy', 'document'],
  test: (_, { payload }) =>
    payload.document || !['citizens', 'deputies'].includes(payload.proposedBy)
      ? met
      : unmet({
          found: { zh: '没有附书面建议', en: 'the written proposal is not attached' },
          needed: {
            zh: '公民、法人或者其他组织的书面建议，或者代表建议、委员提案',
            en: 'the written proposal of citizens or organisations, or of deputies or committee members',
          },
          remedy: { zh: '上传书面建议原件。', en: 'Upload the proposal.' },
          whoCanSupply: ['proposer', 'office'],
        }),
});

/** A matter names another only if that one is here, and of the same body. */
const originExists = aboutPayload<Proposed, Context>({
  id: 'origin-exists',
  rules: [],
  strength: 'house',
  title: { zh: '所源自的事项在本机关', en: 'The matter that it arises from is one of this body' },
  fields: ['arisesFrom'],
  test: (_, { payload, facts }) => {
    const origin = payload.arisesFrom && facts.decisions?.[payload.arisesFrom.decision];
    if (!payload.arisesFrom || origin?.body === payload.body) return met;
    return unmet({
      found: origin
        ? { zh: '该事项属于另一机关', en: 'that matter is of another body' }
        : { zh: '没有该事项', en: 'there is no such matter' },
      needed: { zh: '本机关已有的事项', en: 'a matter of this body' },
      remedy: { zh: '核对事项编号。', en: 'Check which matter is meant.' },
      whoCanSupply: ['proposer', 'office'],
    });
  },
});

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
  fields: ['legalBasis', 'exclusion'],
  test: (_, { payload }) =>
    payload.legalBasis && (payload.result !== 'excluded' || payload.exclusion)
      ? met
      : unmet({
          found: { zh: '没有写明依据或者排除的种类', en: 'the legal basis or the ground is not named' },
          needed: {
            zh: '第三条第二款的排除情形及其依据，或特别法条文',
            en: 'the ground of article 3(2) with its basis, or the special law',
          },
          remedy: { zh: '写明排除情形和依据条文。', en: 'Name the ground and the article.' },
          whoCanSupply: ['office'],
        }),
});

/** The way out for emergencies is not a way round: facts and declarer stand, and the next meeting is told. */
const emergencyDeclared = aboutPayload<Screened, Context>({
  id: 'emergency-declared',
  rules: ['D713-003-c'],
  strength: 'binding',
  title: { zh: '突发事件应急处置写明事实和宣布人', en: 'An emergency states its facts and who declared it' },
  fields: ['exclusion', 'declaredBy', 'facts'],
  test: (_, { payload }) =>
    payload.exclusion !== 'emergency' || (payload.emergencyDeclared && payload.factsStated)
      ? met
      : unmet({
          found: { zh: '没有写明事实或者宣布人', en: 'the facts, or who declared it, are not stated' },
          needed: { zh: '突发事件的事实、由谁宣布', en: 'the facts of the emergency, and who declared it' },
          remedy: {
            zh: '补写后提交；处置情况须向下次会议报告。',
            en: 'State both; the next meeting is told.',
          },
          whoCanSupply: ['office', 'head'],
        }),
});

const mattersKnown = aboutPayload<Screened, Context>({
  id: 'matters-known',
  rules: [],
  strength: 'house',
  title: { zh: '专门领域的规则已收入系统', en: 'The rules of the special field are known here' },
  fields: ['matters'],
  test: (_, { payload, facts }) =>
    !payload.matters || facts.ruleSet
      ? met
      : unmet({
          found: {
            zh: '所选专门领域没有规则，或本机关没有设定规则',
            en: 'no rules are known for that field or body',
          },
          needed: { zh: '已收入的专门领域', en: 'a field whose rules are known here' },
          remedy: {
            zh: '核对所选领域；确有专门法的，按特别法认定。',
            en: 'Check the field; where a special law replaces this procedure, screen it so.',
          },
          whoCanSupply: ['office', 'administrator'],
        }),
});

const catalogueItemExists = aboutPayload<Screened, Context>({
  id: 'catalogue-item-exists',
  rules: [],
  strength: 'house',
  title: { zh: '所列目录项目在本年度目录中', en: 'The catalogue item named stands in this year’s catalogue' },
  fields: ['catalogueItem'],
  test: (_, { payload, facts }) =>
    payload.catalogueItem === undefined || facts.catalogue?.items.includes(payload.catalogueItem)
      ? met
      : unmet({
          found: {
            zh: `目录中没有第 ${payload.catalogueItem} 项`,
            en: `the catalogue has no item ${payload.catalogueItem}`,
          },
          needed: { zh: '本年度目录中的项目序号', en: "the number of an item of this year's catalogue" },
          remedy: {
            zh: '核对序号，或者先调整目录。',
            en: 'Check the number, or adjust the catalogue first.',
          },
          whoCanSupply: ['office'],
        }),
});

const ASSIGNED_KINDS = ['leader', 'citizens', 'deputies'];

/** Articles 10(1) and 10(3): what leaders, citizens and deputies propose is studied by a unit that it was given to. */
const studiedByUnitAssigned: Requirement<Context> = {
  id: 'studied-by-unit-assigned',
  rules: ['D713-010-c', 'D713-010-d'],
  strength: 'binding',
  title: { zh: '由交办的单位研究论证', en: 'Studied by the unit that it was assigned to' },
  test: (context, act) => {
    if (!ASSIGNED_KINDS.includes(context.proposalOf ?? '')) return met;
    const unit = context.study?.unit;
    if (unit !== undefined && personFactsOf(act).grants.some((grant) => grant.unit === unit)) return met;
    return unmet({
      found: unit
        ? {
            zh: `已交 ${unitNamed(unit)} 研究，办理人不属于该单位`,
            en: `assigned to ${unitNamed(unit)}; this person is of another unit`,
          }
        : { zh: '尚未交有关单位研究论证', en: 'not assigned to any unit yet' },
      needed: { zh: '交办单位的研究论证', en: 'the study of the unit that it is assigned to' },
      remedy: {
        zh: `先办理${STUDY.zh}，由该单位完成论证。`,
        en: `Add ${STUDY.en} first; that unit studies it.`,
      },
      whoCanSupply: ['office', 'proposer'],
    });
  },
};

export const proposalRules = [
  proposalComplete,
  proposalInWriting,
  originExists,
  matterClassified,
  exclusionGrounded,
  emergencyDeclared,
  mattersKnown,
  catalogueItemExists,
  studiedByUnitAssigned,
];
