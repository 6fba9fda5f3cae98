import { useWords } from './acting-words';
import './acting.css';

interface Recorded {
  readonly event: { readonly id: string; readonly seq: number };
}

/** The receipt of an act: its number in the ledger, the proof to keep, and who else sees it. */
export function RecordedNotice({ answer, seenBy }: { answer: unknown; seenBy?: string | undefined }) {
  const say = useWords();
  const event = isRecorded(answer) ? answer.event : undefined;
  return (
    <section className="recorded">
      <p>
        <strong>{event ? say('recorded', { seq: event.seq }) : say('done')}</strong>{' '}
        {event && (
          <a href={`/api/ledger/receipts/${event.id}`} target="_blank" rel="noreferrer">
            {say('receipt')}
          </a>
        )}
      </p>
      {seenBy && <p className="quiet">{seenBy}</p>}
    </section>
  );
}

function isRecorded(answer: unknown): answer is Recorded {
  if (typeof answer !== 'object' || answer === null || !('event' in answer)) return false;
  return typeof answer.event === 'object' && answer.event !== null && 'seq' in answer.event;
}
