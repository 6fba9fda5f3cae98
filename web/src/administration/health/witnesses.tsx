import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../../api/client';
import { useDates } from '../../dates/dates';
import { RefusalNotice } from '../../refusal/refusal-notice';
import { useWords } from './health-words';

const STATE = { met: 'state-good', behind: 'state-bad', 'not-asked-for': 'state-off' } as const;

/** Who cosigns the ledger from outside, and how far they are. */
export function Witnesses() {
  const say = useWords();
  const dates = useDates();
  const { data, error } = useQuery({
    queryKey: ['witnesses'],
    queryFn: () => ask(api.GET('/api/health/witnesses')),
    refetchInterval: 30_000,
  });
  if (error) return <RefusalNotice error={error} />;
  if (!data) return null;
  const { timeStamp } = data;
  return (
    <>
      <h2>{say('witnesses')}</h2>
      <p className={STATE[data.quorum]}>{say(`quorum-${data.quorum}`, { n: data.cosigned })}</p>
      {data.witnesses.length > 0 && (
        <div className="wide" tabIndex={0}>
          <table className="register">
            <thead>
              <tr>
                <th scope="col">{say('witness')}</th>
                <th scope="col">{say('lag')}</th>
                <th scope="col">{say('when')}</th>
                <th scope="col">{say('problem')}</th>
              </tr>
            </thead>
            <tbody>
              {data.witnesses.map(({ name, lag, cosignedAt, problem, offline }) => (
                <tr key={name}>
                  <td>{name}</td>
                  <td>{say('events', { n: lag })}</td>
                  <td>{cosignedAt ? dates.moment(cosignedAt) : '—'}</td>
                  <td>{problem ?? (offline ? say('offline') : '')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <h3>{say('timeStamp')}</h3>
      <p className={timeStamp.problem ? 'state-bad' : timeStamp.stampedAt ? 'state-good' : 'state-off'}>
        {timeStamp.stampedAt
          ? say('timeStampAt', { when: dates.moment(timeStamp.stampedAt), n: timeStamp.size })
          : say('timeStampNone')}{' '}
        {timeStamp.problem}
      </p>
    </>
  );
}
