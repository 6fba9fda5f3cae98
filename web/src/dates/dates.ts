import { useLanguage, type Language } from '../words/words';

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
  return DATES[language];
}

/** The day it is where the offices are, as `YYYY-MM-DD`. */
export function todayInOffice(): string {
  return inOffice(Date.now()).toISOString().slice(0, 10);
}

/**
 * Offices and their calendars are eight hours ahead, summer and winter, wherever the reader's machine thinks it is. Reckoned
 * here: for its first date a browser reads the calendars of the world, which took a page a twentieth of its start.
 * @returns what their clocks show, as if it were UTC
 */
function inOffice(instant: number | string): Date {
  return new Date(new Date(instant).getTime() + 8 * 60 * 60 * 1000);
}

interface Written {
  day(date: Date): string;
  weekday(date: Date): string;
  withYear(date: Date): string;
  inFull(date: Date): string;
}

const zhDay = (date: Date) => `${date.getUTCMonth() + 1}月${date.getUTCDate()}日`;
const zhWithYear = (date: Date) => `${date.getUTCFullYear()}年${zhDay(date)}`;
const enMonth = (date: Date) => EN_MONTHS[date.getUTCMonth()] ?? '';
const enDay = (date: Date) => `${date.getUTCDate()} ${EN_SHORT[date.getUTCMonth()]}`;
const EN_MONTHS =
  'January February March April May June July August September October November December'.split(' ');
const EN_SHORT = 'Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec'.split(' ');
const EN_WEEKDAYS = 'Sun Mon Tue Wed Thu Fri Sat'.split(' ');

const WRITTEN: Readonly<Record<Language, Written>> = {
  zh: {
    day: zhDay,
    weekday: (date) => `周${'日一二三四五六'[date.getUTCDay()]}`,
    withYear: zhWithYear,
    inFull: zhWithYear,
  },
  en: {
    day: enDay,
    weekday: (date) => EN_WEEKDAYS[date.getUTCDay()] ?? '',
    withYear: (date) => `${enDay(date)} ${date.getUTCFullYear()}`,
    inFull: (date) => `${date.getUTCDate()} ${enMonth(date)} ${date.getUTCFullYear()}`,
  },
};
const DATES: Readonly<Record<Language, Dates>> = { zh: datesIn(WRITTEN.zh), en: datesIn(WRITTEN.en) };

const time = (date: Date) => date.toISOString().slice(11, 16);

function datesIn(written: Written): Dates {
  const day = (date: Date) => {
    const isThisYear = date.getUTCFullYear() === inOffice(Date.now()).getUTCFullYear();
    return `${isThisYear ? written.day(date) : written.withYear(date)} ${written.weekday(date)}`;
  };
  return {
    day: (date) => day(new Date(date)),
    moment: (instant) => `${day(inOffice(instant))} ${time(inOffice(instant))}`,
    time: (instant) => time(inOffice(instant)),
    inFull: (date) => written.inFull(new Date(date)),
  };
}
