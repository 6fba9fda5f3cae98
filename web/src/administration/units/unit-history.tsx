import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../../api/client';
import { useDates } from '../../dates/dates';
import { useNameOf } from '../../people/people';
import { RefusalNotice } from '../../refusal/refusal-notice';
import { useSaid } from '../../words/words';
import { usePunctuation } from '../../words/punctuation';
import { useWords } from './units-words';

/** What was done about a unit, the latest first; it is open to whoever is signed in. */
export function UnitHistory({ unit }: { unit: string }) {
  const say = useWords();
  const said = useSaid();
  const dates = useDates();
  const nameOf = useNameOf();
  const { colon } = usePunctuation();
  const { data, error } = useQuery({
    queryKey: ['unit-events', unit],
    queryFn: () => ask(api.GET('/api/units/{id}/events', { params: { path: { id: unit } } })),
  });
  if (error) return <RefusalNotice error={error} />;
  if (!data) return null;
  return (
    <>
      <h3>{say('history')}</h3>
      <ol className="plain-list" reversed>
        {data.events.toReversed().map(({ id, title, time, actor, payload }) => (
          <li key={id}>
            {dates.moment(time)} {nameOf(actor)}
            {colon}
            {said(title)}
            {nameIn(payload) && <strong> {nameIn(payload)}</strong>}
            {reasonIn(payload) && <span className="quiet"> {reasonIn(payload)}</span>}
          </li>
        ))}
      </ol>
    </>
  );
}

/** What it is called from then on. */
function nameIn(payload: unknown): string | undefined {
  if (typeof payload !== 'object' || payload === null || !('name' in payload)) return undefined;
  return typeof payload.name === 'string' ? payload.name : undefined;
}

function reasonIn(payload: unknown): string | undefined {
  if (typeof payload !== 'object' || payload === null || !('reason' in payload)) return undefined;
  return typeof payload.reason === 'string' ? payload.reason : undefined;
}
