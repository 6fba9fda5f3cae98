import { dateWord } from '../exports/views/dates.js';
import { blank, heading, paragraph, paragraphs, signed, title, type Block } from './official.js';
import type { Record } from './told.js';

/** Acts that the account of the drafting tells, in order. */
const COURSE = [
  'DecisionProposed',
  'MatterScreened',
  'ProcedureStarted',
  'DraftSubmitted',
  'UnitsConsulted',
  'ConsultationOpened',
  'PublicInputHeld',
  'HearingHeld',
  'PublicInputReported',
  'ExpertReviewConcluded',
  'RiskAssessed',
  'StepFindingRecorded',
  'LegalityOpinionIssued',
] as const;

/** 起草说明: why, on what ground, how it was drafted, what it says, what was said to it (articles 12 to 24). */
export function explanation(record: Record): Block[] {
  const { name, body, shown } = record;
  return [
    title(`关于《${name}（草案）》的起草说明`),
    heading('一、起草的背景和必要性'),
    ...paragraphs(record.text('DecisionProposed', 'problem'), '拟解决的主要问题'),
    ...paragraphs(
      record.text('ProposalStudied', 'necessity') ?? record.text('DecisionProposed', 'necessity'),
      '必要性',
    ),
    heading('二、可行性'),
    ...paragraphs(
      record.text('ProposalStudied', 'feasibility') ?? record.text('DecisionProposed', 'feasibility'),
      '可行性',
    ),
    heading('三、起草依据'),
    ...paragraphs(record.text('DecisionProposed', 'reasonsAndBasis'), '制定依据'),
    ...record.laws.map(paragraph),
    heading('四、起草过程'),
    ...course(record),
    heading('五、主要内容'),
    ...paragraphs(record.text('DecisionProposed', 'outline'), '草案的主要内容'),
    heading('六、征求意见及采纳情况'),
    ...comments(record),
    heading('七、专家论证和风险评估'),
    paragraph(record.stepTold('expert-review')),
    paragraph(record.stepTold('risk-assessment')),
    heading('八、需要说明的其他问题'),
    paragraph(blank('需要说明的问题；没有的写“无”')),
    ...signed(body, dateWord(shown.at)),
  ];
}

function course(record: Record): Block[] {
  const told = record.all(...COURSE);
  if (told.length === 0) return [paragraph(blank('起草过程'))];
  return told.map((event) => paragraph(`${record.dayOf(event) ?? ''}，${event.sentence.zh}`));
}

function comments(record: Record): Block[] {
  const { consultations } = record.shown;
  if (consultations.length === 0) return [paragraph(blank('征求意见的方式、期限、收到的意见及采纳情况'))];
  return consultations.map(({ received, adopted, partly, notAdopted }) =>
    paragraph(
      `向社会公开征求意见期间，共收到意见${received}条，其中采纳${adopted}条、部分采纳${partly}条、不采纳${notAdopted}条` +
        (received > adopted + partly + notAdopted
          ? `，另有${received - adopted - partly - notAdopted}条正在研究处理。`
          : '。'),
    ),
  );
}
