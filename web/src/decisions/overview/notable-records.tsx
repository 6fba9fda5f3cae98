import { memo } from 'react';
import { useDates } from '../../dates/dates';
import { useHistory, type Decision, type PastEvent } from '../decisions';
import { Facts, OtherDates, Sentence } from '../history/event-line';
import { isLate } from '../history/late';
import { useInPortions } from '../history/portions';
import { useTold, type Told } from '../history/told';
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
  const { data } = useHistory(id);
  const events = data?.events ?? [];
  const tell = useTold(events);
  const notable = events.filter((event) => NOTABLE.has(event.type) || isLate(event));
  const shown = useInPortions(notable.length);
  if (notable.length === 0) return null;
  return (
    <section aria-labelledby="notable-title">
      <h2 id="notable-title">{say('notable')}</h2>
      <ul className="act-list">
        {notable.slice(0, shown).map((event) => (
          <Line key={event.id} id={id} event={event} tell={tell} />
        ))}
      </ul>
    </section>
  );
}

interface Props {
  readonly id: string;
  readonly event: PastEvent;
  readonly tell: (event: PastEvent) => Told;
}

const Line = memo(function Line({ id, event, tell }: Props) {
  const dates = useDates();
  const told = tell(event);
  return (
    <li>
      {dates.day(event.date)} <Sentence id={id} event={event} told={told} />{' '}
      <OtherDates event={event} told={told} />
      <br />
      <Facts id={id} facts={told.facts} all />
    </li>
  );
});
