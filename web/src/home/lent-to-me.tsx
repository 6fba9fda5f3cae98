import { Link } from 'react-router';
import { useDelegations } from '../acts/lent';
import { todayInOffice, useDates } from '../dates/dates';
import { useNameOf } from '../people/people';
import { useRoleName } from '../roles/roles';
import { useWords } from './home-words';

/** What colleagues have lent the reader: their own lists stay theirs, so it is said where to do it. */
export function LentToMe() {
  const say = useWords();
  const dates = useDates();
  const nameOf = useNameOf();
  const roleName = useRoleName();
  const { data } = useDelegations();
  const today = todayInOffice();
  const inForce = data?.received.filter(({ from, until }) => from <= today && today <= until) ?? [];
  return inForce.map(({ delegation, person, roles, until, decision }) => (
    <p key={delegation}>
      {say('lent', {
        name: nameOf(person),
        roles: roles.map(roleName).join(say('and')),
        until: dates.day(until),
      })}{' '}
      <Link to={decision ? `/decisions/${decision}` : '/decisions'}>{say('lentWhere')}</Link>
    </p>
  ));
}
