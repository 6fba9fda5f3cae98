import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { PageSkeleton } from '../../app/page-skeleton';
import { api, ask } from '../../api/client';
import { codeOf } from '../../api/problem';
import { RefusalNotice } from '../../refusal/refusal-notice';
import { Anchors } from './anchors';
import { useWords } from './health-words';
import { Witnesses } from './witnesses';

/** The good state of each part; any other says what to do. */
const PARTS = [
  { part: 'checkpoints', good: ['signed'] },
  { part: 'clock', good: ['right'] },
  { part: 'accessLog', good: ['kept'] },
  { part: 'secondOrigin', good: ['signed'] },
] as const;

/** `/administration/health`: how the system is, in words, and what to do. */
export function Page() {
  const say = useWords();
  const { data, error, isPending, isFetching, refetch } = useQuery({
    queryKey: ['health'],
    queryFn: () => ask(api.GET('/api/health/ready')),
    refetchInterval: 30_000,
  });
  return (
    <>
      <h1>{say('title')}</h1>
      {isPending && <PageSkeleton />}
      {error && (
        <>
          <p className="state-bad">
            <strong>{say('notReady')}</strong> {say('notReadyHow')}
          </p>
          {codeOf(error) && <RefusalNotice error={error} />}
        </>
      )}
      {data && (
        <>
          <p className="state-good">
            <strong>{say('ready')}</strong>
          </p>
          <dl className="facts">
            {PARTS.map(({ part, good }) => {
              const state = data[part];
              const isGood = good.some((one) => one === state);
              return (
                <div key={part} style={{ display: 'contents' }}>
                  <dt>{say(part)}</dt>
                  <dd className={isGood ? 'state-good' : state === 'off' ? 'state-off' : 'state-bad'}>
                    {say(`${part}-${state}` as Parameters<typeof say>[0])}
                  </dd>
                </div>
              );
            })}
          </dl>
        </>
      )}
      <Button className="no-print" loading={isFetching} onClick={() => void refetch()}>
        {say('refresh')}
      </Button>
      <Witnesses />
      <Anchors />
    </>
  );
}
