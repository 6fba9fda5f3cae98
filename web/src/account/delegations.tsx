import { useDelegations, useDelegationScope, type Delegation } from '../acts/lent';
import { Act } from '../administration/act';
import {
  DayField,
  PersonField,
  ReasonField,
  RoleField,
  TextField,
  UnitField,
} from '../administration/fields';
import { api, ask } from '../api/client';
import { useDates } from '../dates/dates';
import { useNameOf } from '../people/people';
import { RefusalNotice } from '../refusal/refusal-notice';
import { useRoleName } from '../roles/roles';
import { useSession } from '../session/session';
import { BoundToThePerson } from './bound-to-the-person';
import { usePunctuation } from '../words/punctuation';
import { useWords } from './delegation-words';

interface Granted {
  readonly to: string;
  readonly body: string;
  readonly roles: never[];
  readonly from: string;
  readonly until: string;
  readonly decision?: string;
  readonly basis: string;
  readonly reason: string;
}

/** What I lent and what was lent to me; lending more, and ending it. */
export function Delegations() {
  const say = useWords();
  const { data: session } = useSession();
  const { data: scope } = useDelegationScope();
  const { data, error } = useDelegations();
  if (error) return <RefusalNotice error={error} />;
  if (!data) return null;
  const bound = new Set(scope?.roles.map(({ role }) => role));
  const bodies = [...new Set(session?.grants.map(({ body }) => body))];
  const own = [...new Set(session?.grants.map(({ role }) => role))].filter((role) => !bound.has(role));
  return (
    <>
      <h3>{say('given')}</h3>
      {data.given.length === 0 && <p className="quiet">{say('noneGiven')}</p>}
      {data.given.map((one) => (
        <OneDelegation key={one.delegation} delegation={one} with={one.to} end={say('end')} />
      ))}
      <h3>{say('received')}</h3>
      {data.received.length === 0 && <p className="quiet">{say('noneReceived')}</p>}
      {data.received.map((one) => (
        <OneDelegation key={one.delegation} delegation={one} with={one.person} end={say('giveBack')} />
      ))}
      {own.length > 0 && (
        <Act<Granted, unknown>
          title={say('grant')}
          effect={say('grantEffect')}
          seenBy={say('seenByAll')}
          initial={bodies.length === 1 && bodies[0] ? { body: bodies[0] } : {}}
          act={(body) => ask(api.POST('/api/me/delegations', { body }))}
        >
          <PersonField name="to" label={say('to')} {...(session && { except: session.person })} />
          <UnitField name="body" label={say('body')} kind="body" />
          <RoleField name="roles" roles={own} several />
          <DayField name="from" label={say('from')} />
          <DayField name="until" label={say('until')} />
          <TextField name="decision" label={say('decision')} most={64} optional />
          <TextField name="basis" label={say('basisField')} most={500} />
          <ReasonField />
        </Act>
      )}
      <BoundToThePerson />
    </>
  );
}

function OneDelegation({
  delegation,
  with: other,
  end,
}: {
  delegation: Delegation;
  with: string;
  end: string;
}) {
  const say = useWords();
  const { listed } = usePunctuation();
  const dates = useDates();
  const nameOf = useNameOf();
  const roleName = useRoleName();
  const { from, until, basis, roles } = delegation;
  return (
    <div>
      <p>
        {say('one', {
          person: nameOf(other),
          roles: listed(roles.map(roleName)),
          from: dates.day(from),
          until: dates.day(until),
        })}{' '}
        <span className="quiet">{say('basis', { basis })}</span>
      </p>
      <Act<{ reason: string }, unknown>
        title={end}
        effect={say('endEffect')}
        seenBy={say('seenByAll')}
        act={(body) =>
          ask(
            api.POST('/api/me/delegations/{delegation}/end', {
              params: { path: { delegation: delegation.delegation } },
              body,
            }),
          )
        }
      >
        <ReasonField />
      </Act>
    </div>
  );
}
