import { useQuery } from '@tanstack/react-query';
import { Act } from '../administration/act';
import { ChoiceField, DayField, RoleField, TextField } from '../administration/fields';
import { api, ask } from '../api/client';
import { useDates } from '../dates/dates';
import { RefusalNotice } from '../refusal/refusal-notice';
import { useRoleName } from '../roles/roles';
import { useSession } from '../session/session';
import { usePunctuation } from '../words/punctuation';
import { useWords } from './account-words';

const KINDS = [
  'decision',
  'meeting',
  'consultation',
  'catalogue',
  'pool',
  'reading',
  'person',
  'unit',
  'installation',
] as const;

interface Made {
  readonly name: string;
  readonly roles: never[];
  readonly kinds?: (typeof KINDS)[number][];
  readonly until: string;
}

/** For programs of one's own: fewer rights than oneself, for a while. */
export function Tokens() {
  const say = useWords();
  const dates = useDates();
  const roleName = useRoleName();
  const { listed } = usePunctuation();
  const { data: session } = useSession();
  const { data, error } = useQuery({
    queryKey: ['tokens'],
    queryFn: () => ask(api.GET('/api/me/tokens')),
  });
  if (error) return <RefusalNotice error={error} />;
  if (!data) return null;
  return (
    <>
      <p>{say('tokensLead')}</p>
      {data.tokens.length === 0 && <p className="quiet">{say('tokensNone')}</p>}
      {data.tokens.map(({ id, name, roles, kinds, expiresAt, lastUsedAt }) => (
        <div key={id}>
          <p>
            <strong>{name}</strong> · {listed(roles.map(roleName))} · {listed(kinds.map((kind) => say(kind)))}{' '}
            · {say('until', { day: dates.moment(expiresAt) })} ·{' '}
            {lastUsedAt ? say('lastUsed', { when: dates.moment(lastUsedAt) }) : say('neverUsed')}
          </p>
          <Act
            title={`${say('revokeToken')} ${name}`}
            act={() => ask(api.DELETE('/api/me/tokens/{id}', { params: { path: { id } } }))}
          />
        </div>
      ))}
      <Act<Made, { token: string }>
        title={say('tokenNew')}
        act={({ name, roles, kinds = [], until }) =>
          ask(
            api.POST('/api/me/tokens', {
              body: { name, roles, kinds, expiresAt: new Date(`${until}T23:59:59+08:00`).toISOString() },
            }),
          )
        }
        after={({ token }) => (
          <p role="status">
            {say('tokenShown')} <span className="digest">{token}</span>
          </p>
        )}
      >
        <TextField name="name" label={say('tokenName')} most={100} />
        <RoleField name="roles" roles={[...new Set(session?.grants.map(({ role }) => role))]} several />
        <ChoiceField
          name="kinds"
          label={say('tokenKinds')}
          optional
          several
          options={KINDS.map((value) => ({ value, label: say(value) }))}
        />
        <DayField name="until" label={say('tokenUntil')} />
      </Act>
    </>
  );
}
