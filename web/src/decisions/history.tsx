import { useDates } from '../dates/dates';
import { useNameOf } from '../people/people';
import { RefusalNotice } from '../refusal/refusal-notice';
import { useSaid } from '../words/words';
import { useHistory } from './decisions';
import { useWords } from './decision-words';

/** What happened, in sentences, the latest first. */
export function History({ id }: { id: string }) {
  const say = useWords();
  const said = useSaid();
  const dates = useDates();
  const nameOf = useNameOf();
  const { data, error } = useHistory(id);
  if (error) return <RefusalNotice error={error} />;
  return (
    <ol className="history" reversed>
      {data?.events.toReversed().map((event) => (
        <li key={event.id}>
          {dates.moment(event.time)} <strong>{said(event.title)}</strong>{' '}
          {say('by', { role: said(event.role), name: nameOf(event.actor) })}
        </li>
      ))}
    </ol>
  );
}
