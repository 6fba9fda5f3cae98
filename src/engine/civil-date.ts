import type { LocalDate } from '../../workflows/vocabulary.js';

const DAY = 86_400_000;
/** China has kept UTC+8 without summer time since 1991; no earlier act can be recorded here. */
const SHANGHAI_OFFSET = 8 * 3_600_000;

/** Civil date in Asia/Shanghai of an instant given as RFC 3339. */
export function dateInShanghai(time: string): LocalDate {
  return new Date(Date.parse(time) + SHANGHAI_OFFSET).toISOString().slice(0, 10);
}

const dayNumber = (date: LocalDate): number => Date.parse(`${date}T00:00:00Z`) / DAY;
const fromDayNumber = (day: number): LocalDate => new Date(day * DAY).toISOString().slice(0, 10);

export function addDays(date: LocalDate, days: number): LocalDate {
  return fromDayNumber(dayNumber(date) + days);
}

export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** The same day of a later month; where that month is shorter, its last day. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const lastOfMonth = fromDayNumber(Date.UTC(year, month + months, 0) / DAY);
  const wanted = `${lastOfMonth.slice(0, 8)}${String(day).padStart(2, '0')}`;
  return wanted < lastOfMonth ? wanted : lastOfMonth;
}

/** 0 is Sunday. */
export function weekday(date: LocalDate): number {
  return (((dayNumber(date) + 4) % 7) + 7) % 7;
}
