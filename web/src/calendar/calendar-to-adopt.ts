import type { Settled } from '../forms/given';
import { useCalendarName, useCalendars, type Calendar } from './calendars';

interface ToAdopt {
  readonly settled: Readonly<Record<string, Settled>>;
  readonly changes: Calendar['changes'];
}

/**
 * The one calendar that a matter may take (TIME-05): the one noticed last. Nobody types its digest.
 * @param type of the act; undefined for any but this one
 * @param own the matter's calendar, from which the changes are told
 */
export function useCalendarToAdopt(type: string, own: string | null | undefined): ToAdopt | undefined {
  const nameOf = useCalendarName();
  const { data } = useCalendars(own ?? undefined, type === 'CalendarAdopted');
  const noticed = data?.calendars.find(({ sha256 }) => sha256 === data.inForce);
  if (!noticed) return undefined;
  const name = nameOf(noticed);
  const { sha256: value, changes } = noticed;
  return { settled: { calendar: { value, digest: value, said: { zh: name, en: name } } }, changes };
}
