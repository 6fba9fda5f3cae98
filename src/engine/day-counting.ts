import type { DayCounting, LocalDate } from '../../workflows/vocabulary.js';
import { addDays, addMonths, daysBetween, weekday } from './civil-date.js';

/**
 * The working-day calendar of the yearly State Council notices. Content-addressed and kept for ever: an event
 * names it by digest.
 */
export interface Calendar {
  readonly id: string;
  /** Years whose official notice is known; any other year is counted provisionally. */
  readonly years: readonly number[];
  /** Days off by notice. */
  readonly daysOff: readonly LocalDate[];
  /** Weekend days worked instead (调休). */
  readonly makeUpDays: readonly LocalDate[];
  /** Statutory holidays of years without a notice yet, worked out from the Holidays Regulation. */
  readonly statutoryOnly: readonly LocalDate[];
}

/** Ten years of working days: a bound that no statute comes near, so that a bad input ends. */
const LONGEST = 2600;

/** Day counting on one calendar, by the convention of `law/README.md` ("Counting days"). */
export function dayCountingOn(calendar: Calendar): DayCounting {
  const years = new Set(calendar.years.map(String));
  const off = new Set([...calendar.daysOff, ...calendar.statutoryOnly]);
  const makeUp = new Set(calendar.makeUpDays);
  const isWorkingDay = (date: LocalDate): boolean =>
    makeUp.has(date) || (!off.has(date) && weekday(date) !== 0 && weekday(date) !== 6);
  const known = (date: LocalDate): boolean => years.has(date.slice(0, 4));

  const walk = (from: LocalDate, days: number, step: 1 | -1) => {
    if (!Number.isInteger(days) || days < 0 || days > LONGEST)
      throw new RangeError(`Not a period: ${days} working days`);
    let date = from;
    let provisional = !known(from);
    for (let left = days; left > 0;) {
      date = addDays(date, step);
      provisional ||= !known(date);
      if (isWorkingDay(date)) left -= 1;
    }
    return { date, provisional };
  };

  return {
    addDays,
    addMonths,
    daysBetween,
    isWorkingDay,
    firstWorkingDayFrom: (date) =>
      isWorkingDay(date) ? { date, provisional: !known(date) } : walk(date, 1, 1),
    workingDaysAfter: (from, days) => walk(from, days, 1),
    latestStartBefore: (to, days) => {
      const first = walk(to, days, -1);
      const start = addDays(first.date, -1);
      return { date: start, provisional: first.provisional || !known(start) };
    },
  };
}
