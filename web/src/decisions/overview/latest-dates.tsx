import { useDates } from '../../dates/dates';
import { useHistory, type Decision } from '../decisions';
import { Sentence } from '../history/event-line';
import { evidencedOf } from '../history/late';
import { useTold } from '../history/told';
import { useWords } from './overview-words';

/** The latest act with its three dates, and what each of them means. */
export function LatestDates({ decision: { id } }: { decision: Decision }) {
  const say = useWords();
  const dates = useDates();
  const { data } = useHistory(id);
  const tell = useTold(data?.events);
  const latest = data?.events.at(-1);
  if (!latest) return null;
  const evidenced = evidencedOf(latest);
  return (
    <section aria-labelledby="dates-title">
      <h2 id="dates-title">{say('dates')}</h2>
      <p>
        {say('latest')}
        {say('colon')}
        <Sentence id={id} event={latest} told={tell(latest)} />
      </p>
      <dl className="pairs">
        <dt>{say('recorded')}</dt>
        <dd>{dates.moment(latest.time)}</dd>
        <dt>{say('evidenced')}</dt>
        <dd>{evidenced ? dates.day(evidenced.date) : say('same')}</dd>
        <dt>{say('claimed')}</dt>
        <dd>{latest.claimed ? dates.day(latest.claimed) : say('none')}</dd>
      </dl>
      <p className="quiet">{say('datesHow')}</p>
    </section>
  );
}
