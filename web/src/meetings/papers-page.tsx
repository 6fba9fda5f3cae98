import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { PAPERS, wordFor } from '../../../workflows/words';
import { PageSkeleton } from '../app/page-skeleton';
import { useDates } from '../dates/dates';
import { useUnitName } from '../people/people';
import { historyQuery } from '../decisions/decisions';
import { RefusalNotice } from '../refusal/refusal-notice';
import { saved } from '../verification/saved';
import { useLanguage } from '../words/words';
import { useAgenda, useDecisionHistory, useMeeting, type AgendaItem, type Told } from './meetings';
import { useMeetingCode, useWords } from './meeting-words';
import { packed } from './package';
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
        {items.length > 0 && (
          <AllInOneFile items={items} name={`${say('papers')} ${openedOn ?? plannedOn}.zip`} />
        )}
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

/** Every paper in one file, to take along to where there is no line. */
function AllInOneFile({ items, name }: { items: readonly AgendaItem[]; name: string }) {
  const say = useWords();
  const { language } = useLanguage();
  const client = useQueryClient();
  const [done, setDone] = useState<number>();
  const [error, setError] = useState<unknown>();
  const take = async () => {
    setError(undefined);
    setDone(0);
    try {
      const tabled = await Promise.all(
        items.map(async ({ decision, title, tablings }) => {
          const { events } = await client.fetchQuery(historyQuery(decision));
          const bundle = tablings.at(-1)?.bundleDigest ?? null;
          return { title: title ?? decision, papers: papersOnTheTable(events as readonly Told[], bundle) };
        }),
      );
      const words = {
        list: say('listOfPapers'),
        kindOf: ({ kind }: { kind: string }) =>
          kind === 'draft' ? say('draft') : wordFor(PAPERS, kind)[language],
        differs: say('paperDiffers'),
      };
      saved(await packed(tabled, words, setDone), name);
    } catch (refused) {
      setError(refused);
    } finally {
      setDone(undefined);
    }
  };
  return (
    <>
      <button type="button" className="as-link" disabled={done !== undefined} onClick={() => void take()}>
        {say('allInOneFile')}
      </button>
      <span role="status">{done !== undefined && say('packing', { count: done })}</span>
      {error !== undefined && <RefusalNotice error={error} />}
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
