import type { Content } from 'pdfmake/interfaces.js';
import { GREY, printed, type Fonts } from '../exports/views/pdf.js';
import { noteOf, pieces, rootOf, type Block } from './official.js';

/** As GB/T 9704 sets a document of an office, in points; the typeface is the one that ships with this program. */
const TITLE = 22;
const BODY = 16;
const CELL = 12;
const SMALL = 8;
/** Left, top, right, bottom: as the Word document has them. */
const MARGINS: [number, number, number, number] = [79, 105, 74, 99];
/** What is still to be filled in is set off, as in the Word document. */
const TO_FILL_IN = '#ffff00';

/** A document of an office, to be printed. */
export interface Official {
  readonly blocks: readonly Block[];
  readonly title: string;
  readonly subject: string;
  /** RFC 3339: the time of the record that it tells. */
  readonly at: string;
}

/** As a PDF: the same document as `docxOf` makes, for whoever prints it as it is. */
export function officialPdf({ blocks, ...about }: Official, fonts: Fonts): Promise<Uint8Array> {
  return printed(
    {
      ...about,
      fontSize: BODY,
      lineHeight: 1.25,
      pageMargins: MARGINS,
      footer: (page: number, count: number) => ({
        text: count > 1 ? `— ${page} —` : '',
        fontSize: 10,
        alignment: 'center',
      }),
      content: blocks.map(set),
    },
    fonts,
  );
}

const runs = (text: string) =>
  pieces(text).map((piece) => ({ text: piece.text, ...(piece.isBlank && { background: TO_FILL_IN }) }));

/** Two characters in, as a paragraph of Chinese begins. */
const indented = (text: string): Content => ({ text: runs(text), leadingIndent: BODY * 2 });

function set(block: Block): Content {
  switch (block.is) {
    case 'title':
      return {
        text: runs(block.text),
        fontSize: TITLE,
        bold: true,
        alignment: 'center',
        margin: [0, 0, 0, 16],
      };
    case 'heading':
      return { ...(indented(block.text) as object), bold: true } as Content;
    case 'paragraph':
      return indented(block.text);
    case 'signature':
      return { text: runs(block.text), alignment: 'right', margin: [0, 4, BODY * 4, 0] };
    case 'table':
      return {
        table: {
          widths: block.widths.map((width) => `${width}%`),
          dontBreakRows: true,
          body: block.rows.map((cells) => cells.map((cell) => ({ text: runs(cell), fontSize: CELL }))),
        },
        margin: [0, 0, 0, 10],
      };
    case 'witness':
      return {
        stack: [
          {
            text: `账本检查点 · Checkpoint of the ledger：${block.checkpoint.origin} · ${block.checkpoint.size}`,
          },
          { text: rootOf(block.checkpoint), margin: [0, 0, 0, 4] },
          { qr: noteOf(block.checkpoint), fit: 90, eccLevel: 'M' },
        ],
        fontSize: SMALL,
        color: GREY,
        margin: [0, 16, 0, 0],
        unbreakable: true,
      };
  }
}
