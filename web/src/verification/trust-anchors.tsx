import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { api, ask } from '../api/client';
import { codeOf } from '../api/problem';
import { RefusalNotice } from '../refusal/refusal-notice';
import { useWords } from './verification-words';

interface Props {
  readonly ownKey: string;
  readonly onOwnKey: (key: string) => void;
  readonly pins: string;
  readonly onPins: (pins: string) => void;
  readonly policy: string;
  readonly onPolicy: (policy: string) => void;
}

/** What comes from this server, to be compared with what is kept elsewhere; and what the reader brings. */
export function TrustAnchors({ ownKey, onOwnKey, pins, onPins, policy, onPolicy }: Props) {
  const say = useWords();
  const key = useQuery({
    queryKey: ['ledger', 'vkey'],
    queryFn: () => ask(api.GET('/api/ledger/vkey', { parseAs: 'text' })),
    staleTime: Infinity,
  });
  const head = useQuery({
    queryKey: ['ledger', 'checkpoint'],
    queryFn: async () => {
      try {
        return await ask(api.GET('/api/ledger/checkpoint', { parseAs: 'text' }));
      } catch (error) {
        if (codeOf(error) === 'not-found') return '';
        throw error;
      }
    },
  });
  return (
    <section aria-labelledby="key-title">
      <h2 id="key-title">{say('key')}</h2>
      {key.error && <RefusalNotice error={key.error} />}
      <p>
        <code className="digest">{key.data?.trim() ?? say('noKey')}</code>
        <br />
        <span className="quiet">{say('keyHow')}</span>
      </p>
      <div className="no-print anchors">
        <label htmlFor="own-key">{say('keySame')}</label>
        <Input
          id="own-key"
          value={ownKey}
          onChange={({ target }) => onOwnKey(target.value)}
          placeholder={say('keySameHow')}
          autoComplete="off"
        />
        <span className="quiet">
          {say('keySameUse')}{' '}
          <Button size="small" disabled={!key.data} onClick={() => onOwnKey(key.data?.trim() ?? '')}>
            {say('useServerKey')}
          </Button>{' '}
          {say('useServerKeyHow')}
        </span>
        {ownKey.trim() !== '' && key.data !== undefined && (
          <p role="status">
            {ownKey.trim() === key.data.trim() ? (
              <strong>{say('keyMatches')}</strong>
            ) : (
              <strong className="stops">{say('keyDiffers')}</strong>
            )}
          </p>
        )}
        <label htmlFor="pins">{say('pins')}</label>
        <Input.TextArea id="pins" rows={4} value={pins} onChange={({ target }) => onPins(target.value)} />
        <span className="quiet">{say('pinsHow')}</span>
        <label htmlFor="policy">{say('policy')}</label>
        <Input.TextArea
          id="policy"
          rows={4}
          value={policy}
          onChange={({ target }) => onPolicy(target.value)}
        />
        <span className="quiet">{say('policyHow')}</span>
      </div>
      <h3>{say('checkpoint')}</h3>
      {head.error && <RefusalNotice error={head.error} />}
      <pre className="raw-report">{head.data === '' ? say('noCheckpoint') : head.data}</pre>
    </section>
  );
}
