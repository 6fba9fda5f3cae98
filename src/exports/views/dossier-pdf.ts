import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { dateWord, minuteInShanghai } from './dates.js';
import type { DecisionShown, EventShown } from './decision-shown.js';
import { inRuns } from './history-html.js';
import { REFUSED_TITLE, refusedTable } from './refused.js';
import { exemptionWord } from './steps.js';
import { bilingual, digestIn, GREY, headRow, LINES, mm, printed, RED, redHead, type Fonts } from './pdf.js';
import { signatureInWords } from '../../road/grade.js';

/** The text block of an official document (GB/T 9704): 156 mm wide, its margins 37, 28, 35 and 26 mm. */
const WIDTH = mm(156);
const SMALL = 7.5;

/** The printable file of a decision, in the form of an official document. */
export function dossierPdf(shown: DecisionShown, fonts: Fonts): Promise<Uint8Array> {
  const { title, body, checkpoint } = shown;
  return printed(
    {
      title: `${title} · 重大行政决策卷宗`,
      subject: `decision/${shown.id}`,
      at: shown.at,
      fontSize: 10.5,
      lineHeight: 1.3,
      pageMargins: [mm(28), mm(30), mm(26), mm(28)],
      header: (page: number) =>
        page === 1
          ? ''
          : {
              text: `${body.name ?? body.id} · ${title}`,
              fontSize: SMALL,
              color: GREY,
              margin: [mm(28), mm(18), mm(26), 0],
            },
      footer: (page: number, pages: number) => ({
        margin: [mm(28), 10, mm(26), 0],
        fontSize: SMALL,
        columns: [
          {
            text: `${checkpoint.origin} · ${checkpoint.size} · ${checkpoint.root.slice(0, 16)}…`,
            color: GREY,
          },
          { text: `— ${page} / ${pages} —`, alignment: 'right', fontSize: 10.5 },
        ],
      }),
      content: [
        ...redHead(
          body.name ?? body.id,
          { zh: '重大行政决策卷宗', en: 'Dossier of a major administrative decision' },
          WIDTH,
          26,
        ),
        {
          columns: [
            { text: `编号 ${shown.id}`, fontSize: SMALL },
            {
              text: `制作时间 ${minuteInShanghai(shown.at)}（北京时间）`,
              fontSize: SMALL,
              alignment: 'right',
            },
          ],
          margin: [0, 0, 0, 18],
        },
        {
          text: title === '' ? '（标题已依法删除）' : title,
          fontSize: 20,
          bold: true,
          alignment: 'center',
          margin: [0, 0, 0, 14],
        },
        ...facts(shown),
        ...steps(shown),
        ...bindingActs(shown),
        ...history(shown),
        ...papers(shown),
        ...refused(shown),
        ...seal(shown),
      ],
    },
    fonts,
  );
}

const heading = (zh: string, en: string): Content => ({
  text: [
    { text: zh, bold: true, fontSize: 13 },
    { text: `  ${en}`, color: GREY, fontSize: 8.5 },
  ],
  margin: [0, 14, 0, 5],
  headlineLevel: 1,
});

function facts({ workflow, standing, events, consultations }: DecisionShown): Content[] {
  const rows: [string, string][] = [
    ['程序 Procedure', `${workflow.title.zh}，第${workflow.version}版`],
    ['程序定义摘要 SHA-256', digestIn(workflow.hash)],
    ['当前状态 Now', standing.join('；')],
    ['事件 Events', `${events.length}项`],
    ...consultations.map(({ received, adopted, partly, notAdopted }): [string, string] => [
      '公众意见 Comments',
      `收到${received}条，采纳${adopted}条，部分采纳${partly}条，未采纳${notAdopted}条；内容和姓名不入卷宗`,
    ]),
  ];
  return [
    {
      layout: 'noBorders',
      table: {
        widths: [mm(42), '*'],
        body: rows.map(([name, value]) => [
          { text: name, color: GREY, fontSize: 9 },
          { text: value, fontSize: 9.5 },
        ]),
      },
    },
  ];
}

