import { CalendarChanges, CalendarDetail, useCalendarName, useCalendars } from '../../calendar/calendars';
import { PageSkeleton } from '../../app/page-skeleton';
import { RefusalNotice } from '../../refusal/refusal-notice';
import { Act } from '../act';
import { ChoiceField } from '../fields';
import { useAdministers } from '../separation/separation';
import { installationEvent } from './installation';
import { useWords } from './settings-words';

/** Which notice of working days is in force, what another would change, and taking it. */
export function Calendar({ version }: { version: number }) {
  const say = useWords();
  const nameOf = useCalendarName();
  const administers = useAdministers();
  const { data, error, isPending } = useCalendars();
  const now = data?.calendars.find(({ sha256 }) => sha256 === data.inForce);
  const others = data?.calendars.filter(({ sha256 }) => sha256 !== data.inForce) ?? [];
  return (
    <>
      <h2>{say('calendar')}</h2>
      <p className="quiet">{say('calendarWhat')}</p>
      {isPending && <PageSkeleton />}
      {error && <RefusalNotice error={error} />}
      {now && (
        <p>
          {say('calendarNow')}
          <strong>{nameOf(now)}</strong> <CalendarDetail calendar={now} />
        </p>
      )}
      {data && !data.inForce && <p className="state-bad">{say('calendarNone')}</p>}
      {data && others.length === 0 && <p className="quiet">{say('noOther')}</p>}
      {others.map((one) => (
        <section key={one.sha256}>
          <h3>{nameOf(one)}</h3>
          <p>
            <CalendarDetail calendar={one} />
          </p>
          {one.changes && <CalendarChanges changes={one.changes} />}
        </section>
      ))}
      {administers('CalendarNoticed') && others.length > 0 && (
        <Act<{ digest: string }, unknown>
          title={say('notice')}
          effect={say('noticeEffect')}
          seenBy={say('seenByAll')}
          initial={others.length === 1 && others[0] ? { digest: others[0].sha256 } : {}}
          act={({ digest }) => installationEvent(version, 'CalendarNoticed', { digest })}
        >
          <ChoiceField
            name="digest"
            label={say('calendar')}
            options={others.map((one) => ({ value: one.sha256, label: nameOf(one) }))}
          />
        </Act>
      )}
    </>
  );
}
