import { Link } from 'react-router';
import { todayInOffice, useDates } from '../dates/dates';
import { useMeetingCode } from '../meetings/meeting-words';
import { useMeetings } from '../meetings/meetings';
import { useUnitName } from '../people/people';
import { RefusalNotice } from '../refusal/refusal-notice';
import { useWords } from './home-words';

/** For whoever speaks at meetings: those that are open or still to come, with their papers to read beforehand. */
export default function ComingMeetings() {
  const say = useWords();
  const code = useMeetingCode();
  const dates = useDates();
  const unitName = useUnitName();
  const { data: open, error } = useMeetings('open');
  const { data: convened, error: noneRead } = useMeetings('convened');
  const today = todayInOffice();
  const coming = [open, convened]
    .flatMap((list) => list?.pages.flatMap(({ meetings }) => meetings) ?? [])
    .filter(({ status, plannedOn }) => status === 'open' || plannedOn >= today)
    .toSorted((a, b) => a.plannedOn.localeCompare(b.plannedOn));
  if (error ?? noneRead) return <RefusalNotice error={error ?? noneRead} />;
  if (coming.length === 0) return null;
  return (
    <section aria-labelledby="coming-meetings">
      <h2 id="coming-meetings">
        {say('meetings')} <span className="quiet">{coming.length}</span>
      </h2>
      <ul className="tasks">
        {coming.map(({ id, kind, body, status, plannedOn, openedOn }) => (
          <li key={id}>
            <span className="task-what">
              <Link to={status === 'open' ? `/meetings/${id}/screen` : `/meetings/${id}`}>
                {unitName(body)} {code(kind)}
              </Link>
            </span>
            <span className="task-about">
              {dates.day(openedOn ?? plannedOn)} {code(status)}
            </span>
            <span className="task-until">
              <Link to={`/meetings/${id}/papers`}>{say('meetingPapers')}</Link>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
