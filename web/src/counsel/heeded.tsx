import { REVIEW_OUTCOMES, wordFor } from '../../../workflows/words';
import { useDates } from '../dates/dates';
import type { Decision, PastEvent } from '../decisions/decisions';
import { Sentence } from '../decisions/history/event-line';
import { useTold } from '../decisions/history/told';
import type { Edition } from '../decisions/papers/editions-in';
import { EditionChanges } from '../desk/edition-changes';
import { ofType, payloadOf, textIn } from '../desk/past';
import { useSaid } from '../words/words';
import { useWords as useReviewWords } from '../review/review-words';
import { useWords } from './counsel-words';
import '../decisions/history/history.css';

interface Props {
  readonly decision: Decision;
  readonly events: readonly PastEvent[];
}

/** After the last opinion: what the reviewer found, and how the text changed from the one that counsel saw. */
export function Heeded({ decision, events, editions }: Props & { editions: readonly Edition[] }) {
  const say = useWords();
  const review = useReviewWords();
  const said = useSaid();
  const advice = ofType(events, 'LegalAdviceGiven').at(-1);
  if (!advice) return null;
  const position = textIn(payloadOf(advice), 'position') ?? '';
  const seen = editions.find(
    ({ bundleDigest }) => bundleDigest === textIn(payloadOf(advice), 'bundleDigest'),
  );
  const present = editions.at(-1);
  const later = events.filter(({ version }) => version > advice.version);
  const opinion = ofType(later, 'LegalityOpinionIssued').at(-1);
  const outcome = opinion && textIn(payloadOf(opinion), 'outcome');
  const followed = ofType(
    later,
    'LegalityOpinionIssued',
    'DraftSubmitted',
    'ConformityConfirmed',
    'ConformityDenied',
  );
  return (
    <section aria-labelledby="heeded-title">
      <h2 id="heeded-title">{say('heeded')}</h2>
      <p className="quiet">{say('heededHow')}</p>
      {followed.length === 0 && <p>{say('heededNone')}</p>}
      {outcome && (
        <p>
          {say(outcome === position ? 'reviewerSame' : 'reviewerOther', {
            outcome: said(wordFor(REVIEW_OUTCOMES, outcome)),
            position: said(wordFor(REVIEW_OUTCOMES, position)),
          })}
        </p>
      )}
      <Sentences decision={decision} events={events} shown={followed} />
      {seen && present && (
        <>
          <h3>{say('compare')}</h3>
          {seen.bundleDigest === present.bundleDigest ? (
            <p>{say('sameText')}</p>
          ) : (
            <EditionChanges from={seen} to={present} says={review('says')} />
          )}
        </>
      )}
    </section>
  );
}

const IN_EXECUTION = [
  'ExecutionSuspended',
  'ExecutionResumed',
  'AdjustmentProposed',
  'ExecutionOpinionReceived',
  'EvaluationReported',
  'ExecutionEnded',
  'CorrectionOrdered',
  'DecisionAnnulled',
] as const;

/** What may call for counsel again once the decision is carried out. */
export function DuringExecution({ decision, events }: Props) {
  const say = useWords();
  if (ofType(events, 'DecisionIssued').length === 0) return null;
  const shown = ofType(events, ...IN_EXECUTION);
  return (
    <section aria-labelledby="during-title">
      <h2 id="during-title">{say('during')}</h2>
      <p className="quiet">{say(shown.length === 0 ? 'duringNone' : 'duringHow')}</p>
      <Sentences decision={decision} events={events} shown={shown} />
    </section>
  );
}

function Sentences({ decision, events, shown }: Props & { shown: readonly PastEvent[] }) {
  const dates = useDates();
  const tell = useTold(events);
  return (
    <ul className="act-list">
      {shown.map((event) => (
        <li key={event.id}>
          {dates.day(event.date)} <Sentence id={decision.id} event={event} told={tell(event)} />
        </li>
      ))}
    </ul>
  );
}
