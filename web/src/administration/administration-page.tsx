import { NavLink, Outlet, useLocation } from 'react-router';
import { Receipts } from '../session/receipts';
import { useHolds } from '../session/session';
import { useWords } from './administration-words';
import './act.css';

/** Each with whom it is for: the administrator, or also who audits, or who keeps the archive. */
const PARTS = [
  { to: 'people', for: ['administrator'] },
  { to: 'units', for: ['administrator'] },
  { to: 'jurisdictions', for: ['administrator', 'auditor'] },
  { to: 'settings', for: ['administrator', 'auditor'] },
  { to: 'separation', for: ['administrator', 'auditor'] },
  { to: 'erasures', for: ['administrator', 'archivist', 'office'] },
  { to: 'procedures', for: ['administrator', 'auditor', 'archivist'] },
  { to: 'health', for: ['administrator', 'auditor'] },
] as const;

/** `/administration`: what an administrator keeps, and how the system is. */
export function Page() {
  const say = useWords();
  const holds = {
    administrator: useHolds('administrator'),
    auditor: useHolds('auditor'),
    archivist: useHolds('archivist'),
    office: useHolds('office'),
  };
  const mine = PARTS.filter((part) => part.for.some((role) => holds[role]));
  const [, , part] = useLocation().pathname.split('/');
  const isForOthers = PARTS.some(({ to }) => to === part) && mine.every(({ to }) => to !== part);
  if (mine.length === 0) return <NotForYou />;
  return (
    <div className="administration">
      <nav className="no-print" aria-label={say('parts')}>
        <ul>
          {mine.map(({ to }) => (
            <li key={to}>
              <NavLink to={`/administration/${to}`}>{say(to)}</NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <div>
        <Receipts>{isForOthers ? <NotForYou /> : <Outlet />}</Receipts>
      </div>
    </div>
  );
}

function NotForYou() {
  const say = useWords();
  return (
    <>
      <h1>{say('administration')}</h1>
      <p>{say('notForYou')}</p>
    </>
  );
}
