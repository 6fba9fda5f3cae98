import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../api/client';
import { useDates } from '../dates/dates';
import { usePunctuation } from '../words/punctuation';
import { useWords } from './calendar-words';

/** The calendars that are kept here. @param against from which their changes are counted, else the one in force */
export function useCalendars(against?: string, wanted = true) {
  return useQuery({
    queryKey: ['calendars', against ?? ''],
    queryFn: () => ask(api.GET('/api/calendars', { params: { query: against ? { against } : {} } })),
    enabled: wanted,
  });
}

export type Calendar = NonNullable<ReturnType<typeof useCalendars>['data']>['calendars'][number];

/** Whose calendar it is, and of which years: nobody tells two of them apart by their digests. */
export function useCalendarName(): (calendar: Calendar) => string {
  const say = useWords();
  const { beside } = usePunctuation();
  return ({ id, noticed }) =>
    beside(
      id === 'china' ? say('china') : say('other', { id }),
      noticed ? say('noticed', noticed) : say('noneNoticed'),
    );
}

/** What goes beyond its notices, where it came from, and its digest for whoever compares. */
export function CalendarDetail({ calendar: { reckonedTo, shipped, sha256 } }: { calendar: Calendar }) {
  const say = useWords();
  return (
    <span className="quiet">
      {reckonedTo !== null && say('reckoned', { to: reckonedTo })} {shipped && say('shipped')}{' '}
      <span className="digest">{sha256}</span>
    </span>
  );
}

/** A year of holidays is some thirty days; whoever reads more reads the notices. */
const MOST = 60;

/** Which days are worked or off by this calendar that were not by the other. */
export function CalendarChanges({ changes }: { changes: NonNullable<Calendar['changes']> }) {
  const say = useWords();
  const dates = useDates();
  const { listed } = usePunctuation();
  const told = (days: readonly string[]) => {
    const some = listed(days.slice(0, MOST).map(dates.day));
    return days.length > MOST ? say('andMore', { days: some }) : some;
  };
  const { years, daysOff, workingDays } = changes;
  if (years.length + daysOff.length + workingDays.length === 0) return <p>{say('same')}</p>;
  return (
    <ul aria-label={say('changes')}>
      {years.length > 0 && <li>{say('years', { years: listed(years.map(String)) })}</li>}
      {daysOff.length > 0 && <li>{say('daysOff', { n: daysOff.length, days: told(daysOff) })}</li>}
      {workingDays.length > 0 && (
        <li>{say('workingDays', { n: workingDays.length, days: told(workingDays) })}</li>
      )}
    </ul>
  );
}
