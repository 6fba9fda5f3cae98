import type { Language } from '../http/language.js';

const DAY = /\b(\d{4})-(\d{2})-(\d{2})\b/g;

/** A civil date in words: `2025年5月13日 周二`, `Tue 13 May 2025`. */
export function dateInWords(date: string, language: Language, withYear = true): string {
  const noon = new Date(`${date}T12:00:00Z`);
  const part = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { timeZone: 'UTC', ...options }).format(noon);
  const year = withYear ? { year: 'numeric' as const } : {};
  if (language === 'zh') {
    const day = part({ ...year, month: 'long', day: 'numeric' });
    return `${day} ${part({ weekday: 'short' })}`;
  }
  const day = part({ ...year, month: withYear ? 'long' : 'short', day: 'numeric' });
  return `${part({ weekday: withYear ? 'long' : 'short' })} ${day}`;
}

/** Every date of a sentence in words. */
export function datesInWords(sentence: string, language: Language): string {
  return sentence.replaceAll(DAY, (date) =>
    language === 'zh' ? dateInWords(date, language, false).replace(' ', '（') + '）' : dateInWords(date, language, false),
  );
}

/** The instant of a local time in Asia/Shanghai (UTC+8, no summer time since 1991). */
export function inShanghai(date: string, time: string): Date {
  return new Date(`${date}T${time}:00+08:00`);
}
