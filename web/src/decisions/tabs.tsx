import { NavLink, useLocation } from 'react-router';
import { useWords } from './frame-words';

const PAGES = ['overview', 'papers', 'history', 'people', 'chart', 'verification', 'audit'] as const;

/** The pages of one decision, each at an address of its own. Going back in time is an auditor's work; whoever came to it stays. */
export function Tabs({ id, auditing }: { id: string; auditing: boolean }) {
  const say = useWords();
  const { pathname } = useLocation();
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
    </nav>
  );
}
