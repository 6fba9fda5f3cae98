import type { Text } from '../../../workflows/vocabulary.js';
import type { KnownCalendars } from '../open-deadlines.js';
import type { EntryOf, Responsibility } from './answer.js';
import * as decided from './decided.js';
import * as irregular from './irregular.js';
import { answersForIt, type Past } from './past.js';
import * as prepared from './prepared.js';

/** What each section is called. */
const TITLES = {
  people: { zh: '有关人员及其行为', en: 'People, and what each of them did' },
  drafts: { zh: '草案起草人', en: 'Who drafted' },
  findings: { zh: '程序是否适用的认定', en: 'Findings whether a step applies' },
  experts: { zh: '论证专家', en: 'Experts' },
  assessments: { zh: '风险评估和其他评估审查', en: 'Risk and other assessments' },
  counsel: { zh: '法律顾问、公职律师的意见', en: 'Counsel' },
  reviews: { zh: '合法性审查', en: 'Legality reviews' },
  conformity: { zh: '后续文本与审查意见是否一致', en: 'Later editions held against the opinion' },
  meetings: { zh: '会议组成人员的意见', en: 'What each member of the meeting said' },
  riskJudgements: { zh: '风险是否可控的判断', en: 'Whether the risk was judged controllable' },
  decisions: { zh: '行政首长的决定', en: 'What the head decided' },
  issue: { zh: '签发', en: 'Who signed' },
  execution: { zh: '执行单位', en: 'Executing units' },
  executionAdvice: {
    zh: '执行中的法律意见和采纳情况',
    en: 'Legal advice on the execution, and what was heeded',
  },
  irregularities: { zh: '不合程序的情况和补录的行为', en: 'Irregularities, and acts taken in from paper' },
  departures: { zh: '参照适用条款的变通', en: 'Departures from what is followed by reference' },
  corrections: { zh: '记录的更正', en: 'Corrections of the record' },
  deadlinesPassed: { zh: '届满未办的期限', en: 'Deadlines that passed' },
  orders: { zh: '上级责令改正', en: 'Corrections ordered from above' },
  annulments: { zh: '决策被撤销', en: 'Annulments' },
  auditFindings: { zh: '审计发现', en: 'Audit findings' },
} as const satisfies Record<string, Text>;

type Sections = Pick<Responsibility, keyof typeof TITLES>;

/**
 * Who answers for what in a decision, for life (article 38): drawn from its history alone. Names are put in by the cast
 * afterwards.
 */
export async function sectionsOf(past: Past, calendars: KnownCalendars): Promise<Sections> {
  const entries: { readonly [Name in keyof Sections]: EntryOf<Name>[] } = {
    drafts: prepared.drafts(past),
    findings: prepared.findings(past),
    experts: prepared.experts(past),
    assessments: prepared.assessments(past),
    counsel: prepared.counsel(past),
    reviews: prepared.reviews(past),
    conformity: prepared.conformity(past),
    meetings: decided.meetings(past),
    riskJudgements: decided.riskJudgements(past),
    decisions: decided.decisions(past),
    issue: decided.issue(past),
    execution: decided.execution(past),
    executionAdvice: decided.executionAdvice(past),
    irregularities: irregular.irregularities(past),
    departures: irregular.departures(past),
    corrections: irregular.corrections(past),
    deadlinesPassed: await irregular.deadlinesPassed(past, calendars),
    orders: irregular.orders(past),
    annulments: irregular.annulments(past),
    auditFindings: irregular.auditFindings(past),
    people: peopleIn(past),
  };
  const sections = Object.entries(entries).map(([name, listed]) => [
    name,
    { title: TITLES[name as keyof typeof TITLES], entries: listed },
  ]);
  return Object.fromEntries(sections) as Sections;
}

/** Whoever acted, the first to act first; members who kept silent and experts who never answered stand in their sections. */
function peopleIn({ acts, cast }: Past): EntryOf<'people'>[] {
  const answering = acts.filter(answersForIt);
  return [...new Set(answering.map(({ by }) => by))].map((id) => ({
    person: cast.person(id),
    acts: answering.filter(({ by }) => by === id).map(({ shown: { person: _, ...act } }) => act),
  }));
}
