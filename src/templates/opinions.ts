import { REVIEW_ANSWERS, REVIEW_OUTCOMES, wordFor } from '../../workflows/words.js';
import { dateWord } from '../exports/views/dates.js';
import { blank, heading, paragraph, paragraphs, signed, title, witnessed, type Block } from './official.js';
import { textOf, type Record } from './told.js';

/** 合法性审查意见书: the three questions of article 27, on the very text that was sent. */
export function legalityOpinion(record: Record): Block[] {
  const { name, shown } = record;
  const requested = record.last('LegalityReviewRequested');
  const advice = record.last('LegalAdviceGiven');
  const outcome = textOf(record.begun['outcome']);
  return [
    title(`关于《${name}（草案）》的合法性审查意见书`),
    paragraph(`${record.body}：`),
    paragraph(
      `${record.dayOf(requested) ?? blank('送审日期')}送请审查的《${name}（草案）》收悉。` +
        '根据《重大行政决策程序暂行条例》第二十五条至第二十八条的规定，现提出如下审查意见：',
    ),
    heading('一、审查的文本和依据'),
    ...theText(record, textOf(requested?.said['bundleDigest'])),
    ...theLaw(record),
    heading('二、关于决策权限'),
    ...answered(record, 'power', '决策事项是否符合法定权限，理由'),
    heading('三、关于决策程序'),
    ...['public-input', 'expert-review', 'risk-assessment'].map((step) => paragraph(record.stepTold(step))),
    ...answered(record, 'procedure', '是否依法履行相关程序，认定不适用的是否成立，理由'),
    heading('四、关于决策内容'),
    ...answered(record, 'content', '草案内容是否符合有关法律、法规、规章和国家政策的规定，逐条说明'),
    heading('五、法律顾问、公职律师意见'),
    paragraph(
      advice === undefined
        ? blank('法律顾问、公职律师的意见；没有的，写明原因')
        : `${record.dayOf(advice) ?? ''}，${advice.sentence.zh}`,
    ),
    heading('六、审查结论'),
    paragraph(
      outcome === undefined
        ? blank('合法；修改后合法（附修改意见）；应当履行的程序未履行；不合法')
        : `${wordFor(REVIEW_OUTCOMES, outcome).zh}。`,
    ),
    ...signed(blank('审查机构，盖章'), dateWord(shown.at)),
    ...witnessed(shown.checkpoint),
  ];
}

/** One of the three answers and its reasons, as the reviewer has begun to give them. */
function answered({ begun }: Record, question: string, toFillIn: string): Block[] {
  const answer = textOf(begun[question]);
  const because = textOf(begun[`${question}Because`]);
  if (answer === undefined && because === undefined) return [paragraph(blank(toFillIn))];
  return [
    paragraph(answer === undefined ? blank('是否符合规定') : `${wordFor(REVIEW_ANSWERS, answer).zh}。`),
    ...paragraphs(because, '理由'),
  ];
}

/** 法律意见书 of counsel (article 28). */
export function legalAdvice(record: Record): Block[] {
  const { name, shown } = record;
  const requested = record.last('LegalityReviewRequested');
  return [
    title(`关于《${name}（草案）》的法律意见书`),
    heading('一、审阅的文本和依据'),
    ...theText(record, textOf(requested?.said['bundleDigest'])),
    ...theLaw(record),
    heading('二、利害关系声明'),
    paragraph(blank('没有参与起草，与本事项没有利害关系；有的，如实写明并回避')),
    heading('三、法律意见'),
    paragraph(blank('主要法律问题、分析和建议')),
    heading('四、结论'),
    paragraph(blank('合法；修改后合法；不合法')),
    ...signed(blank('法律顾问、公职律师，签名'), dateWord(shown.at)),
  ];
}

