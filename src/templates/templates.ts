import type { JsonObject } from '../canonical/canonical-json.js';
import type { DecisionShown } from '../exports/views/decision-shown.js';
import { decisionSheet } from './decision-sheet.js';
import { explanation } from './explanation.js';
import { minutes } from './minutes.js';
import { notice } from './notice.js';
import { docxOf } from './official-docx.js';
import type { Official } from './official-pdf.js';
import type { Block } from './official.js';
import { expertOpinion, legalAdvice, legalityOpinion, publicInputReport, riskReport } from './opinions.js';
import { Record } from './told.js';

export const TEMPLATES = [
  'explanation',
  'notice',
  'public-input-report',
  'expert-opinion',
  'risk-report',
  'legal-advice',
  'legality-opinion',
  'minutes',
  'decision-sheet',
] as const;
export type Template = (typeof TEMPLATES)[number];

const MADE: Readonly<ByKind<Template, (record: Record, names: (id: string) => string) => Block[]>> = {
  explanation,
  notice,
  'public-input-report': publicInputReport,
  'expert-opinion': expertOpinion,
  'risk-report': riskReport,
  'legal-advice': legalAdvice,
  'legality-opinion': legalityOpinion,
  minutes,
  'decision-sheet': decisionSheet,
};
type ByKind<K extends string, V> = { [key in K]: V };

/** What it is called when it is saved. */
export const TEMPLATE_NAMES: Readonly<ByKind<Template, string>> = {
  explanation: '起草说明',
  notice: '公开征求意见公告',
  'public-input-report': '公众意见研究采纳情况报告',
  'expert-opinion': '专家论证意见书',
  'risk-report': '风险评估报告',
  'legal-advice': '法律意见书',
  'legality-opinion': '合法性审查意见书',
  minutes: '会议记录',
  'decision-sheet': '办理单',
};

/** What is printed as it is, besides being finished in Word: it is signed by hand. */
export const PRINTED = ['minutes', 'decision-sheet'] as const satisfies readonly Template[];

/** What a document is made of. */
interface Given {
  readonly shown: DecisionShown;
  /** Of the people in it. */
  readonly names: (id: string) => string;
  /** What the reader has begun to say in the form of the act that brings the document. */
  readonly begun?: JsonObject;
}

/**
 * A document filled in from the record as it stands, to be set as Word (`templateDocx`) or PDF (`officialPdf`): what is
 * not on record is a blank in 【】, set off in colour.
 */
export function templateOf(kind: Template, { shown, names, begun = {} }: Given): Official {
  return {
    blocks: MADE[kind](new Record(shown, begun), names),
    title: `${shown.title} ${TEMPLATE_NAMES[kind]}`,
    subject: `decision/${shown.id}`,
    at: shown.at,
  };
}

export function templateDocx(kind: Template, given: Given): Promise<Buffer> {
  const { blocks, title } = templateOf(kind, given);
  return docxOf(blocks, title);
}
