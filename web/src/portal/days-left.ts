import { todayInOffice } from '../dates/dates';

/** Whole days until the end of the last day: 0 on that day itself. @param deadline `YYYY-MM-DD` */
export function daysLeft(deadline: string, today = todayInOffice()): number {
  return Math.round((Date.parse(deadline) - Date.parse(today)) / 86_400_000);
}
