import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api, ask } from '../api/client';
import { PageSkeleton } from '../app/page-skeleton';
import { useDates } from '../dates/dates';
import type { PastEvent } from '../decisions/decisions';
import { Facts, OtherDates, Sentence } from '../decisions/history/event-line';
import { Passed } from '../decisions/history/passed';
import { useTold } from '../decisions/history/told';
import { activeIn, leavesOf, useProcedure } from '../decisions/machine';
import { useShown } from '../decisions/shown';
import { FiveSteps } from '../decisions/steps';
import { RefusalNotice } from '../refusal/refusal-notice';
import { useSaid } from '../words/words';
import { Changes } from './changes';
import { useWords } from './audit-words';

interface Props {
  readonly id: string;
  readonly event: PastEvent;
  readonly events: readonly PastEvent[];
}

/** One moment of the past: what was done, how it stood afterwards, what changed by it, and why it passed. */
export function Moment({ id, event, events }: Props) {
  const say = useWords();
  const dates = useDates();
  const told = useTold(events)(event);
  return (
    <>
      <section aria-live="polite" className="moment">
        <p>
          <time dateTime={event.time}>{dates.moment(event.time)}</time>
          {say('comma')}
          <Sentence id={id} event={event} told={told} /> <OtherDates event={event} told={told} />
          <br />
          <Facts id={id} facts={told.facts} all />
        </p>
        <p className="no-print">
          <Link to={`/decisions/${id}/history/${event.version}`}>{say('record')}</Link>
        </p>
      </section>
      <Stood id={id} version={event.version} />
      {event.version > 0 && <Changes id={id} version={event.version} />}
      <Passed id={id} version={event.version} />
    </>
  );
}

function Stood({ id, version }: { id: string; version: number }) {
  const say = useWords();
  const said = useSaid();
  const { workflow } = useShown();
  const { data: procedure } = useProcedure(workflow);
  const { data, error } = useQuery({
    queryKey: ['decision', id, 'replay', version],
    staleTime: Infinity,
    queryFn: () =>
      ask(api.GET('/api/decisions/{id}/replay', { params: { path: { id }, query: { version } } })),
  });
  const leaves =
    data && procedure ? leavesOf(procedure.chart, activeIn(data.state['value'], workflow.id)) : [];
  return (
    <section aria-labelledby="stood-title">
      <h3 id="stood-title">{say('stood')}</h3>
      {error && <RefusalNotice error={error} />}
      {!data && !error && <PageSkeleton />}
      {data && (
        <>
          <p>{leaves.map(({ title }) => said(title)).join(say('semicolon'))}</p>
          <FiveSteps steps={(data.state['steps'] ?? {}) as Record<string, string>} />
          <p className="quiet">
            {say('hash')} <span className="digest">{data.stateHash}</span>
          </p>
        </>
      )}
    </section>
  );
}
