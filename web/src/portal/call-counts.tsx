import type { ListedCall } from './calls';
import { useWords } from './portal-words';

/** How many comments came, and once the call has closed, what became of them. */
export function CallCounts({ counts, closed }: { counts: ListedCall['counts']; closed: boolean }) {
  const say = useWords();
  const waiting = counts.received - counts.disposed;
  const said = [say('received', { count: counts.received })];
  if (closed || counts.disposed > 0) {
    if (counts.disposed > 0) said.push(say('became', { ...counts }));
    if (waiting > 0) said.push(say('waiting', { count: waiting }));
  }
  return <span>{said.join(' · ')}</span>;
}
