import { Button } from 'antd';
import { Link } from 'react-router';
import { PageSkeleton } from '../app/page-skeleton';
import { useDates } from '../dates/dates';
import { RefusalNotice } from '../refusal/refusal-notice';
import { useCalls, type ListedCall } from './calls';
import { CallCounts } from './call-counts';
import { daysLeft } from './days-left';
import { useWords } from './portal-words';
import './portal.css';

/** `/public`: what is open for comments, and what became of the comments on what has closed. */
export function Page() {
  const say = useWords();
  return (
    <>
      <title>{say('title')}</title>
      <h1>{say('title')}</h1>
      <p>{say('intro')}</p>
      <p className="portal-ways no-print">
        <Link to="/public/receipts">{say('myComment')}</Link>
        <Link to="/public/catalogues">{say('catalogues')}</Link>
      </p>
      <Calls open />
      <Calls open={false} />
    </>
  );
}

function Calls({ open }: { open: boolean }) {
  const say = useWords();
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useCalls(open);
  const calls = data?.pages.flatMap((page) => page.consultations) ?? [];
  const heading = open ? 'calls-open' : 'calls-closed';
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}>{say(open ? 'openCalls' : 'closedCalls')}</h2>
      {error && <RefusalNotice error={error} />}
      {isPending && <PageSkeleton />}
      {data && calls.length === 0 && <p className="quiet">{say(open ? 'noneOpen' : 'noneClosed')}</p>}
      {calls.length > 0 && (
        <ul className="calls">
          {calls.map((call) => (
            <CallRow key={call.id} call={call} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button onClick={() => void fetchNextPage()} loading={isFetchingNextPage}>
          {say('more')}
        </Button>
      )}
    </section>
  );
}

function CallRow({ call }: { call: ListedCall }) {
  const say = useWords();
  const { day } = useDates();
  const left = daysLeft(call.deadline);
  return (
    <li>
      <Link to={`/public/consultations/${call.id}`} className="call-title">
        {call.title}
      </Link>
      <span className="quiet">{call.bodyName}</span>
      <span>
        {say(call.open ? 'lastDay' : 'closedOn', { day: day(call.deadline) })}
        {call.open && left >= 0 && (
          <strong> {left === 0 ? say('lastDayToday') : say('daysLeft', { count: left })}</strong>
        )}
      </span>
      <CallCounts counts={call.counts} closed={!call.open} />
    </li>
  );
}
