import { Button } from 'antd';
import { Link } from 'react-router';
import { PageSkeleton } from '../app/page-skeleton';
import { useDates } from '../dates/dates';
import { RefusalNotice } from '../refusal/refusal-notice';
import { useCatalogues } from './calls';
import { useWords } from './portal-words';
import './portal.css';

type Catalogue = NonNullable<ReturnType<typeof useCatalogues>['data']>['pages'][number]['catalogues'][number];

/** `/public/catalogues`: what each body means to decide in a year, and how that was changed. */
export function Page() {
  const say = useWords();
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useCatalogues();
  const catalogues = data?.pages.flatMap((page) => page.catalogues) ?? [];
  return (
    <>
      <title>{say('catalogues')}</title>
      <p className="no-print">
        <Link to="/public">{say('back')}</Link>
      </p>
      <h1>{say('catalogues')}</h1>
      {error && <RefusalNotice error={error} />}
      {isPending && <PageSkeleton />}
      {data && catalogues.length === 0 && <p className="quiet">{say('cataloguesNone')}</p>}
      {catalogues.map((catalogue) => (
        <OneCatalogue key={catalogue.id} catalogue={catalogue} />
      ))}
      {hasNextPage && (
        <Button onClick={() => void fetchNextPage()} loading={isFetchingNextPage}>
          {say('more')}
        </Button>
      )}
    </>
  );
}

function OneCatalogue({ catalogue }: { catalogue: Catalogue }) {
  const say = useWords();
  const { day, inFull } = useDates();
  const heading = `catalogue-${catalogue.id}`;
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}>{say('catalogueOf', { body: catalogue.bodyName, year: catalogue.year })}</h2>
      <p className="quiet">{say('publishedOn', { day: inFull(catalogue.publishedOn) })}</p>
      <table className="register portal-items">
        <thead>
          <tr>
            <th scope="col">{say('number')}</th>
            <th scope="col">{say('item')}</th>
            <th scope="col">{say('unit')}</th>
            <th scope="col">{say('planned')}</th>
          </tr>
        </thead>
        <tbody>
          {catalogue.items.map((item) => (
            <tr key={item.number}>
              <td>{item.number}</td>
              <td>
                {item.name} <span className="quiet">{say(item.kind)}</span>
              </td>
              <td>{item.unitName}</td>
              <td>{day(item.plannedBy)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {catalogue.adjustments.length > 0 && (
        <>
          <h3>{say('adjustments')}</h3>
          <ul>
            {catalogue.adjustments.map((one) => (
              <li key={one.on + one.added.join() + one.changed.join()}>
                {inFull(one.on)} {adjustment(one, say)}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function adjustment(
  { added, changed, removed }: Catalogue['adjustments'][number],
  say: ReturnType<typeof useWords>,
): string {
  const and = say('and');
  return [
    ...(added.length > 0 ? [say('adjustedAdded', { numbers: added.join(and) })] : []),
    ...(changed.length > 0 ? [say('adjustedChanged', { numbers: changed.join(and) })] : []),
    ...(removed.length > 0
      ? [say('adjustedRemoved', { names: removed.map(({ name }) => name).join(and) })]
      : []),
  ].join(and);
}
