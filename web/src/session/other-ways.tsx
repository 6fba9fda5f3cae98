import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { api, ask } from '../api/client';
import { FailureNotice } from './failure-notice';
import { useIdentityProviders } from './identity-providers';
import { signedByPasskey } from './passkeys';
import { useWords } from './sign-in-words';

/** Without a password: a passkey alone, or the identity providers that this installation trusts. */
export function OtherWays({ entered }: { entered: () => void }) {
  const say = useWords();
  const { data } = useIdentityProviders();
  const byPasskey = useMutation({
    mutationFn: async () => {
      const challenge = await ask(api.POST('/api/sessions/passkey/challenge'));
      const { ticket, response } = await signedByPasskey(challenge);
      return ask(api.POST('/api/sessions/passkey', { body: { ticket, response, carrier: 'cookie' } }));
    },
    onSuccess: entered,
  });
  return (
    <div className="other-ways">
      <p className="quiet">{say('otherWays')}</p>
      {byPasskey.error && <FailureNotice error={byPasskey.error} />}
      <Button block loading={byPasskey.isPending} onClick={() => byPasskey.mutate()}>
        {say('passkeyAlone')}
      </Button>
      {data?.providers.map(({ id, title, begin }) => (
        // A page of the server, and then of the provider: not one of ours.
        <Button key={id} block href={begin}>
          {say('provider', { title })}
        </Button>
      ))}
    </div>
  );
}
