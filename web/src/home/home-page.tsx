import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { PageSkeleton } from '../app/page-skeleton';
import { RefusalNotice } from '../refusal/refusal-notice';
import { useHolds } from '../session/session';
import { useSaid } from '../words/words';
import { useWords } from './home-words';
import { LentToMe } from './lent-to-me';
import { TaskRow } from './task-row';
import { ToConfirm } from './to-confirm';
import { useTasks, type Sheet, type TaskState } from './tasks';
import './home.css';

/** Only who speaks at meetings needs its code. */
const ComingMeetings = lazy(() => import('./coming-meetings'));
const STATES: readonly TaskState[] = ['overdue', 'soon', 'later'];
const SHEETS: readonly Sheet[] = ['due', 'blocked', 'possible'];

/** `/`: what the reader has to do, the most urgent first. */
export function HomePage() {
  const say = useWords();
  const said = useSaid();
  const [sheet, choose] = useState<Sheet>('due');
  const [act, only] = useState<string>();
  const speaks = useHolds('member', 'head');
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useTasks(sheet, act);
  const counts = data?.pages[0]?.counts;
  const tasks = data?.pages.flatMap((page) => page.tasks) ?? [];
  const confirmations = sheet === 'due' && !act ? (data?.pages[0]?.confirmations ?? []) : [];
  return (
    <>
      <title>{say('title')}</title>
      <h1>{say('title')}</h1>
      <div className="sheets no-print" role="group" aria-label={say('sheets')}>
        {SHEETS.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === sheet}
            onClick={() => {
              choose(one);
              only(undefined);
            }}
          >
            {say(one)}
          </button>
        ))}
      </div>
      {error && <RefusalNotice error={error} />}
      {isPending && <PageSkeleton />}
      {counts && (counts.byAct.length > 1 || act) && (
        <p className="kinds no-print">
          {counts.byAct.map((one) => (
            <button
              key={one.act}
              type="button"
              aria-pressed={one.act === act}
              onClick={() => only(one.act === act ? undefined : one.act)}
            >
              {said(one.title)} {one.count}
            </button>
          ))}
        </p>
      )}
      <LentToMe />
      {speaks && sheet === 'due' && (
        <Suspense fallback={null}>
          <ComingMeetings />
        </Suspense>
      )}
      {data && tasks.length + confirmations.length === 0 && <Nothing sheet={sheet} />}
      <ToConfirm confirmations={confirmations} />
      {STATES.map((state) => {
        const rows = tasks.filter((task) => task.state === state);
        if (rows.length === 0) return null;
        const count = counts && !act ? counts[state] : rows.length;
        return (
          <section key={state} aria-labelledby={`tasks-${state}`}>
            <h2 id={`tasks-${state}`} className={`tasks-${state}`}>
              {say(state)} <span className="quiet">{count}</span>
            </h2>
            <ul className="tasks">
              {rows.map((task) => (
                <TaskRow key={`${task.subject} ${task.act} ${task.delegatedBy?.person ?? ''}`} task={task} />
              ))}
            </ul>
          </section>
        );
      })}
      {hasNextPage && (
        <Button onClick={() => void fetchNextPage()} loading={isFetchingNextPage}>
          {say('more')}
        </Button>
      )}
    </>
  );
}

function Nothing({ sheet }: { sheet: Sheet }) {
  const say = useWords();
  return (
    <p className="quiet">
      {say(`${sheet}None`)} <Link to="/decisions">{say('allDecisions')}</Link>
    </p>
  );
}
