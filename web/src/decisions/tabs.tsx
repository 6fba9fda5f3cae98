import { NavLink, useLocation } from 'react-router';
import { useSession } from '../session/session';
import { DESKS_OF } from './desks';
import { useWords as useDeskWords } from './desk-tab-words';
import { useWords } from './frame-words';

const PAGES = ['overview', 'papers', 'history', 'people', 'chart', 'verification', 'audit'] as const;

/** The pages of one decision, each at an address of its own. Going back in time is an auditor's work; whoever came to it stays. */
export function Tabs({ id, auditing }: { id: string; auditing: boolean }) {
  const say = useWords();
  const desk = useDeskWords();
  const { data: session } = useSession();
  const { pathname } = useLocation();
  const desks = DESKS_OF.filter(({ role }) => session?.grants.some((grant) => grant.role === role));
  const shown = PAGES.filter((page) => page !== 'audit' || auditing || pathname.endsWith('/audit'));
  return (
    <nav className="decision-tabs no-print" aria-label={say('pages')}>
      {shown.map((page) => (
        <NavLink
          key={page}
          to={page === 'overview' ? `/decisions/${id}` : `/decisions/${id}/${page}`}
          end={page === 'overview'}
          preventScrollReset
        >
          {say(page)}
        </NavLink>
      ))}
      {desks.map(({ desk: own }) => (
        <NavLink key={own} to={`/decisions/${id}/${own}`} preventScrollReset>
          {desk(own)}
        </NavLink>
      ))}
    </nav>
  );
}
