import { useDates } from '../../dates/dates';
import { useHistory, type Decision } from '../decisions';
import { Facts, OtherDates, Sentence } from '../history/event-line';
import { isLate } from '../history/late';
import { useTold } from '../history/told';
import { useWords } from './overview-words';

const NOTABLE = new Set([
  'IrregularityRecorded',
  'RecordCorrected',
  'DepartureRecorded',
  'DeadlinePassed',
  'CorrectionOrdered',
  'AuditFindingRecorded',
  'PriorActTakenIn',
]);

/** What was irregular, late, corrected or put aside, in full. Nobody has to look for it. */
export function NotableRecords({ decision: { id } }: { decision: Decision }) {
  const say = useWords();
  const dates = useDates();
  const { data } = useHistory(id);
  const events = data?.events ?? [];
  const tell = useTold(events);
  const notable = events.filter((event) => NOTABLE.has(event.type) || isLate(event));
  if (notable.length === 0) return null;
  return (
    <section aria-labelledby="notable-title">
      <h2 id="notable-title">{say('notable')}</h2>
      <ul className="act-list">
        {notable.map((event) => {
          const told = tell(event);
          return (
            <li key={event.id}>
              {dates.day(event.date)} <Sentence id={id} event={event} told={told} />{' '}
              <OtherDates event={event} told={told} />
              <br />
              <Facts id={id} facts={told.facts} all />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
