import { useDates } from '../dates/dates';
import { unansweredAdvice } from './act-given';
import { useWords } from './act-words';
import type { Decision, PastEvent } from './decisions';
import { Sentence } from './history/event-line';
import { useToldOf } from './history/told';
import { PaperLinks } from './papers/paper-links';
import { payloadOf } from '../desk/past';

/** Each advice on the execution that waits for an answer: who gave it and when, its question, its paper. */
export function AdviceToAnswer({
  decision,
  history,
}: {
  readonly decision: Decision;
  readonly history: readonly PastEvent[];
}) {
  const say = useWords();
  const dates = useDates();
  const tell = useToldOf(decision, history);
  const waiting = unansweredAdvice(history);
  if (waiting.length === 0) return null;
  return (
    <section aria-labelledby="advice-title">
      <h2 id="advice-title">{say('adviceToAnswer')}</h2>
      <ul className="act-list">
        {waiting.map((event) => (
          <li key={event.id}>
            {dates.day(event.date)} <Sentence id={decision.id} event={event} told={tell(event)} />
            <PaperLinks payload={payloadOf(event)} />
          </li>
        ))}
      </ul>
    </section>
  );
}
