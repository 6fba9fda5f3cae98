import { Input } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { PageSkeleton } from '../../app/page-skeleton';
import { api, ask } from '../../api/client';
import { useUnitName } from '../../people/people';
import { RefusalNotice } from '../../refusal/refusal-notice';
import { useRoleName } from '../../roles/roles';
import { Invitations } from '../../setup/invitations';
import { useSaid } from '../../words/words';
import { Act } from '../act';
import { TextField } from '../fields';
import { ImportPeople } from './import-people';
import { useSeparation } from '../separation/separation';
import { nobodysPassword, useAdministered, type Administered } from './people';
import { usePunctuation } from '../../words/punctuation';
import { useWords } from './people-words';

/** `/administration/people`: find somebody, register them, import a list. */
export function Page() {
  const say = useWords();
  const roleName = useRoleName();
  const [typed, type] = useState('');
  const separated = useSeparation().data?.on ?? false;
  const { data: people, error, isPending } = useAdministered();
  const word = typed.trim().toLowerCase();
  const found = people?.filter((one) =>
    [one.name, one.post, one.username ?? '', ...one.grants.map(({ role }) => roleName(role))].some((text) =>
      text.toLowerCase().includes(word),
    ),
  );
  return (
    <>
      <h1>{say('people')}</h1>
      <Input.Search
        aria-label={say('find')}
        placeholder={say('find')}
        allowClear
        value={typed}
        onChange={({ target }) => type(target.value)}
      />
      {error && <RefusalNotice error={error} />}
      {isPending && <PageSkeleton />}
      {found?.length === 0 && <p className="quiet">{word ? say('noneFound') : say('none')}</p>}
      {found && found.length > 0 && <Register people={found} />}
      <h2>{say('register')}</h2>
      <Act
        title={say('register')}
        effect={say(separated ? 'registerEffectSeparated' : 'registerEffect')}
        seenBy={say('seenByAll')}
        act={(person: NewPerson) => register(person, separated)}
        after={({ id, name, invited }) =>
          invited ? (
            <>
              <h3>{say('invitation')}</h3>
              <Invitations people={[invited]} />
            </>
          ) : (
            <p role="status">
              {say('toBeInvited')} <Link to={`/administration/people/${id}`}>{name}</Link>
            </p>
          )
        }
      >
        <TextField name="name" label={say('name')} most={100} />
        <TextField name="post" label={say('post')} />
        <TextField name="username" label={say('username')} most={64} />
      </Act>
      <h2>{say('importTitle')}</h2>
      <ImportPeople />
    </>
  );
}

function Register({ people }: { people: readonly Administered[] }) {
  const say = useWords();
  const { bracketed } = usePunctuation();
  const said = useSaid();
  const roleName = useRoleName();
  const unitName = useUnitName();
  return (
    <div className="wide" tabIndex={0}>
      <table className="register">
        <thead>
          <tr>
            <th scope="col">{say('name')}</th>
            <th scope="col">{say('post')}</th>
            <th scope="col">{say('username')}</th>
            <th scope="col">{say('roles')}</th>
          </tr>
        </thead>
        <tbody>
          {people.map(({ id, name, post, username, grants, warnings }) => (
            <tr key={id}>
              <td>
                <Link to={`/administration/people/${id}`}>{name}</Link>
              </td>
              <td>{post}</td>
              <td className="nowrap">{username ?? <span className="quiet">{say('noAccount')}</span>}</td>
              <td>
                {grants.length === 0 && <span className="quiet">{say('noRole')}</span>}
                {grants.map(({ role, unit }) => (
                  <div key={role + unit}>
                    {roleName(role)}
                    <span className="quiet">{bracketed(unitName(unit))}</span>
                  </div>
                ))}
                {warnings.map((warning) => (
                  <div key={warning.is} className="quiet">
                    △ {said(warning)}
                  </div>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface NewPerson {
  readonly name: string;
  readonly post: string;
  readonly username: string;
}

/**
 * Registered under a password that nobody has, and invited at once to choose their own; where the three are separated,
 * inviting is for the security administrator.
 */
async function register(person: NewPerson, separated: boolean) {
  const answer = await ask(
    api.POST('/api/admin/people', { body: { ...person, password: nobodysPassword() } }),
  );
  const id = answer.event.subject.replace(/^person\//, '');
  const { name, username } = person;
  if (separated) return { ...answer, id, name, invited: undefined };
  const invitation = await ask(
    api.POST('/api/admin/people/{id}/invitation', { params: { path: { id } }, body: {} }),
  );
  return { ...answer, id, name, invited: { name, username, invitation } };
}
