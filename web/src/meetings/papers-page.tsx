import { Link, useParams } from 'react-router';
import { PageSkeleton } from '../app/page-skeleton';
import { useDates } from '../dates/dates';
import { useUnitName } from '../people/people';
import { RefusalNotice } from '../refusal/refusal-notice';
import { useAgenda, useDecisionHistory, useMeeting, type AgendaItem } from './meetings';
import { useMeetingCode, useWords } from './meeting-words';
import { papersOnTheTable } from './papers';
import { PapersTable } from './papers-table';
import './meetings.css';

/** `/meetings/:id/papers`: the agenda with every paper of every item, on one page that prints. */
export function Page() {
  const { id = '' } = useParams();
  const say = useWords();
  const code = useMeetingCode();
  const dates = useDates();
  const unitName = useUnitName();
  const { data: meeting, error } = useMeeting(id);
  const { data: items } = useAgenda(id);
  if (error) return <RefusalNotice page error={error} />;
  if (!meeting || !items) return <PageSkeleton />;
  const { kind, body, plannedOn, openedOn } = meeting.state;
  return (
    <>
      <title>{say('papers')}</title>
      <p className="page-acts no-print">
        <Link to={`/meetings/${id}`}>{say('back')}</Link>
        <button type="button" className="as-link" onClick={() => print()}>
          {say('printAll')}
        </button>
      </p>
      <h1>{say('papers')}</h1>
      <p>
        {unitName(body)} {code(kind)} {dates.inFull(openedOn ?? plannedOn)}
      </p>
      {items.length === 0 && <p className="quiet">{say('emptyAgenda')}</p>}
      {items.map((item, at) => (
        <ItemPapers key={item.decision} item={item} at={at} />
      ))}
    </>
  );
}

function ItemPapers({ item, at }: { item: AgendaItem; at: number }) {
  const say = useWords();
  const { data: history, error } = useDecisionHistory(item.decision);
  const bundle = item.tablings.at(-1)?.bundleDigest ?? null;
  return (
    <section id={item.decision}>
      <h2>
        {at + 1}. {item.title ?? item.decision}
      </h2>
      {bundle ? (
        <p className="quiet">
          {say('digest')} <span className="digest">{bundle}</span>
        </p>
      ) : (
        <p className="quiet">{say('announcedOnly')}</p>
      )}
      {error && <RefusalNotice error={error} />}
      {!history && !error && <PageSkeleton />}
      {history && bundle && <PapersTable papers={papersOnTheTable(history, bundle)} />}
    </section>
  );
}
