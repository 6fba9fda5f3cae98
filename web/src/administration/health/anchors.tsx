import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../../api/client';
import { codeOf } from '../../api/problem';
import { useDates } from '../../dates/dates';
import { RefusalNotice } from '../../refusal/refusal-notice';
import { useInstallation } from '../settings/installation';
import { usePunctuation } from '../../words/punctuation';
import { useWords } from './health-words';

/** The head of the ledger, to be kept elsewhere; and when heads and access log were last sealed into it. */
export function Anchors() {
  const say = useWords();
  const dates = useDates();
  const checkpoint = useQuery({
    queryKey: ['checkpoint'],
    queryFn: () => ask(api.GET('/api/ledger/checkpoint', { parseAs: 'text' })),
  });
  const { stop } = usePunctuation();
  const { data: installation } = useInstallation();
  const size = checkpoint.data?.split('\n')[1];
  return (
    <>
      <h2>{say('checkpoint')}</h2>
      {checkpoint.error &&
        (codeOf(checkpoint.error) === 'not-found' ? (
          <p className="quiet">{say('noCheckpoint')}</p>
        ) : (
          <RefusalNotice error={checkpoint.error} />
        ))}
      {checkpoint.data && (
        <>
          <p>
            {say('checkpointSize', { n: size ?? '' })}
            {stop}
            {say('checkpointHow')}
          </p>
          <pre className="digest checkpoint-text">{checkpoint.data}</pre>
        </>
      )}
      {installation && (
        <dl className="facts">
          <dt>{say('heads')}</dt>
          <dd>
            {installation.heads
              ? say('headsOn', { when: dates.day(installation.heads.on), n: installation.heads.size })
              : say('headsNone')}
          </dd>
          <dt>{say('accessAnchored')}</dt>
          <dd>
            {installation.accessLog.on
              ? say('accessAnchoredOn', {
                  when: dates.day(installation.accessLog.on),
                  n: installation.accessLog.count,
                })
              : say('accessNone')}
          </dd>
          {installation.legalTime && (
            <>
              <dt>{say('legalTime')}</dt>
              <dd>{dates.moment(installation.legalTime)}</dd>
            </>
          )}
        </dl>
      )}
      <h3>{say('log')}</h3>
      <p className="quiet">{say('logHow')}</p>
    </>
  );
}
