import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link } from 'react-router';
import { Act } from '../administration/act';
import { ReasonField } from '../administration/fields';
import { api, ask } from '../api/client';
import { useDates } from '../dates/dates';
import { decisionQuery } from '../decisions/decisions';
import { RefusalNotice } from '../refusal/refusal-notice';
import { usePunctuation } from '../words/punctuation';
import { useSaid } from '../words/words';
import { useWords } from './pool-words';
import { useDraw, useDraws, useHoldsIn } from './pools';

/** Draws from a pool, the latest first: all of them, or those for one matter. */
export function Draws({ body, decision, none }: { body: string; decision?: string; none: string }) {
  const say = useWords();
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useDraws(body, decision);
  const draws = data?.pages.flat();
  return (
    <>
      {error && <RefusalNotice error={error} />}
      {draws?.length === 0 && <p className="quiet">{none}</p>}
      <ul className="pool-draws">
        {draws?.map(({ draw, decision: matter }) => (
          <li key={draw}>
            {decision === undefined && <Matter id={matter} />}
            <OneDraw body={body} draw={draw} />
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {say('earlier')}
        </Button>
      )}
    </>
  );
}

/** What it was drawn for, by name for whoever may read it. */
function Matter({ id }: { id: string }) {
  const say = useWords();
  const { data, isError } = useQuery(decisionQuery(id));
  if (isError) return <span className="quiet">{say('noAccess')}</span>;
  return <Link to={`/decisions/${id}/experts`}>{data?.title ?? say('forMatter')}</Link>;
}

function OneDraw({ body, draw }: { body: string; draw: string }) {
  const say = useWords();
  const said = useSaid();
  const dates = useDates();
  const { beside, listed } = usePunctuation();
  const { data, error } = useDraw(body, draw);
  if (error) return <RefusalNotice error={error} />;
  if (!data) return null;
  const { held, excluded } = data;
  const names = (people: readonly { name: string }[]) => listed(people.map(({ name }) => name));
  return (
    <>
      <p>
        {dates.moment(data.announcedAt)}{' '}
        {held ? (
          <>
            <strong>{say('drawnAre', { names: names(held.drawn) })}</strong>{' '}
            <span className={held.agrees ? 'quiet' : 'stops'}>
              {say(held.agrees ? 'agrees' : 'disagrees')}
            </span>
          </>
        ) : (
          say(data.status === 'abandoned' ? 'abandoned' : 'announced')
        )}
      </p>
      <p className="quiet">
        {say('asked', {
          field: data.field,
          n: data.count,
          method: say(data.method),
          candidates: data.candidates.length,
        })}
      </p>
      {data.again && <p className="quiet">{say('again', { why: data.again })}</p>}
      {held && held.reserves.length > 0 && (
        <p className="quiet">{say('reserves', { names: names(held.reserves) })}</p>
      )}
      {excluded.length > 0 && (
        <p className="quiet">
          {say('excluded', {
            who: listed(
              excluded.map(({ name, title, grounds }) =>
                beside(name, [said(title), ...(grounds ? [grounds] : [])].join(' · ')),
              ),
            ),
          })}
        </p>
      )}
      {data.status === 'announced' && <Unheld body={body} draw={draw} />}
    </>
  );
}

/** A draw that stopped on the way: it is held now, or abandoned. */
function Unheld({ body, draw }: { body: string; draw: string }) {
  const say = useWords();
  const draws = useHoldsIn(body, 'proposer', 'office');
  if (!draws) return null;
  return (
    <div className="acts">
      <Act
        title={say('hold')}
        effect={say('holdEffect')}
        act={() =>
          ask(api.POST('/api/pools/{id}/draws/{draw}/holding', { params: { path: { id: body, draw } } }))
        }
      />
      <Act<{ reason: string }, unknown>
        title={say('abandon')}
        effect={say('abandonEffect')}
        act={({ reason }) =>
          ask(
            api.POST('/api/pools/{id}/events', {
              params: { path: { id: body } },
              body: { type: 'DrawAbandoned', payload: { draw, reason } } as never,
            }),
          )
        }
      >
        <ReasonField />
      </Act>
    </div>
  );
}
