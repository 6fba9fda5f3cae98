import { useLanguage, type Language } from '../words/words';

/** Offices and their calendars are in this time zone, wherever the reader's machine thinks it is. */
const ZONE = 'Asia/Shanghai';

interface Dates {
  /** `5月13日 周二`; with the year where it isn't this one. @param date `YYYY-MM-DD` */
  day(date: string): string;
  /** `5月13日 周二 09:30`. @param instant RFC 3339 */
  moment(instant: string): string;
  /** `09:30`, where the day stands beside it. @param instant RFC 3339 */
  time(instant: string): string;
  /** `2025年5月13日`, as a document has it. @param date `YYYY-MM-DD` */
  inFull(date: string): string;
}

/** Dates as a person reads them. */
export function useDates(): Dates {
  const { language } = useLanguage();
  return (MADE[language] ??= datesIn(language));
}

/** Once a language: a format costs more to make than a hundred dates to write. */
const MADE: Partial<Record<Language, Dates>> = {};

function datesIn(language: Language): Dates {
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: ZONE, ...options });
  const date = { month: language === 'zh' ? 'long' : 'short', day: 'numeric' } as const;
  const year = format({ year: 'numeric' });
  const dateOfThisYear = format(date);
  const dateOfAnother = format({ ...date, year: 'numeric' });
  const weekday = format({ weekday: 'short' });
  const time = format({ hour: '2-digit', minute: '2-digit', hour12: false });
  const inFull = format({ year: 'numeric', month: 'long', day: 'numeric' });
  const dayOf = (instant: Date) => {
    const isThisYear = year.format(instant) === year.format(new Date());
    return `${(isThisYear ? dateOfThisYear : dateOfAnother).format(instant)} ${weekday.format(instant)}`;
  };
  return {
    day: (day) => dayOf(noonOf(day)),
    time: (instant) => time.format(new Date(instant)),
    moment: (instant) => `${dayOf(new Date(instant))} ${time.format(new Date(instant))}`,
    inFull: (day) => inFull.format(noonOf(day)),
  };
}

/** The day it is where the offices are, as `YYYY-MM-DD`. */
export function todayInOffice(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE }).format(new Date());
}

function noonOf(date: string): Date {
  return new Date(`${date}T12:00:00+08:00`);
}
