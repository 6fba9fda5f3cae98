import { useSaid } from '../words/words';
import { useWords } from './form-words';
import type { Settled } from './given';

/** What is on record decides this field: it is shown, never typed. */
export function SettledField({ label, settled }: { label: string; settled: Settled }) {
  const say = useWords();
  const said = useSaid();
  return (
    <div className="settled">
      <span className="settled-label">{label}</span>
      <span>
        {said(settled.said)}
        {settled.digest && (
          <>
            {' '}
            <span className="digest" title={settled.digest}>
              {say('digest')} {settled.digest.slice(0, 16)}…
            </span>
          </>
        )}
      </span>
    </div>
  );
}
