import { Link } from 'react-router';
import type { Unmet } from '../api/problem';
import { UnmetList } from '../refusal/refusal-notice';
import { useHolds } from '../session/session';
import { useSaid } from '../words/words';
import type { Action, Decision } from './decisions';
import { useWords } from './decision-words';
import { ENTERS_FOR_OTHERS } from './procedure';

/** What the reader may do in it. What stands in the way of an act is said where the act would be. */
export function ActionList({ decision }: { decision: Decision }) {
  const say = useWords();
  const mayEnter = useHolds(...ENTERS_FOR_OTHERS);
  const fromPaper = mayEnter && (
    <p className="no-print">
      <Link to={`/decisions/${decision.id}/act`}>{say('fromPaper')}</Link>
    </p>
  );
  if (decision.actions.length === 0) {
    return (
      <>
        <p className="quiet">{say('noActs')}</p>
        {fromPaper}
      </>
    );
  }
  return (
    <>
      <ul className="acts">
        {decision.actions.map((action) => (
          <li key={action.type}>
            <OneAction id={decision.id} action={action} />
          </li>
        ))}
      </ul>
      {fromPaper}
    </>
  );
}

function OneAction({ id, action }: { id: string; action: Action }) {
  const say = useWords();
  const said = useSaid();
  if (action.is !== 'blocked') {
    return <Link to={`/decisions/${id}/act/${action.type}`}>{said(action.title)}</Link>;
  }
  return (
    <details>
      <summary>
        {said(action.title)} <span className="quiet">{say('blocked')}</span>
      </summary>
      <UnmetList unmet={unmetOf(action)} />
    </details>
  );
}

export function unmetOf({ standings }: Action): Unmet[] {
  return standings.filter((one) => one.is === 'unmet');
}
