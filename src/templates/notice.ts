import { dateWord } from '../exports/views/dates.js';
import { blank, paragraph, paragraphs, signed, title, witnessed, type Block } from './official.js';
import { textOf, type Record } from './told.js';

/** 公开征求意见公告: what is put to the public, until when, and how to answer (articles 14 and 15). */
export function notice(record: Record): Block[] {
  const { name, body, shown } = record;
  const opened = record.last('ConsultationOpened');
  const deadline = textOf(opened?.said['deadline']);
  const problem = record.text('DecisionProposed', 'problem');
  const because = problem === undefined ? '' : `为解决${problem.replace(/[。；]$/u, '')}等问题，`;
  const shortened = textOf(opened?.said['shorteningReason']);
  const papers = opened?.papers ?? [];
  const draft = record.last('DraftSubmitted')?.papers ?? [];
  const annexes = [...new Set([...draft, ...papers].flatMap((paper) => paper.name ?? []))];
  return [
    title(`${body}关于公开征求《${name}（草案）》意见的公告`),
    paragraph(
      `${because}根据《重大行政决策程序暂行条例》的规定，我们组织起草了《${name}（草案）》，现向社会公开征求意见。` +
        `有关单位和个人可于${deadline === undefined ? blank('截止日期，自公告之日起不短于规定期限') : dateWord(deadline)}前，通过以下方式提出意见：`,
    ),
    ...paragraphs(textOf(opened?.said['howToComment']), '提出意见的途径：网址、信函地址、电子邮箱、电话'),
    ...(shortened === undefined ? [] : [paragraph(`本次征求意见的期限短于规定期限，理由：${shortened}`)]),
    paragraph('提出意见可以不署名。收到的意见将逐条研究处理，处理情况适时公布。'),
    ...(annexes.length === 0
      ? [paragraph(`附件：${blank('草案、起草说明')}`)]
      : annexes.map((annex, i) => paragraph(`${i === 0 ? '附件：' : ''}${i + 1}．${annex}`))),
    ...signed(body, record.dayOf(opened) ?? dateWord(shown.at)),
    ...witnessed(shown.checkpoint),
  ];
}
