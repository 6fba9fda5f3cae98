import { useDates } from '../../dates/dates';
import { useNameOf } from '../../people/people';
import type { PastEvent } from '../decisions';
import { Sentence } from '../history/event-line';
import { doerOf, useTold } from '../history/told';
import { sawIt, type Edition } from './editions-in';
import { PaperLine } from './paper-links';
import { useWords } from './paper-words';

interface Props {
  readonly id: string;
  readonly events: readonly PastEvent[];
  readonly editions: readonly Edition[];
}

/** Each edition with its digest, and who saw that very text: an opinion on another edition does not count for it. */
export function Editions({ id, events, editions }: Props) {
  const say = useWords();
  return (
    <section aria-labelledby="editions-title">
      <h2 id="editions-title">{say('editions')}</h2>
      {editions.length === 0 && <p className="quiet">{say('noDraft')}</p>}
      {editions.toReversed().map((edition, index) => (
        <OneEdition key={edition.event.id} id={id} events={events} edition={edition} current={index === 0} />
      ))}
    </section>
  );
}

function OneEdition({
  id,
  events,
  edition,
  current,
}: {
  id: string;
  events: readonly PastEvent[];
  edition: Edition;
  current: boolean;
}) {
  const say = useWords();
  const dates = useDates();
  const nameOf = useNameOf();
  const tell = useTold(events);
  const seen = sawIt(events, edition);
  return (
    <article className={current ? 'edition edition-current' : 'edition'}>
      <h3>
        {say('edition', { n: edition.number })} {current && <span className="quiet">{say('current')}</span>}
      </h3>
      <dl className="pairs">
        <dt>{say('submittedOn')}</dt>
        <dd>
          {dates.moment(edition.event.time)}
          {say('comma')}
          {nameOf(doerOf(edition.event))}
        </dd>
        {edition.changes && (
          <>
            <dt>{say('changes')}</dt>
            <dd>{edition.changes}</dd>
          </>
        )}
        <dt>{say('bundle')}</dt>
        <dd>
          <span className="digest">{edition.bundleDigest}</span>
          {current && <div className="quiet">{say('bundleHow')}</div>}
        </dd>
        <dt>{say('content')}</dt>
        <dd>
          {edition.papers.map((paper) => (
            <div key={paper.sha256}>
              <PaperLine paper={paper} />
            </div>
          ))}
        </dd>
        <dt>{say('sawIt')}</dt>
        <dd>
          {seen.length === 0 && <span className="quiet">{say('nobodySaw')}</span>}
          {seen.map((event) => (
            <div key={event.id}>
              {dates.day(event.date)} <Sentence id={id} event={event} told={tell(event)} />
            </div>
          ))}
        </dd>
      </dl>
    </article>
  );
}
