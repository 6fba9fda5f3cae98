import { useQuery } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import { Act } from '../administration/act';
import { api, ask } from '../api/client';
import { useDates } from '../dates/dates';
import { RefusalNotice } from '../refusal/refusal-notice';
import { newPasskey } from '../session/passkeys';
import { useWords } from './account-words';
import { RecoveryCodes } from './recovery-codes';
import { SetUpCodes } from './set-up-codes';

export function useSecondFactors() {
  return useQuery({ queryKey: ['second-factors'], queryFn: () => ask(api.GET('/api/me/second-factors')) });
}

/** By what I prove more than a password does. */
export function SecondFactors() {
  const say = useWords();
  const dates = useDates();
  const { data, error } = useSecondFactors();
  if (error) return <RefusalNotice error={error} />;
  if (!data) return null;
  const hasCodes = data.methods.includes('totp');
  return (
    <>
      <p>{say('factorsLead')}</p>
      {data.methods.length === 0 && <p className="state-off">{say('none')}</p>}
      {hasCodes && <p className="state-good">{say('totpOn')}</p>}
      {data.methods.includes('recovery-code') && <p className="state-good">{say('recoveryOn')}</p>}
      {data.passkeys.map(({ id, name, createdAt, lastUsedAt }) => (
        <div key={id}>
          <p className="state-good">
            {say('passkeyOn', { name, day: dates.moment(createdAt) })} ·{' '}
            {lastUsedAt ? say('lastUsed', { when: dates.moment(lastUsedAt) }) : say('neverUsed')}
          </p>
          <Act
            title={`${say('remove')} ${name}`}
            act={() => ask(api.DELETE('/api/me/passkeys/{id}', { params: { path: { id } } }))}
          />
        </div>
      ))}
      <div className="acts">
        <Act<{ name: string }, { recoveryCodes?: string[] }>
          title={say('addPasskey')}
          act={async ({ name }) => {
            const challenge = await ask(api.POST('/api/me/passkeys'));
            const made = await newPasskey(challenge);
            return ask(api.POST('/api/me/passkeys/confirm', { body: { ...made, name } as never }));
          }}
          after={codesAfter}
        >
          <Form.Item
            name="name"
            label={say('passkeyName')}
            rules={[{ required: true, whitespace: true, message: say('nameMissing') }]}
          >
            <Input maxLength={100} autoComplete="off" />
          </Form.Item>
        </Act>
        {hasCodes && <Act title={say('removeTotp')} act={() => ask(api.DELETE('/api/me/totp'))} />}
        <SetUpCodes wanted={!hasCodes} />
        {data.methods.length > 0 && (
          <Act
            title={say('newCodes')}
            effect={say('newCodesEffect')}
            act={() => ask(api.POST('/api/me/recovery-codes'))}
            after={codesAfter}
          />
        )}
      </div>
    </>
  );
}

/** They come with the first second factor, and when new ones are asked for. */
function codesAfter({ recoveryCodes }: { recoveryCodes?: readonly string[] }) {
  return recoveryCodes && <RecoveryCodes codes={recoveryCodes} />;
}
