import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { Pdfmake } from './pdfmake.js';
import type { Text } from '../../../workflows/vocabulary.js';

/** Bytes of the typefaces with which documents are set: Noto Sans SC, regular and bold. */
export interface Fonts {
  readonly regular: Uint8Array;
  readonly bold: Uint8Array;
}

/** Seal red, and the grey of what stands beside it in English. */
export const RED = '#c00000';
export const GREY = '#666666';

/** GB/T 9704: A4, and where the text stands on it. Millimetres as points. */
export const mm = (millimetres: number): number => (millimetres * 72) / 25.4;

/** What `printed` fixes for every document: a definition brings the rest. */
export type Printed = Pick<
  TDocumentDefinitions,
  'content' | 'header' | 'footer' | 'pageMargins' | 'styles'
> & {
  readonly title: string;
  readonly subject: string;
  /** Stands in the file as the time of its making: RFC 3339. Nothing in it comes from the clock. */
  readonly at: string;
  readonly fontSize: number;
  readonly lineHeight: number;
};

/** Files that the setter of type may read: none, the typefaces lie in its own store. */
const NOTHING = (): boolean => false;

/** A PDF of these contents: the same contents make the same bytes. Fonts are embedded as the glyphs that are used. */
export async function printed(document: Printed, fonts: Fonts): Promise<Uint8Array> {
  const { title, subject, at, fontSize, lineHeight, ...rest } = document;
  // Not at every start of the program.
  const { pdfmake } = await import('./pdfmake.js');
  takeFonts(pdfmake, fonts);
  const made = new Date(at);
  return pdfmake
    .createPdf({
      pageSize: 'A4',
      ...rest,
      info: {
        title,
        subject,
        creator: 'Chengxu 程序',
        producer: 'Chengxu 程序',
        creationDate: made,
        modDate: made,
      },
      defaultStyle: { font: 'Noto', fontSize, lineHeight, ...({ wordBreak: 'normal' } as object) },
    })
    .getBuffer();
}

/** pdfmake's own store of files, which its types leave out. */
interface Store {
  writeFileSync(name: string, bytes: Uint8Array): void;
}

let taken: Fonts | undefined;

function takeFonts(pdfmake: Pdfmake, fonts: Fonts): void {
  if (taken === fonts) return;
  const { virtualfs } = pdfmake as Pdfmake & { readonly virtualfs: Store };
  virtualfs.writeFileSync('noto-regular.otf', fonts.regular);
  virtualfs.writeFileSync('noto-bold.otf', fonts.bold);
  pdfmake.setFonts({
    Noto: {
      normal: 'noto-regular.otf',
      bold: 'noto-bold.otf',
      italics: 'noto-regular.otf',
      bolditalics: 'noto-bold.otf',
    },
  });
  pdfmake.setUrlAccessPolicy(NOTHING);
  pdfmake.setLocalAccessPolicy(NOTHING);
  taken = fonts;
}

/** Chinese, and English beneath it in grey. */
export const bilingual = ({ zh, en }: Text, smaller = 2): Content =>
  zh === en ? { text: zh } : { stack: [{ text: zh }, { text: en, color: GREY, fontSize: smaller }] };

/** A digest breaks into pieces of 16, so that it never runs out of its cell. */
export const digestIn = (hex: string): string => hex.replace(/(.{16})(?=.)/g, '$1 ');

/** The red head of an official document: the body's name, what it is, and the red line. */
export function redHead(body: string, kind: Text, width: number, size: number): Content[] {
  return [
    {
      text: [...body].join(body.length < 9 ? ' ' : ''),
      color: RED,
      bold: true,
      fontSize: size,
      alignment: 'center',
    },
    { text: kind.zh, color: RED, bold: true, fontSize: size * 0.6, alignment: 'center' },
    { text: kind.en, color: RED, fontSize: size * 0.32, alignment: 'center' },
    {
      canvas: [{ type: 'line', x1: 0, y1: 4, x2: width, y2: 4, lineWidth: 2, lineColor: RED }],
      margin: [0, 2, 0, 8],
    },
  ];
}

/** Thin lines between rows, strong ones above and below the head. */
export const LINES = {
  hLineWidth: (row: number) => (row <= 1 ? 0.9 : 0.35),
  vLineWidth: () => 0,
  hLineColor: (row: number) => (row <= 1 ? '#000000' : '#999999'),
  paddingLeft: () => 3,
  paddingRight: () => 3,
  paddingTop: () => 2,
  paddingBottom: () => 2,
} as const;

export const headRow = (heads: readonly Text[], smaller: number): TableCell[] =>
  heads.map((head) => ({
    stack: [
      { text: head.zh, bold: true },
      { text: head.en, color: GREY, fontSize: smaller },
    ],
  }));
