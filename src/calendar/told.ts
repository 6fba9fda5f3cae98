import { dayCountingOn, type Calendar } from '../engine/day-counting.js';

/** A calendar as people tell it from another: its years, and what it changes. */
export interface ToldCalendar {
  readonly id: string;
  /** Years whose notice of the General Office it has, first and last. */
  readonly noticed: { readonly from: number; readonly to: number } | null;
  /** The last year with holidays that are only reckoned from the regulation. */
  readonly reckonedTo: number | null;
  readonly changes: CalendarChanges | null;
}

export interface CalendarChanges {
  /** Years whose notice it adds. */
  readonly years: readonly number[];
  /** Worked under the other, off under it. */
  readonly daysOff: readonly string[];
  /** Off under the other, worked under it. */
  readonly workingDays: readonly string[];
}

/** @param other what it would take the place of; undefined where there is none */
export function told(calendar: Calendar, other: Calendar | undefined): ToldCalendar {
  const { id, years, statutoryOnly } = calendar;
  const reckoned = statutoryOnly.map((day) => Number(day.slice(0, 4)));
  return {
    id,
    noticed: years.length > 0 ? { from: Math.min(...years), to: Math.max(...years) } : null,
    reckonedTo: reckoned.length > 0 ? Math.max(...reckoned) : null,
    changes: other ? changesFrom(other, calendar) : null,
  };
}

function changesFrom(before: Calendar, after: Calendar): CalendarChanges {
  const [was, is] = [dayCountingOn(before), dayCountingOn(after)];
  // On any other day both go by the day of the week.
  const named = [before, after].flatMap((one) => [...one.daysOff, ...one.makeUpDays, ...one.statutoryOnly]);
  const differ = [...new Set(named)]
    .filter((day) => was.isWorkingDay(day) !== is.isWorkingDay(day))
    .toSorted();
  return {
    years: after.years.filter((year) => !before.years.includes(year)),
    daysOff: differ.filter((day) => !is.isWorkingDay(day)),
    workingDays: differ.filter((day) => is.isWorkingDay(day)),
  };
}
