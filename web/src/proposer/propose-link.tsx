import { Link } from 'react-router';
import { useHolds } from '../session/session';
import { useWords } from './proposer-words';

/** Where a matter begins, for those who may begin one. */
export function ProposeLink() {
  const say = useWords();
  return useHolds('proposer', 'office') ? (
    <p className="no-print">
      <Link to="/decisions/new">{say('title')}</Link>
    </p>
  ) : null;
}
