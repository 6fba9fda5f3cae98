import { useDates } from '../dates/dates';
import type { PastEvent } from '../decisions/decisions';
import type { Edition } from '../decisions/papers/editions-in';
import { PaperLinks } from '../decisions/papers/paper-links';
import { payloadOf, textIn } from '../desk/past';
import { REVIEW_OUTCOMES, wordFor } from '../../../workflows/words';
import { useNameOf } from '../people/people';
import { useSaid } from '../words/words';
import { useWords } from '../review/review-words';

/** Opinions of counsel, the latest first, each with the edition that it is on. @param under the text that is under review */
export function AdviceList({
  advice,
  editions,
  under,
}: {
  advice: readonly PastEvent[];
  editions: readonly Edition[];
  under?: string | null | undefined;
}) {
  const say = useWords();
  const said = useSaid();
  const dates = useDates();
  const nameOf = useNameOf();
  return (
    <ol className="opinions" reversed>
      {advice.toReversed().map((event) => {
        const payload = payloadOf(event);
        const digest = textIn(payload, 'bundleDigest');
        const edition = editions.find(({ bundleDigest }) => bundleDigest === digest);
        return (
          <li key={event.id}>
            <strong>{said(wordFor(REVIEW_OUTCOMES, textIn(payload, 'position') ?? ''))}</strong>{' '}
            {say('counselOn', {
              name: nameOf(event.onBehalf ?? event.actor),
              day: dates.day(event.date),
              n: edition?.number ?? '?',
            })}{' '}
            {under && digest !== under && <span className="quiet">{say('counselOther')}</span>}
            <PaperLinks payload={payload} />
          </li>
        );
      })}
    </ol>
  );
}
