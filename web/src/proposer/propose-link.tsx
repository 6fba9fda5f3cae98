import { Link } from 'react-router';
import { useLent } from '../acts/lent';
import { useHolds } from '../session/session';
import { useWords } from './proposer-words';

/** Where a matter begins, for those who may begin one. */
export function ProposeLink() {
  const say = useWords();
  const lent = useLent()({ type: 'DecisionProposed', roles: ['proposer', 'office'] }, {});
  const mayPropose = useHolds('proposer', 'office');
  return mayPropose || lent.length > 0 ? (
    <p className="no-print">
      <Link to="/decisions/new">{say('title')}</Link>
    </p>
  ) : null;
}
