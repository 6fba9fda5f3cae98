import type { CheckpointShown } from '../exports/views/decision-shown.js';

/** What stands in an official document, piece by piece; `official-docx.ts` and `official-pdf.ts` set it. */
export type Block =
  | { readonly is: 'title' | 'heading' | 'paragraph' | 'signature'; readonly text: string }
  | {
      readonly is: 'table';
      readonly rows: readonly (readonly string[])[];
      /** Of its columns, in hundredths. */
      readonly widths: readonly number[];
    }
  | { readonly is: 'witness'; readonly checkpoint: CheckpointShown };

export const title = (text: string): Block => ({ is: 'title', text });
export const heading = (text: string): Block => ({ is: 'heading', text });
export const paragraph = (text: string): Block => ({ is: 'paragraph', text });

/** Lines of a text, each its own paragraph; a blank to be filled in where nothing is known. */
export const paragraphs = (text: string | undefined, toFillIn: string): Block[] =>
  (text?.trim() ? text.trim() : blank(toFillIn)).split(/\n+/).map((line) => paragraph(line.trim()));

export const blank = (what: string): string => `【${what}】`;

/** Who signs it and when, to the right. */
export const signed = (body: string, date: string): Block[] =>
  [body, date].map((text) => ({ is: 'signature', text }));

export const table = (rows: readonly (readonly string[])[], widths: readonly number[]): Block => ({
  is: 'table',
  rows,
  widths,
});

/** The head of the ledger, as text and QR code: paper that goes round is a witness too. */
export const witnessed = (checkpoint: CheckpointShown): Block[] => [{ is: 'witness', checkpoint }];

/** As a note of the ledger has it: origin, size, root. */
export const noteOf = ({ origin, size, root }: CheckpointShown): string =>
  `${origin}\n${size}\n${rootOf({ root })}`;
export const rootOf = ({ root }: Pick<CheckpointShown, 'root'>): string =>
  Buffer.from(root, 'hex').toString('base64');

/** Pieces of a text: what is still to be filled in, in 【】, is set off wherever it stands, so that nobody prints it unseen. */
export const pieces = (text: string): { readonly text: string; readonly isBlank: boolean }[] =>
  text
    .split(/(【[^】]*】)/u)
    .filter((part) => part !== '')
    .map((part) => ({ text: part, isBlank: part.startsWith('【') }));
