/** The draft, its editions, and the units that it touches (articles 12, 13). */
import { z } from 'zod';
import { opaqueId, paper, sha256, text, words } from '../fields.js';
import {
  aboutPayload,
  countedFrom,
  met,
  unitNamed,
  unmet,
  valueOf,
  type EventDefinition,
  type Requirement,
} from '../vocabulary.js';
import { quoted } from '../words.js';
import type { Context } from './context.js';
import { counted } from '../wording.js';

const bundleEntry = z.strictObject({
  role: z.enum(['draft', 'option', 'annex']),
  name: text(300),
  mediaType: z.string().max(100),
  size: z.int().min(1),
  sha256,
});

export const draftActs = {
  DraftSubmitted: {
    title: { zh: '提交决策草案', en: 'Draft submitted' },
    payload: z.strictObject({
      edition: z.int().min(1).max(999),
      /** Draft, options and annexes as this edition fixes them. */
      bundle: z.array(bundleEntry).min(1).max(60),
      drafters: z.array(opaqueId).min(1).max(20),
      /** Laws, regulations, rules and policies that bear on the draft. */
      applicableLaw: z.array(z.string().min(1).max(200)).min(1).max(100),
      touches: z.strictObject({
        specificGroups: z.boolean(),
        marketPlayers: z.boolean(),
        money: z.boolean().default(false),
        land: z.boolean().default(false),
        wideConcern: z.boolean().default(false),
        units: z.array(opaqueId).max(30),
        hearingRequiredBy: z.string().min(1).max(200).nullable(),
      }),
      /** Two or more options where views differ widely (article 12); each is a paper of the bundle. */
      options: z
        .array(z.strictObject({ id: opaqueId, sha256 }))
        .max(10)
        .optional(),
      /** What changed since the last edition, and in answer to which step. */
      changes: text().optional(),
      /** Why the first edition took longer than a place allows. */
      delayReason: words().optional(),
    }),
    asks: { persons: (payload) => payload['drafters'] as string[] },
    companions: {
      bundleDigest: { digestOf: 'bundle', sortedBy: ['role', 'name'] },
      delayExplained: { presenceOf: 'delayReason' },
    },
  },
  UnitsConsulted: {
    title: { zh: '与有关单位协商', en: 'Units consulted' },
    payload: z.strictObject({
      units: z.array(opaqueId).min(1).max(30),
      agreed: z.boolean(),
      /** Issues, each view, own view, reasons and basis (article 13). */
      disagreement: words().optional(),
      record: paper,
    }),
    companions: { disagreementReported: { presenceOf: 'disagreement' } },
  },
  UnitReplied: {
    title: { zh: '有关单位答复', en: 'A unit replied' },
    payload: z.strictObject({ unit: opaqueId, agrees: z.boolean(), words: words(), reply: paper }),
    adds: true,
  },
} as const satisfies Record<string, EventDefinition>;

type Draft = z.infer<(typeof draftActs)['DraftSubmitted']['payload']> & { delayExplained: boolean };
type Consulted = z.infer<(typeof draftActs)['UnitsConsulted']['payload']> & { disagreementReported: boolean };

const editionFollows = aboutPayload<Draft, Context>({
  id: 'edition-follows',
  rules: [],
  strength: 'house',
  title: { zh: '版次连续', en: 'Editions are numbered without gaps' },
  fields: ['edition'],
  test: (context, { payload }) => {
    const next = (context.draft?.edition ?? 0) + 1;
    if (payload.edition === next) return met;
    return unmet({
      found: { zh: `第 ${payload.edition} 版`, en: `edition ${payload.edition}` },
      needed: { zh: `第 ${next} 版`, en: `edition ${next}` },
      remedy: {
        zh: '重新读取后按下一版次提交。',
        en: 'Read the decision again and submit the next edition.',
      },
      whoCanSupply: ['proposer'],
    });
  },
});

const bundleHasDraft = aboutPayload<{ bundle: { role: string; sha256: string }[] }, Context>({
  id: 'bundle-has-a-draft',
  rules: ['D713-012-a'],
  strength: 'binding',
  title: { zh: '草案与材料齐全', en: 'The bundle holds the draft' },
  fields: ['bundle'],
  test: (_, { payload }) =>
    payload.bundle.some(({ role }) => role === 'draft')
      ? met
      : unmet({
          found: { zh: '材料中没有草案', en: 'no draft among the papers' },
          needed: { zh: '至少一份草案', en: 'at least one draft' },
          remedy: { zh: '把决策草案列入材料。', en: 'List the draft itself among the papers.' },
          whoCanSupply: ['proposer'],
        }),
});

