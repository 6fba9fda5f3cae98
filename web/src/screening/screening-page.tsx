import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api, ask } from '../api/client';
import { PageSkeleton } from '../app/page-skeleton';
import { useDates } from '../dates/dates';
import { RefusalNotice } from '../refusal/refusal-notice';
import { useDecisionHistory, useDecisionsOf } from '../meetings/meetings';
import { useNameOf } from '../people/people';
import { ScreeningForm } from './screening-form';
import { useWords } from './screening-words';
import '../meetings/meetings.css';

/** `/screening`: proposals that wait for a finding whether they are major administrative decisions. */
export function Page() {
  const say = useWords();
  const { data, error } = useProposals();
  return (
    <>
      <title>{say('screening')}</title>
      <h1>{say('screening')}</h1>
      <p>{say('how')}</p>
      {error && <RefusalNotice error={error} />}
      {!data && !error && <PageSkeleton />}
      {data && data.length === 0 && <p className="quiet">{say('none')}</p>}
      {data?.map(({ id, title, changedAt }) => (
        <OneProposal key={id} id={id} title={title} at={changedAt} />
      ))}
    </>
  );
}

/** Proposed, and nothing found about it yet. */
function useProposals() {
  return useQuery({
    queryKey: ['decisions', 'proposed'],
    queryFn: async () => {
      const proposed = [];
      let cursor: string | undefined;
      do {
        const page = await readPage(cursor);
        proposed.push(...page.decisions.filter(({ state }) => state === 'proposed'));
        cursor = page.nextCursor;
      } while (cursor !== undefined);
      return proposed;
    },
  });
}

const readPage = (cursor: string | undefined) =>
  ask(api.GET('/api/decisions', { params: { query: { limit: 100, ...(cursor && { cursor }) } } }));

const TOLD = ['problem', 'reasonsAndBasis', 'outline', 'necessity', 'feasibility'] as const;

function OneProposal({ id, title, at }: { id: string; title: string; at: string }) {
  const say = useWords();
  const dates = useDates();
  const nameOf = useNameOf();
  const { data: history, error } = useDecisionHistory(id);
  const [{ data: decision } = {}] = useDecisionsOf([{ decision: id, title, announced: false, tablings: [] }]);
  const proposed = history?.[0];
  if (error) return <RefusalNotice page error={error} />;
  return (
    <section>
      <h2>
        <Link to={`/decisions/${id}`}>{title}</Link>
      </h2>
      <p className="quiet">
        {dates.moment(at)} {proposed && nameOf(proposed.onBehalf ?? proposed.actor)}
      </p>
      {proposed && (
        <dl className="particulars">
          {TOLD.flatMap((field) => {
            const told = proposed.payload[field];
            return typeof told === 'string'
              ? [<dt key={field}>{say(field)}</dt>, <dd key={`${field}-told`}>{told}</dd>]
              : [];
          })}
        </dl>
      )}
      {decision && (
        <details>
          <summary>{say('screen')}</summary>
          <ScreeningForm decision={decision} />
        </details>
      )}
    </section>
  );
}