/** 专家论证意见书: necessity, feasibility, soundness (article 19). */
export function expertOpinion(record: Record): Block[] {
  const { name, shown } = record;
  return [
    title(`关于《${name}（草案）》的专家论证意见书`),
    heading('一、论证的文本'),
    ...theText(record, undefined),
    heading('二、必要性'),
    paragraph(blank('论证意见')),
    heading('三、可行性'),
    paragraph(blank('论证意见')),
    heading('四、科学性'),
    paragraph(blank('论证意见')),
    heading('五、结论和建议'),
    paragraph(blank('赞成；修改后赞成（附修改建议）；反对（附理由）')),
    paragraph('本人独立、客观、公正地提出意见，与本事项没有直接利害关系，对所知悉的秘密负保密义务。'),
    ...signed(blank('专家，签名'), dateWord(shown.at)),
  ];
}

/** 风险评估报告: points, measures, response plan (article 23). */
export function riskReport(record: Record): Block[] {
  const { name, shown } = record;
  return [
    title(`《${name}（草案）》风险评估报告`),
    heading('一、评估事项和文本'),
    ...paragraphs(record.text('DecisionProposed', 'outline'), '决策事项的主要内容'),
    ...theText(record, undefined),
    heading('二、评估过程'),
    paragraph(blank('评估主体、方式，听取有关部门和群众意见的情况')),
    heading('三、风险点'),
    paragraph(blank('逐个列出风险点，写明可能性、影响程度')),
    heading('四、防范化解措施'),
    paragraph(blank('逐项写明措施、责任单位、完成日期')),
    heading('五、处置预案'),
    paragraph(blank('发生风险时的处置办法和责任人')),
    heading('六、风险等级和结论'),
    paragraph(blank('高、中、低；是否可控')),
    ...signed(blank('评估机构，盖章'), dateWord(shown.at)),
  ];
}

/** 公众意见研究采纳情况报告 (article 18). */
export function publicInputReport(record: Record): Block[] {
  const { name, shown } = record;
  const held = record.all('ConsultationOpened', 'PublicInputHeld', 'HearingHeld');
  const { consultations } = shown;
  return [
    title(`《${name}（草案）》公众意见研究采纳情况报告`),
    heading('一、听取意见的方式和过程'),
    ...(held.length === 0
      ? [paragraph(blank('方式、时间、参加人员'))]
      : held.map((event) => paragraph(`${record.dayOf(event) ?? ''}，${event.sentence.zh}`))),
    heading('二、收到意见和采纳情况'),
    ...(consultations.length === 0
      ? [paragraph(blank('收到意见多少条，采纳、部分采纳、不采纳各多少条'))]
      : consultations.map(({ received, adopted, partly, notAdopted }) =>
          paragraph(
            `公开征求意见共收到意见${received}条，其中采纳${adopted}条、部分采纳${partly}条、不采纳${notAdopted}条。`,
          ),
        )),
    heading('三、未采纳的主要意见和理由'),
    paragraph(blank('归类列出意见和理由；没有的写“无”')),
    heading('四、草案的相应修改'),
    ...paragraphs(record.text('DraftSubmitted', 'changes'), '根据意见对草案作了哪些修改'),
    ...signed(blank('承办单位，盖章'), dateWord(shown.at)),
  ];
}

/** Which text it is: by edition and digest, so that the paper can be laid beside it. @param digest the present one unless told */
function theText(record: Record, digest: string | undefined): Block[] {
  const drafts = record.all('DraftSubmitted');
  const draft =
    drafts.findLast(({ said }) => digest !== undefined && said['bundleDigest'] === digest) ?? drafts.at(-1);
  const edition = draft?.said['edition'];
  const sum = digest ?? textOf(draft?.said['bundleDigest']);
  return [
    paragraph(
      `文本：《${record.name}（草案）》${typeof edition === 'number' ? `第${edition}稿` : blank('第几稿')}`,
    ),
    paragraph(`文本摘要（SHA-256）：${sum ?? blank('提交草案后系统生成')}`),
  ];
}

function theLaw(record: Record): Block[] {
  const { laws } = record;
  if (laws.length === 0) return [paragraph(`依据：${blank('法律、法规、规章和政策')}`)];
  return [paragraph('依据：'), ...laws.map(paragraph)];
}