const disagreementReported = aboutPayload<Consulted, Context>({
  id: 'disagreement-reported',
  rules: ['D713-013-b'],
  strength: 'binding',
  title: { zh: '协商不一致须说明', en: 'Unresolved disagreement is reported' },
  fields: ['agreed', 'disagreement'],
  test: (_, { payload }) =>
    payload.agreed || payload.disagreementReported
      ? met
      : unmet({
          found: { zh: '未达成一致，没有写明争议', en: 'no agreement, and the disagreement is not set down' },
          needed: {
            zh: '争议问题、各方意见、承办单位意见及理由依据',
            en: 'the issues, each view, your own view, reasons and basis',
          },
          remedy: { zh: '填写争议说明。', en: 'Fill in the disagreement.' },
          whoCanSupply: ['proposer'],
        }),
});

const optionsInBundle = aboutPayload<Draft, Context>({
  id: 'options-in-the-bundle',
  rules: [],
  strength: 'house',
  title: { zh: '多个方案均列入材料', en: 'Every option is a paper of the bundle' },
  fields: ['options', 'bundle'],
  test: (_, { payload: { options = [], bundle } }) => {
    const papers = bundle.filter(({ role }) => role === 'option').map((entry) => entry.sha256);
    const listed = options.every((option) => papers.includes(option.sha256));
    const distinct = new Set(options.map(({ id }) => id)).size === options.length;
    if (listed && distinct && options.length !== 1 && options.length === papers.length) return met;
    return unmet({
      found: {
        zh: `方案 ${options.length} 个，材料中的方案 ${papers.length} 份`,
        en: `${options.length} options, ${papers.length} papers of options in the bundle`,
      },
      needed: {
        zh: '提出多个方案的，两个以上，每个方案在材料中有一份',
        en: 'two or more, where there are options, and a paper in the bundle for each',
      },
      remedy: { zh: '逐个列明方案并附材料。', en: 'List each option with its paper.' },
      whoCanSupply: ['proposer'],
    });
  },
});

const draftedInTime = aboutPayload<Draft, Context>({
  id: 'drafted-in-time',
  rules: [],
  strength: 'local-option',
  parameters: ['draftingMonths'],
  title: { zh: '在期限内拟订草案，延期说明理由', en: 'Drafted in time, or the delay explained' },
  fields: ['delayReason'],
  test: (context, act) => {
    const months = valueOf(context, 'draftingMonths');
    if (months === null || context.startedOn === null || context.draft || act.payload.delayExplained)
      return met;
    const due = act.days.addMonths(context.startedOn, months);
    if (countedFrom(act) <= due) return met;
    return unmet({
      found: {
        zh: `${context.startedOn} 启动，${countedFrom(act)} 提交草案`,
        en: `started on ${context.startedOn}, drafted on ${countedFrom(act)}`,
      },
      needed: {
        zh: `${months} 个月内（${due} 以前），或者延期的理由`,
        en: `within ${counted(months, 'month')} (by ${due}), or the reason for the delay`,
      },
      remedy: { zh: '写明延期理由后提交。', en: 'State the reason for the delay, then submit.' },
      latestOn: due,
      whoCanSupply: ['proposer'],
    });
  },
});

const CONSULTATION = quoted(draftActs.UnitsConsulted.title);

const unitsConsulted: Requirement<Context> = {
  id: 'units-consulted',
  rules: ['D713-013-a'],
  strength: 'binding',
  title: { zh: '已与涉及职责的单位协商', en: 'Units whose duties are touched were consulted' },
  test: (context) => {
    const missing = (context.draft?.touches.units ?? []).filter(
      (unit) => !context.unitsConsulted.includes(unit),
    );
    if (missing.length === 0) return met;
    return unmet({
      found: {
        zh: `尚未协商：${missing.map(unitNamed).join('、')}`,
        en: `not consulted: ${missing.map(unitNamed).join(', ')}`,
      },
      needed: { zh: '与每个涉及职责的单位协商', en: 'consultation of every unit whose duties are touched' },
      remedy: { zh: `协商后办理${CONSULTATION.zh}。`, en: `Consult them, then add ${CONSULTATION.en}.` },
      whoCanSupply: ['proposer'],
    });
  },
};

export const draftRules = [
  editionFollows,
  bundleHasDraft,
  optionsInBundle,
  draftedInTime,
  disagreementReported,
  unitsConsulted,
];
