import type { Content, TableCell } from 'pdfmake/interfaces.js';
import type { Text } from '../../workflows/vocabulary.js';
import { GREY, mm, printed, redHead, type Fonts } from '../exports/views/pdf.js';
import type { FormField } from './form-fields.js';

/** An act as a form to be filled in by hand. */
export interface BlankForm {
  /** As it stands on the form and in its QR code. */
  readonly number: string;
  /** The address that the QR code leads to, or names. */
  readonly code: string;
  readonly title: Text;
  readonly about: string;
  readonly roles: readonly Text[];
  /** Articles that it rests on. */
  readonly articles: readonly string[];
  readonly fields: readonly FormField[];
  /** RFC 3339. */
  readonly at: string;
}

const MARGIN = mm(20);
const WIDTH = mm(210) - 2 * MARGIN;
const SIZE = 10.5;
/** Heights of what is written by hand, in points. */
const LINE = 22;
const WORDS = 84;
const EMPTY_ROWS = 3;
const BOX = '□ ';

/** On A4, to be filled in by hand, signed and entered with its photograph as the original. */
export function blankFormPdf(form: BlankForm, fonts: Fonts): Promise<Uint8Array> {
  const { number, code, title, about, roles, articles, fields, at } = form;
  return printed(
    {
      title: title.zh,
      subject: number,
      at,
      fontSize: SIZE,
      lineHeight: 1.15,
      pageMargins: [MARGIN, mm(15), MARGIN, mm(18)],
      footer: (page: number, count: number) => ({
        text: `${number} · ${page}/${count}`,
        fontSize: 8,
        color: GREY,
        alignment: 'center',
      }),
      content: [
        ...redHead('重大行政决策程序', title, WIDTH, 20),
        {
          columns: [
            {
              width: '*',
              stack: [
                { text: `表号 ${number}`, bold: true },
                { text: `Form ${number}`, color: GREY, fontSize: 8 },
                {
                  text: `事项：${about === '' ? '________________________________' : about}`,
                  margin: [0, 6, 0, 0],
                },
                {
                  text: articles.length === 0 ? '' : `依据：${articles.join('；')}`,
                  fontSize: 8,
                  color: GREY,
                  margin: [0, 4, 0, 0],
                },
              ],
            },
            { width: 80, qr: code, fit: 76, eccLevel: 'M', alignment: 'right' },
          ],
          margin: [0, 0, 0, 8],
        },
        {
          layout: GRID,
          table: {
            widths: [mm(42), '*'],
            dontBreakRows: true,
            heights: LINE,
            body: [
              ['填表人', '姓名：　　　　　　　　职务：　　　　　　　　单位：', 'name, post, unit'],
              ['以何身份', roles.map(({ zh }) => BOX + zh).join('   '), 'in which role'],
            ].map(([zh = '', cell = '', en = '']): TableCell[] => [label({ zh, en }, true), cell]),
          },
        },
        {
          layout: GRID,
          margin: [0, -0.5, 0, 0],
          table: {
            widths: [mm(42), '*'],
            dontBreakRows: true,
            heights: (line: number) => (fields[line]?.is === 'words' ? WORDS : LINE),
            body: fields.length === 0 ? [['', '（无其他内容）']] : fields.map(row),
          },
        },
        // Nobody signs a page that says what is signed on another.
        { stack: foot(), unbreakable: true },
      ],
    },
    fonts,
  );
}

const GRID = {
  hLineWidth: () => 0.6,
  vLineWidth: () => 0.6,
  paddingLeft: () => 4,
  paddingRight: () => 4,
  paddingTop: () => 3,
  paddingBottom: () => 3,
} as const;

const label = ({ zh, en }: Text, required: boolean): Content => ({
  stack: [
    { text: `${zh}${required ? ' *' : ''}`, bold: true },
    { text: en, color: GREY, fontSize: 7.5 },
  ],
});

const row = (field: FormField): TableCell[] => [label(field.name, field.required), cellOf(field)];

function cellOf({ is, options, columns }: FormField): TableCell {
  switch (is) {
    case 'choice':
    case 'choices':
      return options.map(({ zh }) => BOX + zh).join('   ');
    case 'date':
      return '　　　　年　　　月　　　日';
    case 'paper':
      return '材料名称：　　　　　　　　　　　　　　　　页数：';
    case 'rows':
      return rows(columns);
    default:
      return '';
  }
}

/** What is longer in a cell is listed once below, and its number is written. */
const TICKED_IN_A_CELL = 24;

const isListed = ({ options }: FormField): boolean =>
  options.reduce((length, { zh }) => length + zh.length, 0) > TICKED_IN_A_CELL;

function rows(columns: readonly FormField[]): TableCell {
  const shown = columns.slice(0, 6);
  const head = shown.map(({ name }) => ({ text: name.zh, bold: true, fontSize: 9 }));
  const cells = shown.map((column) => ({
    text: isListed(column) ? '' : column.options.map(({ zh }) => BOX + zh).join('\n'),
    fontSize: 8,
    margin: [0, 0, 0, 12] as [number, number, number, number],
  }));
  const listed = shown.filter(isListed).map(({ name, options }) => ({
    text: `${name.zh}（填序号）：${options.map(({ zh }, at) => `${at + 1} ${zh}`).join('；')}`,
    fontSize: 8,
    margin: [0, 3, 0, 0] as [number, number, number, number],
  }));
  const table = {
    layout: GRID,
    table: {
      widths: shown.map(() => '*'),
      body: [head, ...Array.from({ length: EMPTY_ROWS }, () => cells.map((cell) => ({ ...cell })))],
    },
  };
  return { stack: [table, ...listed] };
}

/** Whoever did it signs; whoever enters it from here says so; and the paper is the original. */
const foot = (): Content[] => [
  {
    margin: [0, 10, 0, 0],
    columns: [
      { width: '*', text: '本人签名（盖章）：____________________' },
      { width: 'auto', text: '签署日期：______年____月____日' },
    ],
  },
  {
    margin: [0, 10, 0, 0],
    columns: [
      { width: '*', text: '录入人：____________________' },
      { width: 'auto', text: '复核人：__________________' },
    ],
  },
  {
    margin: [0, 8, 0, 0],
    fontSize: 8,
    color: GREY,
    text: '带 * 的必填。签署后由承办单位、办公机构或会议秘书代录，并将本表的照片或扫描件作为签署原件上传；原件归档保存。',
  },
];
