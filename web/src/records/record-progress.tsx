import type { Step } from './meeting-steps';
import { useWords } from './record-words';
import type { Progress } from './use-recording';

/** How far the record is: each of its events, and what became of it. */
export function RecordProgress({ steps, progress }: { steps: readonly Step[]; progress: Progress }) {
  const say = useWords();
  const said = (step: Step) => {
    const now = progress[step.id];
    if (now?.is === 'recorded') return say('recorded', { seq: now.seq });
    if (step.already) return say('already');
    if (now?.is === 'sending') return say('sending');
    return say(now?.is === 'refused' ? 'refused' : 'waiting');
  };
  return (
    <section className="record-progress" aria-live="polite">
      <h2>{say('progress')}</h2>
      <ol>
        {steps.map((step) => (
          <li key={step.id}>
            {step.title} <span className="quiet">{said(step)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
