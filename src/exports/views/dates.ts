import type { Text } from '../../../workflows/vocabulary.js';

/** China has kept UTC+8 without summer time since 1991. */
const SHANGHAI_OFFSET = 8 * 3_600_000;

/** `YYYY-MM-DD` as people write it: 2025年4月7日. */
export function dateWord(date: string): string {
  const [year = '', month = '', day = ''] = date.slice(0, 10).split('-');
  return day === '' ? date : `${year}年${Number(month)}月${Number(day)}日`;
}

/** Date and minute in Asia/Shanghai of an instant (RFC 3339). */
export function minuteInShanghai(instant: string): string {
  return new Date(Date.parse(instant) + SHANGHAI_OFFSET).toISOString().slice(0, 16).replace('T', ' ');
}

export const dated = (date: string): Text => ({ zh: dateWord(date), en: date.slice(0, 10) });
