import { Link, useParams } from 'react-router';
import { Act } from '../administration/act';
import { api, ask } from '../api/client';
import { PageSkeleton } from '../app/page-skeleton';
import { useUnitName } from '../people/people';
import { RefusalNotice } from '../refusal/refusal-notice';
import { Receipts } from '../session/receipts';
import { Draws } from './draws';
import { EnterExperts } from './enter-experts';
import { ListedExperts } from './listed-experts';
import { useWords } from './pool-words';
import { useHoldsIn, useOwnBodies, usePool } from './pools';
import './pools.css';

/** `/pools/:id`: who is in the pool of a body, how they come and go, and who was drawn. */
export function Page() {
  const { id: body = '' } = useParams();
  const say = useWords();
  const unitName = useUnitName();
  const keeps = useHoldsIn(body, 'office', 'administrator');
  const { data: pool, error } = usePool(body);
  const isOwn = useOwnBodies().includes(body);
  const title = isOwn ? say('pool', { body: unitName(body) }) : say('pools');
  return (
    <Receipts>
      <title>{title}</title>
      <h1>{title}</h1>
      <p className="page-acts">
        <Link to="/pools">{say('back')}</Link>
      </p>
      {error && <RefusalNotice error={error} />}
      {pool === undefined && !error && <PageSkeleton />}
      {pool === null && (isOwn ? <NoPool body={body} keeps={keeps} /> : <p>{say('notYours')}</p>)}
      {pool && (
        <>
          <ListedExperts pool={pool} keeps={keeps} />
          {keeps && <EnterExperts pool={pool} />}
          <section aria-labelledby="draws-title">
            <h2 id="draws-title">{say('draws')}</h2>
            <p className="quiet">{say('drawsHow')}</p>
            <Draws body={body} none={say('drawsNone')} />
          </section>
        </>
      )}
    </Receipts>
  );
}

function NoPool({ body, keeps }: { body: string; keeps: boolean }) {
  const say = useWords();
  const unitName = useUnitName();
  return (
    <>
      <p>{say('none', { body: unitName(body) })}</p>
      {!keeps && <p className="quiet">{say('noneHow')}</p>}
      {keeps && (
        <Act
          title={say('open')}
          effect={say('openEffect')}
          seenBy={say('seenByPool')}
          act={() => ask(api.POST('/api/pools', { body: { payload: { body } } }))}
        />
      )}
    </>
  );
}
