/** How numbers, fractions and digests are written in what people read. */
import type { Text } from './vocabulary.js';

/** The first twelve digits of a digest: enough to compare with a print, short enough to read. */
export const short = (digest: string | null | undefined): string => digest?.slice(0, 12) ?? '—';

/** A text that may have been edited before it was signed. */
export const editedAs = (digest: string | null | undefined): Text =>
  digest
    ? { zh: `修改稿 ${short(digest)}`, en: `as edited ${short(digest)}` }
    : { zh: '无修改稿', en: 'without edits' };

/** `1 day`, `3 days`: English counts; Chinese has no need of it. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

const DIGITS = '零一二三四五六七八九十';
const COUNTS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const PARTS: Readonly<Record<number, string>> = {
  2: 'half',
  3: 'third',
  4: 'quarter',
  5: 'fifth',
  6: 'sixth',
  8: 'eighth',
  10: 'tenth',
};

/** A part of a whole as rules write it: 三分之二, two thirds. */
export function fraction([part, whole]: readonly [part: number, whole: number]): Text {
  const [digit, of, count, name] = [DIGITS[part], DIGITS[whole], COUNTS[part], PARTS[whole]];
  if (digit === undefined || of === undefined || count === undefined || name === undefined)
    return { zh: `${whole} 分之 ${part}`, en: `${part}/${whole}` };
  return { zh: `${of}分之${digit}`, en: `${count} ${name}${part === 1 ? '' : 's'}` };
}
