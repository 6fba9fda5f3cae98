import { Button } from 'antd';
import { memo, useEffect, useState } from 'react';
import { Link, useLocation } from 'react-router';
import { PageSkeleton } from '../../app/page-skeleton';
import { useDates } from '../../dates/dates';
import { RefusalNotice } from '../../refusal/refusal-notice';
import { useHistory, type PastEvent } from '../decisions';
import { useShown } from '../shown';
import { Facts, OtherDates, Sentence } from './event-line';
import { useWords } from './history-words';
import { PORTION, useInPortions } from './portions';
import { useTold, type Told } from './told';
import './history.css';

/** `/decisions/:id/history`: what happened, in sentences, by day. */
export function Page() {
  const decision = useShown();
  const say = useWords();
  const { data, error } = useHistory(decision.id);
  const [oldestFirst, setOldestFirst] = useState(false);
  const tell = useTold(data?.events);
  const shown = useInPortions(data?.events.length ?? 0);
  useAnchor(data !== undefined && shown >= data.events.length);
  if (!data) return error ? <RefusalNotice error={error} /> : <PageSkeleton />;
  const events = oldestFirst ? data.events : data.events.toReversed();
  return (
    <section
      aria-labelledby="history-title"
      className={data.events.length > PORTION ? 'history-long' : undefined}
    >
      <div className="history-head">
        <h2 id="history-title">{say('title')}</h2>
        <Button size="small" className="no-print" onClick={() => setOldestFirst(!oldestFirst)}>
          {say(oldestFirst ? 'newest' : 'oldest')}
        </Button>
      </div>
      <Days
        id={decision.id}
        events={events.slice(0, shown)}
        tell={tell}
        mayCorrect={mayCorrect(decision.actions)}
      />
    </section>
  );
}

/** The browser looks for the anchor before the list is there. */
function useAnchor(ready: boolean) {
  const { hash } = useLocation();
  useEffect(() => {
    if (ready && hash !== '') document.getElementById(hash.slice(1))?.scrollIntoView({ block: 'center' });
  }, [ready, hash]);
}

export const mayCorrect = (actions: readonly { readonly type: string }[]): boolean =>
  actions.some(({ type }) => type === 'RecordCorrected');

interface Lines {
  readonly id: string;
  readonly tell: (event: PastEvent) => Told;
  readonly mayCorrect: boolean;
}

function Days({ events, ...lines }: Lines & { events: readonly PastEvent[] }) {
  const dates = useDates();
  const days: { readonly date: string; readonly events: PastEvent[] }[] = [];
  for (const event of events) {
    if (days.at(-1)?.date === event.date) days.at(-1)?.events.push(event);
    else days.push({ date: event.date, events: [event] });
  }
  return (
    <>
      {days.map((day) => (
        <section key={day.date} className="history-day">
          <h3>
            <time dateTime={day.date}>{dates.day(day.date)}</time>
          </h3>
          <ol>
            {day.events.map((event) => (
              <Line key={event.id} event={event} {...lines} />
            ))}
          </ol>
        </section>
      ))}
    </>
  );
}

/** What is not as the procedure would have it is marked by word and by shape. */
const MARKED = new Set(['IrregularityRecorded', 'DeadlinePassed', 'CorrectionOrdered', 'DecisionAnnulled']);

const Line = memo(function Line({ id, event, tell, mayCorrect: correctable }: Lines & { event: PastEvent }) {
  const say = useWords();
  const dates = useDates();
  const told = tell(event);
  return (
    <li id={`v${event.version}`} className={MARKED.has(event.type) ? 'history-marked' : undefined}>
      <time dateTime={event.time} className="history-time">
        {dates.time(event.time)}
      </time>
      <div>
        <Sentence id={id} event={event} told={told} /> <OtherDates event={event} told={told} />
        <br />
        <Facts id={id} facts={told.facts} />
      </div>
      <span className="history-own quiet">
        {say('record', { version: event.version })}
        {correctable && event.type !== 'RecordCorrected' && (
          <Link
            className="no-print"
            to={`/decisions/${id}/act/RecordCorrected?event=${event.version}`}
            aria-label={say('correctThis', { version: event.version })}
          >
            {say('correct')}
          </Link>
        )}
      </span>
    </li>
  );
});
