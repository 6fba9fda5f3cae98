import { AutoComplete, Form } from 'antd';
import { api, ask } from '../../api/client';
import { useIdentityProviders } from '../../session/identity-providers';
import { Invitations } from '../../setup/invitations';
import { Act } from '../act';
import { ChoiceField, ReasonField, TextField } from '../fields';
import { usePunctuation } from '../../words/punctuation';
import type { Administered } from './people';
import { useWords } from './person-words';

interface Identity {
  readonly issuer: string;
  readonly externalId: string;
  readonly reason: string;
}

/** Those that this installation trusts are offered; one that it trusts no more is typed, to be unlinked. */
function IssuerField() {
  const say = useWords();
  const { beside } = usePunctuation();
  const { data } = useIdentityProviders();
  const options = data?.providers.map(({ issuer, title }) => ({
    value: issuer,
    label: beside(title, issuer),
  }));
  return (
    <Form.Item
      name="issuer"
      label={say('issuer')}
      {...(options?.length === 0 && { extra: say('noProviders') })}
      rules={[{ required: true, max: 500, message: say('issuerMissing') }]}
    >
      <AutoComplete {...(options && { options })} />
    </Form.Item>
  );
}

/** How somebody gets in again, and how they are put out. An administrator never knows a password. */
export function PersonSignIn({ person }: { person: Administered }) {
  const say = useWords();
  const path = { params: { path: { id: person.id } } };
  if (person.username === null) return null;
  const { username, name } = person;
  const identityFields = (
    <>
      <IssuerField />
      <TextField name="externalId" label={say('externalId')} most={255} />
      <ReasonField />
    </>
  );
  return (
    <>
      <h2>{say('signIn')}</h2>
      <div className="acts">
        <Act<{ reason: string }, { token: string; expiresAt: string }>
          title={say('invite')}
          effect={say('inviteEffect')}
          seenBy={say('seenByAll')}
          act={(body) => ask(api.POST('/api/admin/people/{id}/invitation', { ...path, body }))}
          after={(invitation) => (
            <>
              <h3>{say('invitation')}</h3>
              <Invitations people={[{ username, name, invitation }]} />
            </>
          )}
        >
          <ReasonField />
        </Act>
        <Act<{ reason: string }, unknown>
          title={say('resetFactor')}
          effect={say('resetFactorEffect')}
          seenBy={say('seenByAll')}
          act={(body) => ask(api.POST('/api/admin/people/{id}/second-factor/reset', { ...path, body }))}
        >
          <ReasonField />
        </Act>
        <Act<{ reason: string; tokens: string }, unknown>
          title={say('endSessions')}
          effect={say('endSessionsEffect')}
          seenBy={say('seenByAll')}
          initial={{ tokens: 'kept' }}
          act={({ reason, tokens }) =>
            ask(
              api.POST('/api/admin/people/{id}/sessions/end', {
                ...path,
                body: { reason, tokens: tokens === 'ended' },
              }),
            )
          }
        >
          <ChoiceField
            name="tokens"
            label={say('tokens')}
            options={[
              { value: 'kept', label: say('tokensKept') },
              { value: 'ended', label: say('tokensEnded') },
            ]}
          />
          <ReasonField />
        </Act>
        <Act<Identity, unknown>
          title={say('link')}
          effect={say('linkEffect')}
          seenBy={say('seenByAll')}
          act={(body) => ask(api.POST('/api/admin/people/{id}/identities', { ...path, body }))}
        >
          {identityFields}
        </Act>
        <Act<Identity, unknown>
          title={say('unlink')}
          seenBy={say('seenByAll')}
          act={(body) => ask(api.POST('/api/admin/people/{id}/identities/end', { ...path, body }))}
        >
          {identityFields}
        </Act>
      </div>
    </>
  );
}
