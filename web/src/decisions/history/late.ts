import type { PastEvent } from '../decisions';

/** A dated outside source, checked by a second person. */
export interface Evidenced {
  readonly date: string;
  readonly source?: string;
  readonly checkedBy?: string;
}

export function evidencedOf({ evidenced }: Pick<PastEvent, 'evidenced'>): Evidenced | undefined {
  if (typeof evidenced !== 'object' || evidenced === null || !('date' in evidenced)) return undefined;
  return typeof evidenced.date === 'string' ? (evidenced as Evidenced) : undefined;
}

/** Whether it happened, by its evidence or by what is claimed, before the day on which it was recorded. */
export function isLate(event: PastEvent): boolean {
  const happened = evidencedOf(event)?.date ?? event.claimed?.slice(0, 10);
  return happened !== undefined && happened < event.date;
}

export function daysLate(event: PastEvent): number {
  const happened = evidencedOf(event)?.date ?? event.claimed?.slice(0, 10) ?? event.date;
  return Math.round((Date.parse(event.date) - Date.parse(happened)) / 86_400_000);
}