function steps({ steps: all }: DecisionShown): Content[] {
  return [
    heading('一、法定程序各环节', 'The steps that the law makes mandatory'),
    {
      layout: LINES,
      table: {
        headerRows: 1,
        dontBreakRows: true,
        widths: [mm(30), mm(26), mm(26), '*'],
        body: [
          headRow(
            [
              { zh: '环节', en: 'Step' },
              { zh: '状态', en: 'Status' },
              { zh: '日期', en: 'Date' },
              { zh: '依据', en: 'By' },
            ],
            SMALL,
          ),
          ...all.map(({ title, statusTitle, since, exemption }): TableCell[] => [
            bilingual(title, SMALL) as TableCell,
            bilingual(statusTitle, SMALL) as TableCell,
            since ? since.date : '',
            exemption ? exemptionWord(exemption) : since ? `${since.title.zh}（第${since.version}项）` : '',
          ]),
        ],
      },
    },
  ];
}

/** What vouches for each binding act, and for each that the law wants signed. */
function bindingActs({ events }: DecisionShown): Content[] {
  const acts = events.filter(({ grade }) => grade !== undefined);
  if (acts.length === 0) return [];
  return [
    heading('二、有约束力的行为及其签署', 'Binding acts, and what vouches for each'),
    {
      layout: LINES,
      table: {
        headerRows: 1,
        dontBreakRows: true,
        widths: [mm(42), mm(24), mm(32), '*'],
        body: [
          headRow(
            [
              { zh: '行为', en: 'Act' },
              { zh: '日期', en: 'Date' },
              { zh: '行为人', en: 'By' },
              { zh: '签署', en: 'Signature' },
            ],
            SMALL,
          ),
          ...acts.map((event): TableCell[] => [
            bilingual(event.title, SMALL) as TableCell,
            event.evidenced?.date ?? event.recordedOn,
            {
              stack: [
                event.by.name ?? event.by.id,
                { text: event.by.post ?? '', color: GREY, fontSize: SMALL },
              ],
            },
            graded(event),
          ]),
        ],
      },
    },
  ];
}

export function graded({ grade }: Pick<EventShown, 'grade'>, smaller = SMALL): TableCell {
  if (!grade) return '';
  return {
    stack: [
      { text: `${grade.title.zh} ${grade.title.en}`, ...(grade.unsigned && { color: RED, bold: true }) },
      ...gradeNotes(grade).map((text) => ({ text, fontSize: smaller, color: GREY })),
    ],
  };
}

function gradeNotes({
  original,
  signature,
  asked,
  statedAsSigned,
}: NonNullable<EventShown['grade']>): string[] {
  const lies = original?.keptAt === undefined ? '存放处未登记' : `存于${original.keptAt}`;
  return [
    ...(original
      ? [
          `${original.signedOn}签署${original.sealed ? '并盖章' : ''}，${original.pages}页，${lies}`,
          `原件摘要 ${original.digest.slice(0, 16)}…`,
        ]
      : []),
    ...(signature ? [signatureInWords(signature).zh] : []),
    ...(asked && !original && !signature ? [`法律要求：${asked.what.zh}`] : []),
    ...(statedAsSigned ? ['提交人称已签署，未登记签署原件'] : []),
  ];
}

function history({ events }: DecisionShown): Content[] {
  const rows = inRuns(events).flatMap((run): TableCell[][] =>
    run.length > 3 ? [runRow(run)] : run.map(eventRow),
  );
  return [
    heading('三、办理过程', 'History'),
    {
      layout: LINES,
      table: {
        headerRows: 1,
        widths: [mm(10), mm(27), '*'],
        body: [
          headRow(
            [
              { zh: '序号', en: 'No.' },
              { zh: '日期', en: 'Dates' },
              { zh: '事项', en: 'What happened' },
            ],
            SMALL,
          ),
          ...rows,
        ],
      },
    },
  ];
}

