import { useWords } from './verification-words';

/** What a verdict from here does not say. It stands beside every verdict, good or bad. */
export function Limits() {
  const say = useWords();
  return (
    <section aria-labelledby="limits-title">
      <h2 id="limits-title">{say('limits')}</h2>
      <ul>
        {(['limitLater', 'limitKey', 'limitProgram', 'limitHead'] as const).map((limit) => (
          <li key={limit}>{say(limit)}</li>
        ))}
      </ul>
    </section>
  );
}
