import { deflateSync, crc32 } from 'node:zlib';
import {
  AlignmentType,
  Document,
  ImageRun,
  LineRuleType,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
  type IRunOptions,
  type ISectionOptions,
} from 'docx';
import { encode } from 'uqr';
import type { CheckpointShown } from '../exports/views/decision-shown.js';
import { noteOf, pieces, rootOf, type Block } from './official.js';

/** As GB/T 9704 sets a document of an office: sizes in half points, lengths in twentieths of a point. */
const TITLE = {
  size: 44,
  font: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '方正小标宋简体' },
};
const BODY = { size: 32, font: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '仿宋' } };
const HEADING = { size: 32, font: { ...BODY.font, eastAsia: '黑体' } };
const SMALL = { size: 21, font: { ...BODY.font, eastAsia: '宋体' } };
const LINE = { line: 560, lineRule: LineRuleType.EXACTLY } as const;
const TWO_CHARACTERS = 640;
/** Pixels of a module of a QR code. */
const MODULE = 6;
const MARGINS = { top: 2098, bottom: 1984, left: 1587, right: 1474 };

/** @param about names the document in its properties */
export async function docxOf(blocks: readonly Block[], about: string): Promise<Buffer> {
  const section: ISectionOptions = {
    properties: { page: { size: { width: 11906, height: 16838 }, margin: MARGINS } },
    children: blocks.flatMap(set),
  };
  const document = new Document({
    title: about,
    creator: 'Chengxu 程序',
    lastModifiedBy: 'Chengxu 程序',
    styles: { default: { document: { run: BODY } } },
    sections: [section],
  });
  return Packer.toBuffer(document);
}

const runs = (text: string, style: IRunOptions): TextRun[] =>
  pieces(text).map(
    (piece) => new TextRun({ text: piece.text, ...style, ...(piece.isBlank && { highlight: 'yellow' }) }),
  );

function set(block: Block): (Paragraph | Table)[] {
  switch (block.is) {
    case 'title':
      return [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          spacing: { after: 400, line: 640, lineRule: LineRuleType.EXACTLY },
          children: runs(block.text, TITLE),
        }),
      ];
    case 'heading':
    case 'paragraph':
      return [
        new Paragraph({
          spacing: LINE,
          indent: { firstLine: TWO_CHARACTERS },
          children: runs(block.text, block.is === 'heading' ? HEADING : BODY),
        }),
      ];
    case 'signature':
      return [
        new Paragraph({
          spacing: LINE,
          alignment: AlignmentType.RIGHT,
          indent: { right: TWO_CHARACTERS * 2 },
          children: runs(block.text, BODY),
        }),
      ];
    case 'table':
      return [tableOf(block.rows, block.widths)];
    case 'witness':
      return witness(block.checkpoint);
  }
}

function tableOf(rows: readonly (readonly string[])[], widths: readonly number[]): Table {
  const cell = (text: string, i: number) =>
    new TableCell({
      width: { size: widths[i] ?? 20, type: WidthType.PERCENTAGE },
      margins: { top: 60, bottom: 60, left: 100, right: 100 },
      children: text
        .split('\n')
        .map((line) => new Paragraph({ children: runs(line, { ...SMALL, size: 24 }) })),
    });
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: rows.map((cells) => new TableRow({ cantSplit: true, children: cells.map(cell) })),
  });
}

const small = (words: string): Paragraph =>
  new Paragraph({ children: [new TextRun({ text: words, ...SMALL, size: 16 })] });

const witness = (checkpoint: CheckpointShown): Paragraph[] => [
  small(`账本检查点 · Checkpoint of the ledger：${checkpoint.origin} · ${checkpoint.size}`),
  small(rootOf(checkpoint)),
  new Paragraph({
    children: [
      new ImageRun({
        type: 'png',
        data: qrPng(noteOf(checkpoint)),
        transformation: { width: 90, height: 90 },
      }),
    ],
  }),
];

/** A QR code as a picture of one bit a pixel (PNG, ISO/IEC 15948). */
function qrPng(text: string): Buffer {
  const { data, size } = encode(text, { ecc: 'M', border: 2 });
  const width = size * MODULE;
  const rows = Array.from({ length: width }, (_, y) => {
    const row = Buffer.alloc(1 + Math.ceil(width / 8));
    for (let x = 0; x < width; x += 1) {
      const dark = data[Math.floor(y / MODULE)]?.[Math.floor(x / MODULE)] === true;
      if (!dark) row[1 + (x >> 3)] = (row[1 + (x >> 3)] ?? 0) | (0x80 >> (x & 7));
    }
    return row;
  });
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(width, 4);
  head[8] = 1;
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}
