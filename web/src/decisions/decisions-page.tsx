import { Button, Input } from 'antd';
import { useDeferredValue, useState } from 'react';
import { Link } from 'react-router';
import { PageSkeleton } from '../app/page-skeleton';
import { useDates } from '../dates/dates';
import { RefusalNotice } from '../refusal/refusal-notice';
import { useDecisions } from './decisions';
import { useWords } from './decision-words';

/** `/decisions`: every decision of the reader's bodies. */
export function Page() {
  const say = useWords();
  const dates = useDates();
  const [typed, type] = useState('');
  const q = useDeferredValue(typed.trim());
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useDecisions(q);
  const decisions = data?.pages.flatMap((page) => page.decisions) ?? [];
  return (
    <>
      <h1>{say('decisions')}</h1>
      <Input.Search
        aria-label={say('find')}
        placeholder={say('find')}
        allowClear
        value={typed}
        onChange={({ target }) => type(target.value)}
      />
      {error && <RefusalNotice error={error} />}
      {isPending && <PageSkeleton />}
      {data && decisions.length === 0 && <p className="quiet">{q ? say('noneFound') : say('noneYet')}</p>}
      {decisions.length > 0 && (
        <table className="register">
          <thead>
            <tr>
              <th scope="col">{say('title')}</th>
              <th scope="col">{say('lastActOn')}</th>
              <th scope="col">{say('version')}</th>
            </tr>
          </thead>
          <tbody>
            {decisions.map(({ id, title, changedAt, version }) => (
              <tr key={id}>
                <td>
                  <Link to={`/decisions/${id}`}>{title}</Link>
                </td>
                <td>{dates.moment(changedAt)}</td>
                <td>{version}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {hasNextPage && (
        <Button onClick={() => void fetchNextPage()} loading={isFetchingNextPage}>
          {say('more')}
        </Button>
      )}
    </>
  );
}
