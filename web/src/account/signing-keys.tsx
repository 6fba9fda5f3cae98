import { useQuery } from '@tanstack/react-query';
import { Act } from '../administration/act';
import { ChoiceField, ReasonField } from '../administration/fields';
import { api, ask } from '../api/client';
import { RefusalNotice } from '../refusal/refusal-notice';
import { signedByPasskey } from '../session/passkeys';
import { useWords } from './account-words';
import { useSecondFactors } from './second-factors';

/** Passkeys that sign acts; the ledger has their public halves. */
export function SigningKeys() {
  const say = useWords();
  const { data: factors } = useSecondFactors();
  const { data, error } = useQuery({
    queryKey: ['signing-keys'],
    queryFn: () => ask(api.GET('/api/me/signing-keys')),
  });
  if (error) return <RefusalNotice error={error} />;
  if (!data) return null;
  const nameOf = (credential: string) =>
    factors?.passkeys.find(({ id }) => id === credential)?.name ?? credential.slice(0, 12);
  const standing = data.keys.filter(({ revoked }) => !revoked);
  const others =
    factors?.passkeys.filter(({ id }) => !data.keys.some(({ credential }) => credential === id)) ?? [];
  return (
    <>
      <p>{say('signingLead')}</p>
      {data.keys.length === 0 && (
        <p className="quiet">{say(others.length > 0 ? 'signingNone' : 'signingNoPasskey')}</p>
      )}
      {data.keys.map(({ credential, revoked }) => (
        <p key={credential} className={revoked ? 'state-off' : 'state-good'}>
          {nameOf(credential)} · {say(revoked ? 'revoked' : 'inUse')}
        </p>
      ))}
      <div className="acts">
        {others.length > 0 && (
          <Act<{ passkey: string }, unknown>
            title={say('signingAdd')}
            act={async ({ passkey }) => {
              const challenge = await ask(api.POST('/api/me/signing-keys', { body: { passkey } }));
              const signature = await signedByPasskey(challenge);
              return ask(api.POST('/api/me/signing-keys/confirm', { body: { passkey, signature } }));
            }}
          >
            <ChoiceField
              name="passkey"
              label={say('passkey')}
              options={others.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Act>
        )}
        {standing.length > 0 && (
          <Act<{ credential: string; reason: string }, unknown>
            title={say('revoke')}
            effect={say('revokeEffect')}
            act={({ credential, reason }) =>
              ask(
                api.POST('/api/me/signing-keys/{credential}/revoke', {
                  params: { path: { credential } },
                  body: { reason },
                }),
              )
            }
          >
            <ChoiceField
              name="credential"
              label={say('passkey')}
              options={standing.map(({ credential }) => ({ value: credential, label: nameOf(credential) }))}
            />
            <ReasonField />
          </Act>
        )}
      </div>
    </>
  );
}
