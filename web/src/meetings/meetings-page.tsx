import { Button } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { PageSkeleton } from '../app/page-skeleton';
import { useDates } from '../dates/dates';
import { useNameOf, useUnitName } from '../people/people';
import { RefusalNotice } from '../refusal/refusal-notice';
import { useHolds } from '../session/session';
import { useMeetings } from './meetings';
import { useMeetingCode, useWords } from './meeting-words';
import './meetings.css';

const STATUSES = ['convened', 'open', 'closed'] as const;

/** `/meetings`: meetings of the reader's bodies, the latest first. */
export function Page() {
  const say = useWords();
  const code = useMeetingCode();
  const [search, setSearch] = useSearchParams();
  const status = STATUSES.find((one) => one === search.get('status'));
  const speaks = useHolds('member', 'head');
  const mayConvene = useHolds('secretary', 'office');
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useMeetings(status);
  const meetings = data?.pages.flatMap((page) => page.meetings) ?? [];
  return (
    <>
      <title>{say('meetings')}</title>
      <h1>{say('meetings')}</h1>
      <p className="page-acts no-print">
        {mayConvene && <Link to="/meetings/new">{say('convene')}</Link>}
        {mayConvene && <Link to="/meetings/bundles">{say('bundles')}</Link>}
        {speaks && <Link to="/meetings/mine">{say('mine')}</Link>}
      </p>
      <p className="choices no-print">
        {[undefined, ...STATUSES].map((one) => (
          <button
            key={one ?? 'all'}
            type="button"
            aria-pressed={one === status}
            onClick={() => setSearch(one ? { status: one } : {})}
          >
            {one ? code(one) : say('all')}
          </button>
        ))}
      </p>
      {error && <RefusalNotice error={error} />}
      {isPending && <PageSkeleton />}
      {data && meetings.length === 0 && (
        <p className="quiet">{status ? say('noneOfThese') : say('noneYet')}</p>
      )}
      {meetings.length > 0 && <Register meetings={meetings} />}
      {hasNextPage && (
        <Button onClick={() => void fetchNextPage()} loading={isFetchingNextPage}>
          {say('another')}
        </Button>
      )}
    </>
  );
}

type Row = NonNullable<ReturnType<typeof useMeetings>['data']>['pages'][number]['meetings'][number];

function Register({ meetings }: { meetings: readonly Row[] }) {
  const say = useWords();
  const code = useMeetingCode();
  const dates = useDates();
  const nameOf = useNameOf();
  const unitName = useUnitName();
  return (
    <table className="register stacks">
      <thead>
        <tr>
          <th scope="col">{say('heldOn')}</th>
          <th scope="col">{say('meetings')}</th>
          <th scope="col">{say('body')}</th>
          <th scope="col">{say('head')}</th>
          <th scope="col">{say('status')}</th>
        </tr>
      </thead>
      <tbody>
        {meetings.map(({ id, kind, body, plannedOn, openedOn, head, status }) => (
          <tr key={id}>
            <td>{dates.day(openedOn ?? plannedOn)}</td>
            <td>
              <Link to={`/meetings/${id}`}>{code(kind)}</Link>
            </td>
            <td>{unitName(body)}</td>
            <td>{nameOf(head)}</td>
            <td>
              {status === 'open' && <span aria-hidden="true">● </span>}
              {code(status)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