function eventRow(event: EventShown): TableCell[] {
  const { seq, recordedOn, recordedAt, evidenced, claimed, sentence, gone, leafHash, kind, version } = event;
  return [
    { text: String(seq), fontSize: 8.5 },
    {
      stack: [
        recordedOn,
        { text: `记录 ${minuteInShanghai(recordedAt).slice(11)}`, fontSize: SMALL, color: GREY },
        ...(evidenced ? [{ text: `凭证 ${evidenced.date}`, fontSize: SMALL }] : []),
        ...(claimed ? [{ text: `自述 ${claimed}`, fontSize: SMALL }] : []),
      ],
    },
    {
      stack: [
        { text: sentence.zh },
        { text: sentence.en, fontSize: SMALL, color: GREY, lineHeight: 1.15 },
        ...(gone > 0
          ? [{ text: `有${gone}项内容已依法删除或者不入卷宗`, fontSize: SMALL, color: GREY }]
          : []),
        { text: `${kind} v${version} · ${digestIn(leafHash)}`, fontSize: 6, color: GREY },
      ],
    },
  ];
}

function runRow(run: readonly EventShown[]): TableCell[] {
  const [first, last] = [run[0], run.at(-1)];
  return [
    { text: `${first?.seq}–${last?.seq}`, fontSize: SMALL },
    `${first?.recordedOn}\n${last?.recordedOn}`,
    `${first?.title.zh}：${run.length}条`,
  ];
}

const WHERE = { here: '在库', removed: '依法移除', withheld: '公众提交，不入卷宗', missing: '缺失' } as const;

function papers({ papers: all }: DecisionShown): Content[] {
  return [
    heading('四、材料', 'Papers'),
    {
      layout: LINES,
      table: {
        headerRows: 1,
        dontBreakRows: true,
        widths: [mm(8), '*', mm(46), mm(24)],
        body: [
          headRow(
            [
              { zh: '号', en: 'No.' },
              { zh: '名称', en: 'Name' },
              { zh: '摘要', en: 'SHA-256' },
              { zh: '出自', en: 'Named by' },
            ],
            SMALL,
          ),
          ...all.map((paper, at): TableCell[] => [
            { text: String(at + 1), fontSize: 8.5 },
            {
              stack: [
                { text: paper.name ?? paper.kindTitle?.zh ?? '（未载名称）', fontSize: 9.5 },
                {
                  text: `${paper.kindTitle?.zh ?? ''} ${WHERE[paper.is]}`.trim(),
                  fontSize: SMALL,
                  color: paper.is === 'missing' ? RED : GREY,
                },
              ],
            },
            { text: digestIn(paper.sha256), fontSize: 6.5 },
            { text: paper.namedBy.map(({ seq, date }) => `第${seq}号 ${date}`).join('\n'), fontSize: SMALL },
          ]),
        ],
      },
    },
  ];
}

/** Only auditors of the body are shown it. */
const refused = ({ refused: listed }: DecisionShown): Content[] =>
  listed ? [heading(`五、${REFUSED_TITLE.zh}`, REFUSED_TITLE.en), ...refusedTable(listed, SMALL)] : [];

/** The checkpoint as text and as a code: paper that circulates is a witness that needs no computer. */
function seal({ checkpoint, at, refused: listed }: DecisionShown): Content[] {
  const text = checkpoint.note.slice(0, checkpoint.note.indexOf('\n\n') + 1);
  return [
    heading(`${listed ? '六' : '五'}、账本检查点`, 'Checkpoint of the ledger'),
    {
      unbreakable: true,
      columns: [
        {
          width: '*',
          stack: [
            { text: checkpoint.note.trimEnd().replace(/(\S{44})(?=\S)/g, '$1 '), fontSize: 7 },
            {
              text: `以上记录位于账本前${checkpoint.size}项之内，树根如上。保存本页，就保存了一份见证：以后账本若被改动，树根不再相符。本件便于阅读和保管，核验以导出包为准；它证明记录此后未被改动，不证明所记录的内容属实。`,
              fontSize: 8.5,
              margin: [0, 6, 0, 0],
            },
            {
              text: 'Whoever keeps this page is a witness: change the ledger, and its root is another. For a verification take the bag. It shows that the record was not changed since; not that what was recorded is true.',
              fontSize: SMALL,
              color: GREY,
            },
            { text: dateWord(at), alignment: 'right', margin: [0, 10, 8, 0] },
          ],
        },
        { width: mm(38), qr: text, fit: mm(36), eccLevel: 'M', alignment: 'right' },
      ],
    },
  ];
}
