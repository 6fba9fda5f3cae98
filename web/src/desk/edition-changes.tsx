import { Compare } from '../decisions/papers/compare';
import type { Edition } from '../decisions/papers/editions-in';
import '../decisions/papers/papers.css';

/** What changed between two editions, side by side; what their author says of it first. */
export function EditionChanges({ from, to, says }: { from: Edition; to: Edition; says: string }) {
  return (
    <>
      {to.changes && (
        <p>
          <span className="quiet">{says}</span> {to.changes}
        </p>
      )}
      <Compare editions={[from, to]} />
    </>
  );
}
