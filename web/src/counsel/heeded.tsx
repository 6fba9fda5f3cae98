import { REVIEW_OUTCOMES, wordFor } from '../../../workflows/words';
import type { Decision, PastEvent } from '../decisions/decisions';
import type { Edition } from '../decisions/papers/editions-in';
import { EditionChanges } from '../desk/edition-changes';
import { ofType, payloadOf, textIn } from '../desk/past';
import { useSaid } from '../words/words';
import { useWords as useReviewWords } from '../review/review-words';
import { useWords } from './counsel-words';
import { Sentences } from './in-execution';

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
