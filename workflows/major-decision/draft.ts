/** The draft, its editions, and the units that it touches (articles 12, 13). */
import { z } from 'zod';
import {
  aboutPayload,
  met,
  opaqueId,
  paper,
  sha256,
  text,
  unitNamed,
  unmet,
  words,
  type EventDefinition,
  type Requirement,
} from '../vocabulary.js';
import { quoted } from '../words.js';
import type { Context } from './context.js';

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
        units: z.array(opaqueId).max(30),
        hearingRequiredBy: z.string().min(1).max(200).nullable(),
      }),
      /** What changed since the last edition, and in answer to which step. */
      changes: text().optional(),
    }),
    asks: { persons: (payload) => payload['drafters'] as string[] },
    companions: { bundleDigest: { digestOf: 'bundle', sortedBy: ['role', 'name'] } },
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
} as const satisfies Record<string, EventDefinition>;

type Draft = z.infer<(typeof draftActs)['DraftSubmitted']['payload']>;
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

const bundlePairsUnique = aboutPayload<{ bundle: { role: string; sha256: string }[] }, Context>({
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

export const draftRules = [editionFollows, bundlePairsUnique, disagreementReported, unitsConsulted];
