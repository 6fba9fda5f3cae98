/** Step three: risk assessment (风险评估, articles 22–24). */
import { z } from 'zod';
import { localDate, opaqueId, paper, sha256, words } from '../fields.js';
import {
  aboutPayload,
  met,
  personNamed,
  unmet,
  valueOf,
  type EventDefinition,
  type Requirement,
} from '../vocabulary.js';
import { quoted } from '../words.js';
import type { Context } from './context.js';
import { counted } from '../wording.js';

export const riskActs = {
  RiskAssessed: {
    title: { zh: '完成风险评估', en: 'Risk assessed' },
    payload: z.strictObject({
      bundleDigest: sha256,
      level: z.enum(['low', 'medium', 'high']),
      riskPoints: z.int().min(0),
      /** Each preventive measure with who sees to it and by when: they become tasks in execution. */
      measures: z.array(z.strictObject({ measure: words(1000), owner: opaqueId, by: localDate })).max(30),
      responsePlan: z.boolean(),
      departmentsHeard: z.array(opaqueId).max(30),
      /** Who wrote the report and who reviewed it, by person. */
      writtenBy: z.array(opaqueId).max(20).optional(),
      reviewedBy: z.array(opaqueId).max(20).optional(),
      villagersTookPart: z.boolean().optional(),
      /** Made in the short form that some places have for low risks. */
      shortForm: z.boolean().optional(),
      /** Risks already assessed under other rules are linked, not assessed again (article 22(2)). */
      reuses: paper.optional(),
      report: paper,
    }),
  },
  RiskJudged: {
    title: { zh: '决策机关判断风险是否可控', en: 'Deciding body judges controllability' },
    payload: z.strictObject({ controllable: z.boolean(), grounds: words() }),
    asks: { meeting: (_, context) => (context as Context).meeting.meeting ?? undefined },
  },
} as const satisfies Record<string, EventDefinition>;

type Assessed = z.infer<(typeof riskActs)['RiskAssessed']['payload']>;

const reportComplete = aboutPayload<Assessed, Context>({
  id: 'risk-report-complete',
  rules: ['D713-023-a'],
  strength: 'binding',
  title: { zh: '报告含风险点、防范措施、处置预案', en: 'Report states risk points, measures, response plan' },
  fields: ['riskPoints', 'measures', 'responsePlan'],
  test: (_, { payload }) =>
    payload.riskPoints > 0 && payload.measures.length > 0 && payload.responsePlan
      ? met
      : unmet({
          found: {
            zh: `风险点 ${payload.riskPoints}，防范措施 ${payload.measures.length}，处置预案${payload.responsePlan ? '有' : '无'}`,
            en: `${counted(payload.riskPoints, 'risk point')}, ${counted(payload.measures.length, 'measure')}, ${payload.responsePlan ? 'a' : 'no'} response plan`,
          },
          needed: { zh: '三项俱全', en: 'all three' },
          remedy: { zh: '补充评估报告。', en: 'Complete the report.' },
          whoCanSupply: ['assessor'],
        }),
});

const departmentsHeard = aboutPayload<Assessed, Context>({
  id: 'risk-departments-heard',
  rules: ['D713-023-b'],
  strength: 'binding',
  title: { zh: '风险评估听取有关部门意见', en: 'Departments are heard in the risk assessment' },
  fields: ['departmentsHeard'],
  test: (_, { payload }) =>
    payload.departmentsHeard.length > 0
      ? met
      : unmet({
          found: { zh: '没有听取部门意见的记录', en: 'no department was heard' },
          needed: { zh: '至少一个有关部门', en: 'at least one department concerned' },
          remedy: { zh: '听取后列明部门。', en: 'Hear them and list them.' },
          whoCanSupply: ['assessor'],
        }),
});

const assessedCurrentDraft = aboutPayload<Assessed, Context>({
  id: 'risk-of-current-draft',
  rules: [],
  strength: 'house',
  title: { zh: '评估的是现行草案', en: 'The present draft was assessed' },
  fields: ['bundleDigest'],
  test: (context, { payload }) =>
    payload.bundleDigest === context.draft?.bundle
      ? met
      : unmet({
          found: {
            zh: `评估对象 ${payload.bundleDigest.slice(0, 12)}`,
            en: `assessed ${payload.bundleDigest.slice(0, 12)}`,
          },
          needed: {
            zh: `现行草案 ${context.draft?.bundle.slice(0, 12) ?? '无'}`,
            en: `the present draft ${context.draft?.bundle.slice(0, 12) ?? 'none'}`,
          },
          remedy: { zh: '就现行草案评估。', en: 'Assess the present draft.' },
          whoCanSupply: ['assessor'],
        }),
});

