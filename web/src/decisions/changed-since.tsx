import { Button } from 'antd';
import { useDates } from '../dates/dates';
import { useNameOf } from '../people/people';
import { useSaid } from '../words/words';
import { useWords } from './act-words';
import type { PastEvent } from './decisions';

/**
 * What others recorded while the form was open. Going on with it is one conscious click.
 * @param conflict the server refused an act over it: the click submits
 */
export function ChangedSince({
  events,
  conflict,
  onSeen,
}: {
  events: readonly PastEvent[];
  conflict: boolean;
  onSeen: () => void;
}) {
  const say = useWords();
  const said = useSaid();
  const dates = useDates();
  const nameOf = useNameOf();
  return (
    <section role="alert" className="changed-since">
      <h2>{say('changed')}</h2>
      <ul>
        {events.map(({ id, time, title, role, actor }) => (
          <li key={id}>
            {say('changedBy', {
              moment: dates.moment(time),
              title: said(title),
              role: said(role),
              // What the program does by itself has no other name.
              name: actor === 'timekeeper' ? '' : ` ${nameOf(actor)}`,
            })}
          </li>
        ))}
      </ul>
      <p>{say('changedHow')}</p>
      <Button type={conflict ? 'primary' : 'default'} onClick={onSeen}>
        {say(conflict ? 'submitNow' : 'goOn')}
      </Button>
    </section>
  );
}
