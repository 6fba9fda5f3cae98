import { workingDaysBetween } from '../../workflows/major-decision/review-time.js';
import type { DayCounting, LocalDate } from '../../workflows/vocabulary.js';

/** Whoever sets a day may set one in the year 9000: beyond this many days nobody waits while they are counted one by one. */
const FAR_DAYS = 400;

/** Working days after today, up to and with the last day; of a day that is far off, about so many. */
export function workingDaysLeft(days: DayCounting, today: LocalDate, dueOn: LocalDate): number {
  const calendarDays = days.daysBetween(today, dueOn);
  if (calendarDays > FAR_DAYS) return Math.floor((calendarDays * 5) / 7);
  return workingDaysBetween(days, today, dueOn);
}
