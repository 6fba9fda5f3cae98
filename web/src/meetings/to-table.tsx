import { App as AntApp, Button } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useRecord } from '../acts/record-act';
import { api, ask } from '../api/client';
import { PageSkeleton } from '../app/page-skeleton';
import { RefusalNotice } from '../refusal/refusal-notice';
import { useCandidates } from './ready';
import { contextOf, type OneMeeting } from './meetings';
import { useWords } from './meeting-words';

/** Decisions whose bundle is in: each is put on the agenda by an act of its own, on the text that was reviewed. */
export function ToTable({ meeting }: { meeting: OneMeeting }) {
  const say = useWords();
  const { data, error } = useCandidates(meeting.state.body);
  const ready = data?.filter((one) => one.ready) ?? [];
  return (
    <div className="no-print">
      <h3>{say('couldTable')}</h3>
      {error && <RefusalNotice error={error} />}
      {!data && !error && <PageSkeleton />}
      {data && ready.length === 0 && <p className="quiet">{say('noneToTable')}</p>}
      {ready.length > 0 && (
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
  const { message } = AntApp.useApp();
  const record = useRecord('decisions', decision);
  const [failed, setFailed] = useState<unknown>();
  const { data } = useQuery({
    queryKey: ['decision', decision],
    queryFn: () => ask(api.GET('/api/decisions/{id}', { params: { path: { id: decision } } })),
  });
  const table = () => {
    if (!data) return;
    setFailed(undefined);
    const bundleDigest = contextOf(data).review.clearedBundle;
    record.mutate(
      { type: 'TabledAtMeeting', payload: { meeting, bundleDigest }, version: data.version },
      { onSuccess: () => void message.success(say('tabledNow')), onError: setFailed },
    );
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
      {failed !== undefined && <RefusalNotice error={failed} />}
    </li>
  );
}
