import { readFile, stat } from 'node:fs/promises';
import { textOfDocx, textOfOfd, textOfXlsx } from './open-xml.js';
import { textOfPdf } from './pdf-text.js';

/** Characters that are kept of one paper. */
export const MOST_CHARACTERS = 2_000_000;
/** Bytes of a paper from which a text is taken. */
const LARGEST = 50 * 1024 * 1024;

/** Why no text could be taken. */
export const FAILURES = ['too-large', 'too-slow', 'unreadable'] as const;
export type Failure = (typeof FAILURES)[number];

/**
 * `text`: as much as it says; `none`: a kind, or a scan, that has no text that can be read; `failed`: one that should have.
 */
export type Taken =
  | { readonly state: 'text'; readonly content: string; readonly truncated: boolean }
  | { readonly state: 'none' }
  | { readonly state: 'failed'; readonly failure: Failure };

const OPEN_XML = 'application/vnd.openxmlformats-officedocument';
const READERS: Readonly<Record<string, (path: string) => Promise<string>>> = {
  'text/plain; charset=utf-8': (path) => readFile(path, 'utf8'),
  'application/pdf': (path) => textOfPdf(path, MOST_CHARACTERS),
  'application/ofd': textOfOfd,
  [`${OPEN_XML}.wordprocessingml.document`]: textOfDocx,
  [`${OPEN_XML}.spreadsheetml.sheet`]: textOfXlsx,
};

/** What a paper says. What is wrong with it is told in the answer, and never thrown. */
export async function takeText(path: string, mediaType: string): Promise<Taken> {
  const reader = READERS[mediaType];
  if (!reader) return { state: 'none' };
  if ((await stat(path)).size > LARGEST) return { state: 'failed', failure: 'too-large' };
  try {
    const text = tidy(await reader(path));
    if (text === '') return { state: 'none' };
    return { state: 'text', content: cut(text), truncated: text.length > MOST_CHARACTERS };
  } catch (error) {
    const failure = error instanceof Error && error.message === 'too-large' ? 'too-large' : 'unreadable';
    return { state: 'failed', failure };
  }
}

/** One kind of line end, no characters that a database or a page would choke on, no lines of nothing in a row. */
function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/\r\n?|[\f\v\u2028\u2029]/g, '\n')
    .replaceAll(/(?![\t\n])[\p{Cc}\p{Cs}]|\uFEFF/gu, '')
    .replaceAll(/[ \t\u3000]+\n/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

/** Never in the middle of a character. */
function cut(text: string): string {
  if (text.length <= MOST_CHARACTERS) return text;
  const end = /[\uD800-\uDBFF]/.test(text.charAt(MOST_CHARACTERS - 1))
    ? MOST_CHARACTERS - 1
    : MOST_CHARACTERS;
  return text.slice(0, end);
}
