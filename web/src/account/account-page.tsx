import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { Act } from '../administration/act';
import { Handover } from '../administration/handover/handover';
import { api, ask } from '../api/client';
import { useUnitName } from '../people/people';
import { useRoleName } from '../roles/roles';
import { FailureNotice } from '../session/failure-notice';
import { NewPasswordFields } from '../session/new-password-fields';
import { Receipts } from '../session/receipts';
import { SESSION_QUERY, useSession } from '../session/session';
import { Delegations } from './delegations';
import { useWords } from './account-words';
import { SecondFactors } from './second-factors';
import { SigningKeys } from './signing-keys';
import { usePunctuation } from '../words/punctuation';
import { Tokens } from './tokens';

/** `/me`: how I sign in, what I lend to whom, and what is mine to hand over. */
export function Page() {
  const say = useWords();
  const { beside, listed, colon } = usePunctuation();
  const unitName = useUnitName();
  const roleName = useRoleName();
  const { data: session } = useSession();
  if (!session) return null;
  const bodies = [...new Set(session.grants.map(({ body }) => body))];
  return (
    <Receipts>
      <h1>{say('title')}</h1>
      <p>{say('who', { name: session.name, username: session.username ?? '—' })}</p>
      {session.grants.length === 0 ? (
        <p className="quiet">{say('noRoles')}</p>
      ) : (
        <p>
          {say('roles')}
          {colon}
          {listed(session.grants.map(({ role, unit }) => beside(roleName(role), unitName(unit))))}
        </p>
      )}
      <h2>{say('delegations')}</h2>
      <Delegations />
      <h2>{say('handover')}</h2>
      <p>{say('handoverHow')}</p>
      {bodies.map((body) => (
        <Handover key={body} person={session.person} body={body} own />
      ))}
      <h2>{say('factors')}</h2>
      <SecondFactors />
      <h2>{say('signing')}</h2>
      <SigningKeys />
      <h2>{say('password')}</h2>
      <ChangePassword />
      <h2>{say('tokens')}</h2>
      <Tokens />
      <h2>{say('sessions')}</h2>
      <SignOutEverywhere />
    </Receipts>
  );
}

function ChangePassword() {
  const say = useWords();
  const queries = useQueryClient();
  return (
    <Act<{ present: string; password: string }, unknown>
      title={say('password')}
      effect={say('passwordEffect')}
      act={async ({ present, password }) => {
        await ask(api.POST('/api/me/password', { body: { present, next: password } }));
        void queries.invalidateQueries({ queryKey: SESSION_QUERY });
      }}
    >
      <Form.Item
        name="present"
        label={say('present')}
        rules={[{ required: true, message: say('presentMissing') }]}
      >
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <NewPasswordFields />
    </Act>
  );
}

function SignOutEverywhere() {
  const say = useWords();
  const queries = useQueryClient();
  const end = useMutation({
    mutationFn: () => ask(api.DELETE('/api/sessions')),
    onSuccess: () => {
      // What the next person at this machine must not see.
      queries.clear();
      location.assign('/');
    },
  });
  return (
    <>
      <p>{say('sessionsHow')}</p>
      {end.error && <FailureNotice error={end.error} />}
      <Button loading={end.isPending} onClick={() => end.mutate()}>
        {say('endSessions')}
      </Button>
    </>
  );
}
