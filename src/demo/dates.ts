import type { Language } from '../http/language.js';

const DAY = /\b\d{4}-\d{2}-\d{2}\b/g;
/** Chinese sets no spaces around a date. */
const DAY_IN_CHINESE = / ?\b\d{4}-\d{2}-\d{2}\b ?/g;

const format = (options: Intl.DateTimeFormatOptions, language: Language) =>
  new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { timeZone: 'UTC', ...options });
const FORMATS = {
  zh: {
    day: format({ year: 'numeric', month: 'long', day: 'numeric' }, 'zh'),
    short: format({ month: 'long', day: 'numeric' }, 'zh'),
    weekday: format({ weekday: 'short' }, 'zh'),
  },
  en: {
    day: format({ weekday: 'short', year: 'numeric', month: 'long', day: 'numeric' }, 'en'),
    short: format({ weekday: 'short', day: 'numeric', month: 'long' }, 'en'),
  },
};

const noon = (date: string) => new Date(`${date}T12:00:00Z`);

/** A civil date in words: `2025年5月13日 周二`, `Tue 13 May 2025`. */
export function dateInWords(date: string, language: Language): string {
  const { zh, en } = FORMATS;
  return language === 'zh'
    ? `${zh.day.format(noon(date))} ${zh.weekday.format(noon(date))}`
    : en.day.format(noon(date)).replace(',', '');
}

/** The same without its year, for a sentence: `5月13日（周二）`, `Tue 13 May`. */
export function shortDate(date: string, language: Language): string {
  const { zh, en } = FORMATS;
  return language === 'zh'
    ? `${zh.short.format(noon(date))}（${zh.weekday.format(noon(date))}）`
    : en.short.format(noon(date)).replace(',', '');
}

/** Every date of a sentence in words. */
export function datesInWords(sentence: string, language: Language): string {
  return language === 'zh'
    ? sentence.replaceAll(DAY_IN_CHINESE, (found) => shortDate(found.trim(), language))
    : sentence.replaceAll(DAY, (date) => shortDate(date, language));
}

/** The instant of a local time in Asia/Shanghai (UTC+8, no summer time since 1991). */
export function inShanghai(date: string, time: string): Date {
  return new Date(`${date}T${time}:00+08:00`);
}
