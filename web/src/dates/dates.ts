import { useLanguage } from '../words/words';

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
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  const written = (instant: Date, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: ZONE, ...options }).format(instant);
  const yearNow = written(new Date(), { year: 'numeric' });
  const dayOf = (instant: Date) => {
    const year = written(instant, { year: 'numeric' }) === yearNow ? undefined : ('numeric' as const);
    const date = written(instant, { month: language === 'zh' ? 'long' : 'short', day: 'numeric', year });
    return `${date} ${written(instant, { weekday: 'short' })}`;
  };
  const timeOf = (instant: string) =>
    written(new Date(instant), { hour: '2-digit', minute: '2-digit', hour12: false });
  return {
    day: (date) => dayOf(noonOf(date)),
    time: timeOf,
    moment: (instant) => `${dayOf(new Date(instant))} ${timeOf(instant)}`,
    inFull: (date) => written(noonOf(date), { year: 'numeric', month: 'long', day: 'numeric' }),
  };
}

/** The day it is where the offices are, as `YYYY-MM-DD`. */
export function todayInOffice(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE }).format(new Date());
}

function noonOf(date: string): Date {
  return new Date(`${date}T12:00:00+08:00`);
}