/** Article 24: what was found uncontrollable is answered by another draft or other measures, not by the same report. */
const uncontrollableAnswered = aboutPayload<Assessed, Context>({
  id: 'uncontrollable-risk-answered',
  rules: ['D713-024-a'],
  strength: 'binding',
  title: {
    zh: '风险不可控的，调整草案或者措施后重新评估',
    en: 'Uncontrollable risk is answered by another draft or other measures',
  },
  fields: ['bundleDigest', 'report'],
  test: (context, { payload }) => {
    const { risk } = context;
    const same = risk?.assessed === payload.bundleDigest && risk.report === payload.report.sha256;
    if (risk?.judged !== 'not-controllable' || !same) return met;
    return unmet({
      found: { zh: '草案、评估报告均未变', en: 'neither draft nor report has changed' },
      needed: {
        zh: '调整后的草案，或者载明新措施的报告',
        en: 'another draft, or a report with other measures',
      },
      remedy: { zh: '调整后重新评估。', en: 'Change them, then assess again.' },
      whoCanSupply: ['assessor', 'proposer'],
    });
  },
});

const reportReviewed = aboutPayload<Assessed, Context>({
  id: 'risk-report-reviewed',
  rules: [],
  strength: 'local-option',
  parameters: ['riskReportReviewed'],
  title: { zh: '风险评估报告编审分离', en: 'The report is written and reviewed by different people' },
  fields: ['writtenBy', 'reviewedBy'],
  test: (context, { payload: { writtenBy = [], reviewedBy = [] } }) => {
    const both = writtenBy.filter((person) => reviewedBy.includes(person));
    const separate = writtenBy.length > 0 && reviewedBy.length > 0 && both.length === 0;
    if (!valueOf(context, 'riskReportReviewed') || separate) return met;
    return unmet({
      found:
        both.length > 0
          ? {
              zh: `既编写又评审：${both.map(personNamed).join('、')}`,
              en: `wrote and reviewed: ${both.map(personNamed).join(', ')}`,
            }
          : { zh: '没有列明编写人和评审人', en: 'who wrote and who reviewed it is not listed' },
      needed: { zh: '编写人、评审人各自列明且不重合', en: 'writers and reviewers, none of them both' },
      remedy: { zh: '另请人员评审，列明后提交。', en: 'Have others review it, and list them.' },
      whoCanSupply: ['assessor'],
    });
  },
});

const villagersTookPart = aboutPayload<Assessed, Context>({
  id: 'risk-villagers-took-part',
  rules: [],
  strength: 'local-option',
  parameters: ['riskVillagersTookPart'],
  title: { zh: '被征地的村民等参加风险评估', en: 'The villagers concerned took part in the assessment' },
  fields: ['villagersTookPart'],
  test: (context, { payload }) =>
    !valueOf(context, 'riskVillagersTookPart') || payload.villagersTookPart === true
      ? met
      : unmet({
          found: { zh: '没有村民等参加的记录', en: 'nothing shows that villagers took part' },
          needed: {
            zh: '被征地的农村集体经济组织、村民委员会、村民等参加',
            en: 'the collective, the village committee and villagers concerned, taking part',
          },
          remedy: { zh: '请其参加后重新评估。', en: 'Let them take part, and assess again.' },
          whoCanSupply: ['assessor'],
        }),
});

const JUDGED = quoted(riskActs.RiskJudged.title);

/** Article 24: the body judges at its meeting, before the outcome, where risks were assessed at all. */
const riskJudgedControllable: Requirement<Context> = {
  id: 'risk-judged-controllable',
  rules: ['D713-024-a', 'D713-024-b'],
  strength: 'binding',
  title: { zh: '决策机关认为风险可控', en: 'The deciding body judged the risks controllable' },
  test: (context) => {
    if (context.risk === null || context.risk.judged === 'controllable') return met;
    return unmet({
      found: { zh: '决策机关尚未判断风险是否可控', en: 'the deciding body has not judged controllability' },
      needed: {
        zh: '会上作出风险可控的判断',
        en: 'its judgement at the meeting that risks are controllable',
      },
      remedy: {
        zh: `先办理${JUDGED.zh}；不可控的，调整草案并重新评估。`,
        en: `Add ${JUDGED.en} first; if not controllable, change the draft and assess again.`,
      },
      whoCanSupply: ['head', 'secretary'],
    });
  },
};

export const riskRules = [
  reportComplete,
  departmentsHeard,
  assessedCurrentDraft,
  uncontrollableAnswered,
  reportReviewed,
  villagersTookPart,
  riskJudgedControllable,
];
