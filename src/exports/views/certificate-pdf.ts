import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { dateWord, minuteInShanghai } from './dates.js';
import type { CompletenessShown, DecisionShown, PaperDue } from './decision-shown.js';
import { digestIn, GREY, headRow, LINES, mm, printed, RED, redHead, type Fonts } from './pdf.js';
import { signatureInWords } from '../../road/grade.js';

const MARGIN = mm(16);
const WIDTH = mm(210) - 2 * MARGIN;
/** Type sizes that are tried until everything stands on one page. */
const SIZES = [8, 7.5, 7, 6.5, 6, 5.5, 5];

/**
 * The certificate of completeness (articles 29 and 33) on one page: what papers the meeting bundle and the archive have to
 * hold, and how it stands with each. Where the matter is so large that no size fits, the last one runs on.
 */
export async function certificatePdf(shown: DecisionShown, fonts: Fonts): Promise<Uint8Array> {
  let bytes = new Uint8Array();
  for (const size of SIZES) {
    const made = await atSize(shown, fonts, size);
    bytes = made.bytes;
    if (made.pages === 1) break;
  }
  return bytes;
}

async function atSize(
  shown: DecisionShown,
  fonts: Fonts,
  size: number,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; pages: number }> {
  const { id, title, body, checkpoint, completeness } = shown;
  let pages = 1;
  const bytes = await printed(
    {
      title: `${title} · 材料齐备证明`,
      subject: `decision/${id}`,
      at: shown.at,
      fontSize: size,
      lineHeight: 1.1,
      pageMargins: [MARGIN, mm(12), MARGIN, mm(14)],
      footer: (_: number, count: number) => {
        pages = count;
        return {
          text: `decision/${id} · ${checkpoint.origin} · ${checkpoint.size}`,
          fontSize: 6.5,
          color: GREY,
          alignment: 'center',
          margin: [MARGIN, 8, MARGIN, 0],
        };
      },
      content: [
        ...redHead(
          body.name ?? body.id,
          {
            zh: '重大行政决策材料齐备证明',
            en: 'Certificate of completeness: Decree 713, articles 29 and 33',
          },
          WIDTH,
          19,
        ),
        {
          text: title === '' ? '（标题已依法删除）' : title,
          bold: true,
          fontSize: size + 5,
          alignment: 'center',
          margin: [0, 0, 0, 3],
        },
        verdict(completeness, size),
        part(
          '一、上会材料（第二十九条）',
          'The meeting bundle',
          completeness.submittedBy ? `${dateWord(completeness.submittedBy.date)}提交` : '尚未提交',
          size,
        ),
        table(completeness.bundle, size, 1),
        part('二、归档材料（第三十三条）', 'The archive', archivedWord(completeness), size),
        table(completeness.archive, size, 4),
        foot(shown, size),
      ],
    },
    fonts,
  );
  return { bytes: new Uint8Array(bytes), pages };
}

function archivedWord({ archivedBy }: CompletenessShown): string {
  if (!archivedBy) return '尚未归档';
  const { date, fileNumber, retention } = archivedBy;
  const kept = retention
    ? `，保管期限 ${retention.period.zh}${retention.until ? `（至${dateWord(retention.until)}）` : ''}`
    : '，保管期限未登记';
  return `${dateWord(date)}归档${fileNumber ? `，档号 ${fileNumber}` : ''}${kept}`;
}

function verdict({ bundle, archive, missing }: CompletenessShown, size: number): Content {
  const waiting = [...bundle, ...archive].filter(({ is }) => is === 'not-yet').length;
  const [zh, en] =
    missing > 0
      ? [`不齐备：缺少${missing}项`, `Not complete: ${missing} missing`]
      : waiting > 0
        ? [
            `已到期的材料齐备，另有${waiting}项尚未到办理时`,
            `Complete as far as the matter has come; ${waiting} not due yet`,
          ]
        : ['齐备', 'Complete'];
  return {
    text: [
      { text: `结论：${zh}`, bold: true, ...(missing > 0 && { color: RED }) },
      { text: `   ${en}`, color: GREY },
    ],
    fontSize: size + 1.5,
    alignment: 'center',
    margin: [0, 0, 0, 4],
  };
}

