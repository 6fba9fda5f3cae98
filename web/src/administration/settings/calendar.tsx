import { useHolds } from '../../session/session';
import { Act } from '../act';
import { TextField } from '../fields';
import { installationEvent, type useInstallation } from './installation';
import { useWords } from './settings-words';

type Installation = NonNullable<ReturnType<typeof useInstallation>['data']>;

/** Which notice of working days is in force, and taking another. */
export function Calendar({ installation }: { installation: Installation }) {
  const say = useWords();
  const administers = useHolds('administrator');
  return (
    <>
      <h2>{say('calendar')}</h2>
      <p className="quiet">{say('calendarWhat')}</p>
      {installation.calendar ? (
        <p>
          {say('calendarNow')} <span className="digest">{installation.calendar}</span>
        </p>
      ) : (
        <p className="state-bad">{say('calendarNone')}</p>
      )}
      {administers && (
        <Act<{ digest: string }, unknown>
          title={say('notice')}
          effect={say('noticeEffect')}
          seenBy={say('seenByAll')}
          act={({ digest }) => installationEvent(installation.version, 'CalendarNoticed', { digest })}
        >
          <TextField name="digest" label={say('digest')} most={64} />
        </Act>
      )}
    </>
  );
}
