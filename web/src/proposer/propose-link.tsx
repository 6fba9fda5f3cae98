import { Link } from 'react-router';
import { useLent } from '../acts/lent';
import { useHolds } from '../session/session';
import { useWords } from './proposer-words';
import { PROPOSES } from './proposes';

/** Where a matter begins, for those who may begin one. */
export function ProposeLink() {
  const say = useWords();
  const lent = useLent()({ type: 'DecisionProposed', roles: PROPOSES }, {});
  const mayPropose = useHolds(...PROPOSES);
  return mayPropose || lent.length > 0 ? (
    <p className="no-print">
      <Link to="/decisions/new">{say('title')}</Link>
    </p>
  ) : null;
}
