import { dateWord } from '../exports/views/dates.js';
import { blank, signed, table, title, witnessed, type Block } from './official.js';
import { nameOf, type Record } from './told.js';

const told = (sentence: string | undefined, toFillIn: string): string => sentence ?? blank(toFillIn);

/** 决策事项办理单: one page on which a matter goes round, with what the record says of each step. */
export function decisionSheet(record: Record): Block[] {
  const { name, body, shown } = record;
  const proposed = record.last('DecisionProposed');
  const started = record.last('ProcedureStarted');
  const opinion = record.last('LegalityOpinionIssued');
  const outcome = record.last('OutcomeDecided');
  const issued = record.last('DecisionIssued');
  return [
    title('重大行政决策事项办理单'),
    table(
      [
        ['事项名称', name],
        ['事项编号', shown.id],
        ['决策机关', body],
        [
          '提出',
          proposed ? `${record.dayOf(proposed) ?? ''}，${nameOf(proposed.unit)}` : blank('提出单位和日期'),
        ],
        [
          '启动',
          told(started && `${record.dayOf(started) ?? ''}，${started.sentence.zh}`, '启动日期和承办单位'),
        ],
        ...shown.steps.map((step) => [
          step.title.zh,
          `${step.statusTitle.zh}${step.since ? `（${dateWord(step.since.date)}）` : ''}` +
            (step.exemption?.reason === undefined ? '' : `\n认定不适用的理由：${step.exemption.reason}`),
        ]),
        ['合法性审查意见', told(opinion?.sentence.zh, '审查结论')],
        ['会议决定', told(outcome?.sentence.zh, '决定')],
        ['文号', record.text('DecisionIssued', 'number') ?? blank('文号')],
        ['目前状态', shown.standing.join('；')],
        ['行政首长签批', '\n\n'],
      ],
      [24, 76],
    ),
    ...signed(body, record.dayOf(issued ?? outcome) ?? dateWord(shown.at)),
    ...witnessed(shown.checkpoint),
  ];
}
