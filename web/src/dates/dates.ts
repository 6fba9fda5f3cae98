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
  const format = new Intl.DateTimeFormat(locale, {
    timeZone: ZONE,
    year: 'numeric',
    month: language === 'zh' ? 'numeric' : 'short',
    day: 'numeric',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const partsOf = (instant: Date) =>
    Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value])) as Parts;
  const written = ({ year, month, day }: Parts, withYear: boolean) =>
    language === 'zh'
      ? `${withYear ? `${year}年` : ''}${month}月${day}日`
      : `${day} ${month}${withYear ? ` ${year}` : ''}`;
  const dayIn = (parts: Parts) =>
    `${written(parts, parts.year !== partsOf(new Date()).year)} ${parts.weekday}`;
  return {
    day: (day) => dayIn(partsOf(noonOf(day))),
    time: (instant) => timeIn(partsOf(new Date(instant))),
    moment: (instant) => {
      const parts = partsOf(new Date(instant));
      return `${dayIn(parts)} ${timeIn(parts)}`;
    },
    inFull: (day) =>
      language === 'zh'
        ? written(partsOf(noonOf(day)), true)
        : noonOf(day).toLocaleDateString(locale, { ...IN_FULL, timeZone: ZONE }),
  };
}

const timeIn = ({ hour, minute }: Parts) => `${hour}:${minute}`;

type Parts = Readonly<Record<'year' | 'month' | 'day' | 'weekday' | 'hour' | 'minute', string>>;
const IN_FULL = { year: 'numeric', month: 'long', day: 'numeric' } as const;

/** The day it is where the offices are, as `YYYY-MM-DD`: their clocks are eight hours ahead, summer and winter. */
export function todayInOffice(): string {
  return new Date(Date.now() + 8 * 60 * 60 * 1000).toISOString().slice(0, 10);
}

function noonOf(date: string): Date {
  return new Date(`${date}T12:00:00+08:00`);
}
