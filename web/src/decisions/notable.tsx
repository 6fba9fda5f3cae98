import { Fragment } from 'react';
import { Link } from 'react-router';
import { useHistory, type Decision } from './decisions';
import { useWords } from './frame-words';
import { isLate } from './history/late';

const COUNTED = [
  ['irregularities', 'IrregularityRecorded'],
  ['corrections', 'RecordCorrected'],
  ['departures', 'DepartureRecorded'],
  ['passed', 'DeadlinePassed'],
] as const;

/** What every reader is to see, on whichever page: what was irregular, corrected, put aside, recorded late or missed. */
export function Notable({ decision: { id } }: { decision: Decision }) {
  const say = useWords();
  const { data } = useHistory(id);
  const events = data?.events ?? [];
  const found = [
    ...COUNTED.map(([word, type]) => ({ word, events: events.filter((event) => event.type === type) })),
    { word: 'late' as const, events: events.filter(isLate) },
  ].filter((one) => one.events.length > 0);
  if (found.length === 0) return null;
  return (
    <p className="notable">
      <strong>{say('notable')}</strong>
      {found.map((one, index) => (
        <Fragment key={one.word}>
          {index > 0 && say('comma')}
          <Link to={`/decisions/${id}/history#v${one.events[0]?.version ?? 0}`}>
            {say(one.word, { count: one.events.length })}
          </Link>
        </Fragment>
      ))}
    </p>
  );
}