const part = (zh: string, en: string, word: string, size: number): Content => ({
  columns: [
    {
      text: [
        { text: zh, bold: true, fontSize: size + 1.5 },
        { text: `  ${en}`, color: GREY },
      ],
      width: '*',
    },
    { text: word, width: 'auto' },
  ],
  margin: [0, 4, 0, 2],
});

const STATUS: Readonly<Record<PaperDue['is'], readonly [string, string]>> = {
  there: ['有', 'there'],
  exempted: ['依法不适用', 'exempted'],
  'not-applicable': ['不涉及', 'not applicable'],
  'not-yet': ['未到办理时', 'not due yet'],
  missing: ['缺', 'missing'],
};

function table(due: readonly PaperDue[], size: number, most: number): Content {
  const small = size - 1.5;
  return {
    layout: { ...LINES, paddingTop: () => 1, paddingBottom: () => 1 },
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: [mm(6), mm(40), mm(19), '*', mm(44)],
      body: [
        headRow(
          [
            { zh: '号', en: 'No.' },
            { zh: '应有材料', en: 'What has to be there' },
            { zh: '情况', en: 'How it stands' },
            { zh: '材料及摘要；或者理由', en: 'Papers with SHA-256; or the reason' },
            { zh: '事件、日期、签署', en: 'Event, date, signature' },
          ],
          small,
        ),
        ...due.map((one, at): TableCell[] => {
          const [zh, en] = STATUS[one.is];
          return [
            String(at + 1),
            { stack: [one.title.zh, { text: one.title.en, fontSize: small, color: GREY }] },
            {
              stack: [
                { text: zh, bold: one.is === 'missing', ...(one.is === 'missing' && { color: RED }) },
                { text: en, fontSize: small, color: GREY },
              ],
            },
            papersOf(one, small, most),
            eventOf(one, small),
          ];
        }),
      ],
    },
  };
}

function papersOf({ papers, because, is }: PaperDue, small: number, most: number): TableCell {
  const named = papers.slice(0, most).map(({ name, sha256 }) => ({
    text: [
      { text: name === undefined ? '' : `《${name.replace(/\.[a-z]{2,4}$/i, '')}》 ` },
      { text: most === 1 ? digestIn(sha256) : `${sha256.slice(0, 16)}…`, fontSize: small, color: GREY },
    ],
  }));
  const rest = papers.length - named.length;
  return {
    stack: [
      ...(because ? [{ text: because.zh }] : []),
      ...named,
      ...(rest > 0 ? [{ text: `等共${papers.length}件，全部摘要见卷宗`, fontSize: small, color: GREY }] : []),
      ...(papers.length === 0 && because === undefined && is === 'there'
        ? [{ text: '账本内的记录', color: GREY }]
        : []),
    ],
  };
}

function eventOf({ event, grade }: PaperDue, small: number): TableCell {
  return {
    stack: [
      ...(event ? [`${event.title.zh} #${event.seq} ${event.date}`] : []),
      ...(grade
        ? [
            {
              text: `${grade.title.zh} ${grade.title.en}`,
              fontSize: small,
              ...(grade.unsigned ? { color: RED } : { color: GREY }),
            },
            ...(grade.signature
              ? [{ text: signatureInWords(grade.signature).zh, fontSize: small, color: GREY }]
              : []),
          ]
        : []),
    ],
  };
}

function foot({ checkpoint, at, workflow }: DecisionShown, size: number): Content {
  const text = checkpoint.note.slice(0, checkpoint.note.indexOf('\n\n') + 1);
  return {
    unbreakable: true,
    margin: [0, 6, 0, 0],
    columns: [
      {
        width: '*',
        stack: [
          {
            text: `依据国务院令第713号《重大行政决策程序暂行条例》第二十九条、第三十三条，按账本记录自动列出（${workflow.title.zh}第${workflow.version}版）。“有”指库中存有该摘要的材料；材料所载内容是否属实，本证明不作判断。`,
          },
          {
            text: 'Listed from the ledger. “There” means that the store holds a paper of that digest; whether what it says is true is not judged here.',
            fontSize: size - 1.5,
            color: GREY,
          },
          { text: `账本检查点 Checkpoint\n${text.trimEnd()}`, fontSize: size - 0.5, margin: [0, 3, 0, 0] },
          { text: `${minuteInShanghai(at)}（北京时间）`, margin: [0, 2, 0, 0] },
        ],
      },
      { width: mm(26), qr: text, fit: mm(25), eccLevel: 'M', alignment: 'right' },
    ],
  };
}
