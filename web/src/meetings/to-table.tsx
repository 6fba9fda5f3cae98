import { Button } from 'antd';
import { announce } from '../app/announcements';
import { useRecord } from '../acts/record-act';
import { PageSkeleton } from '../app/page-skeleton';
import { useDecision } from '../decisions/decisions';
import { RefusalNotice } from '../refusal/refusal-notice';
import { Outcome } from '../session/acting';
import { useReady } from './ready';
import { contextOf, type OneMeeting } from './meetings';
import { useWords } from './meeting-words';

/** Decisions whose bundle is in: each is put on the agenda by an act of its own, on the text that was reviewed. */
export function ToTable({ meeting }: { meeting: OneMeeting }) {
  const say = useWords();
  const { data: ready, error } = useReady(meeting.state.body);
  return (
    <div className="no-print">
      <h3>{say('couldTable')}</h3>
      {error && <RefusalNotice error={error} />}
      {!ready && !error && <PageSkeleton />}
      {ready?.length === 0 && <p className="quiet">{say('noneToTable')}</p>}
      {ready && ready.length > 0 && (
        <ul className="agenda">
          {ready.map(({ id, title }) => (
            <OneToTable key={id} decision={id} title={title} meeting={meeting.id} />
          ))}
        </ul>
      )}
    </div>
  );
}

interface OneProps {
  readonly decision: string;
  readonly title: string;
  readonly meeting: string;
}

function OneToTable({ decision, title, meeting }: OneProps) {
  const say = useWords();
  const { data } = useDecision(decision);
  const done = () => announce(say('tabledNow'));
  const record = useRecord('decisions', decision, done);
  const table = () => {
    if (!data) return;
    const bundleDigest = contextOf(data).review.clearedBundle;
    record.mutate({ type: 'TabledAtMeeting', payload: { meeting, bundleDigest }, version: data.version });
  };
  return (
    <li>
      <span className="agenda-title">{title}</span>{' '}
      <Button
        size="small"
        disabled={!data}
        loading={record.isPending}
        onClick={table}
        aria-label={`${say('tableNow')} ${title}`}
      >
        {say('tableNow')}
      </Button>
      <Outcome of={record} />
    </li>
  );
}
