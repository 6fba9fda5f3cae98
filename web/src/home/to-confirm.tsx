import { Link } from 'react-router';
import { useSaid } from '../words/words';
import { useWords } from './home-words';
import { whereConfirmed, type Confirmation } from './tasks';

/** What others have proposed and waits for a second person; it is read and confirmed on its own page. */
export function ToConfirm({ confirmations }: { confirmations: readonly Confirmation[] }) {
  const say = useWords();
  const said = useSaid();
  if (confirmations.length === 0) return null;
  return (
    <section aria-labelledby="to-confirm">
      <h2 id="to-confirm">
        {say('toConfirm')} <span className="quiet">{confirmations.length}</span>
      </h2>
      <ul className="tasks">
        {confirmations.map((one) => (
          <li key={`${one.subject} ${one.id}`}>
            <span className="task-what">
              <Link to={whereConfirmed(one)}>{said(one.actTitle)}</Link>
            </span>
            <span className="task-about">{said(one.about)}</span>
            {one.by.name !== '' && (
              <span className="task-until quiet">{say('proposedBy', { name: one.by.name })}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
