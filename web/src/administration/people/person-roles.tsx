import { useQuery } from '@tanstack/react-query';
import { api, ask } from '../../api/client';
import { useDates } from '../../dates/dates';
import { useNameOf, useUnitName, useUnits } from '../../people/people';
import { useRoleName } from '../../roles/roles';
import { useSession } from '../../session/session';
import { GRANTABLE } from '../../setup/first-start';
import { usePunctuation } from '../../words/punctuation';
import { Act } from '../act';
import { ChoiceField, DayField, ReasonField, RoleField, UnitField } from '../fields';
import { useSeparation } from '../separation/separation';
import type { Administered } from './people';
import { personEvent } from './person-events';
import { useWords } from './person-words';

interface Granting {
  readonly role: never;
  readonly unit: string;
  readonly from?: string;
  readonly until?: string;
  readonly reason: string;
}

/** Which one is meant stays the same while others come and go. */
const keyOf = ({ body, role, unit }: Administered['grants'][number]): string => `${body} ${role} ${unit}`;

/** Roles held in units, with their days; granted and ended, each for a reason. */
export function PersonRoles({ person }: { person: Administered }) {
  const say = useWords();
  const { beside } = usePunctuation();
  const roleName = useRoleName();
  const unitName = useUnitName();
  const dates = useDates();
  const { data: units } = useUnits();
  const separated = useSeparation().data?.on ?? false;
  const bodyOf = (unit: string) => units?.units.find(({ id }) => id === unit)?.body ?? unit;
  const day = (date: string | null) => (date ? dates.day(date) : say('open'));
  return (
    <>
      <h2>{say('roles')}</h2>
      {person.grants.length === 0 && (
        <p className="quiet">{say(separated ? 'noRolesProposed' : 'noRoles')}</p>
      )}
      {person.grants.length > 0 && (
        <div className="wide" tabIndex={0}>
          <table className="register">
            <thead>
              <tr>
                <th scope="col">{say('role')}</th>
                <th scope="col">{say('unit')}</th>
                <th scope="col">{say('from')}</th>
                <th scope="col">{say('until')}</th>
              </tr>
            </thead>
            <tbody>
              {person.grants.map(({ role, unit, from, until }) => (
                <tr key={role + unit + String(from)}>
                  <td>{roleName(role)}</td>
                  <td>{unitName(unit)}</td>
                  <td>{from ? dates.day(from) : say('sinceGranted')}</td>
                  <td>{day(until)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Proposals person={person} />
      <div className="acts">
        <Act<Granting, unknown>
          title={say(separated ? 'propose' : 'grant')}
          effect={say(separated ? 'proposeEffect' : 'grantEffect')}
          seenBy={say('seenByAll')}
          act={(given) => {
            const options = {
              params: { path: { id: person.id } },
              body: { ...given, body: bodyOf(given.unit) },
            };
            return separated
              ? ask(api.POST('/api/admin/people/{id}/proposals', options))
              : ask(api.POST('/api/admin/people/{id}/grants', options));
          }}
        >
          <RoleField roles={GRANTABLE} />
          <UnitField />
          <DayField name="from" label={say('from')} optional />
          <DayField name="until" label={say('until')} optional />
          <ReasonField />
        </Act>
        {person.grants.length > 0 && (
          <Act<{ which: string; reason: string }, unknown>
            title={say('end')}
            effect={say('endEffect')}
            seenBy={say('seenByAll')}
            act={({ which, reason }) => {
              const grant = person.grants.find((one) => keyOf(one) === which);
              if (!grant) throw new Error('no such grant');
              const { body, role, unit } = grant;
              return personEvent(person, 'RoleEnded', { body, role, unit, reason });
            }}
          >
            <ChoiceField
              name="which"
              label={say('which')}
              options={person.grants.map((grant) => ({
                value: keyOf(grant),
                label: beside(roleName(grant.role), unitName(grant.unit)),
              }))}
            />
            <ReasonField />
          </Act>
        )}
      </div>
    </>
  );
}

/** What one administrator has proposed, and another confirms or drops. */
function Proposals({ person }: { person: Administered }) {
  const say = useWords();
  const dates = useDates();
  const { data: session } = useSession();
  const roleName = useRoleName();
  const unitName = useUnitName();
  const nameOf = useNameOf();
  const { data } = useQuery({
    queryKey: ['role-proposals', person.id],
    queryFn: () => ask(api.GET('/api/admin/people/{id}/proposals', { params: { path: { id: person.id } } })),
  });
  if (!data?.proposals.length) return null;
  return (
    <>
      <h3>{say('proposals')}</h3>
      {data.proposals.map(({ id, role, unit, by, from, until }) => {
        const own = by === session?.person;
        const options = { params: { path: { id: person.id, proposal: id } } };
        return (
          <div key={id}>
            <p>
              {say('proposed', { by: nameOf(by), role: roleName(role), unit: unitName(unit) })}
              {from && `${say('gap')}${say('from')} ${dates.day(from)}`}
              {until && `${say('gap')}${say('until')} ${dates.day(until)}`}
            </p>
            <div className="acts">
              {!own && (
                <Act
                  title={say('confirm')}
                  effect={say('confirmEffect')}
                  seenBy={say('seenByAll')}
                  act={() =>
                    ask(api.POST('/api/admin/people/{id}/proposals/{proposal}/confirmation', options))
                  }
                />
              )}
              <Act
                title={say(own ? 'takeBack' : 'drop')}
                seenBy={say('seenByAll')}
                act={() => ask(api.POST('/api/admin/people/{id}/proposals/{proposal}/refusal', options))}
              />
            </div>
          </div>
        );
      })}
    </>
  );
}
