import { Link } from 'react-router';
import { useLentToday } from '../acts/lent';
import { useDates } from '../dates/dates';
import { useNameOf } from '../people/people';
import { useRoleName } from '../roles/roles';
import { usePunctuation } from '../words/punctuation';
import { useWords } from './home-words';

/** What colleagues have lent the reader, from whom and how long; what it lets them do now stands in the list. */
export function LentToMe() {
  const say = useWords();
  const dates = useDates();
  const nameOf = useNameOf();
  const roleName = useRoleName();
  const { listed } = usePunctuation();
  return useLentToday().map(({ delegation, person, roles, until, decision }) => (
    <p key={delegation}>
      {say('lent', {
        name: nameOf(person),
        roles: listed(roles.map(roleName)),
        until: dates.day(until),
      })}{' '}
      <Link to={decision ? `/decisions/${decision}` : '/decisions'}>{say('lentWhere')}</Link>
    </p>
  ));
}
