import { Link, useParams } from 'react-router';
import { PageSkeleton } from '../../app/page-skeleton';
import { useDates } from '../../dates/dates';
import { useNameOf, useUnitName } from '../../people/people';
import { RefusalNotice } from '../../refusal/refusal-notice';
import { useSaid } from '../../words/words';
import { useHistory, type Decision, type PastEvent } from '../decisions';
import { useShown } from '../shown';
import { PaperLinks } from '../papers/paper-links';
import { FactSaid, OtherDates, Sentence } from './event-line';
import { mayCorrect } from './history-page';
import { useWords } from './history-words';
import { evidencedOf } from './late';
import { InTheLedger } from './in-the-ledger';
import { Passed } from './passed';
import { doerOf, useTold, type Told } from './told';
import './history.css';

/** `/decisions/:id/history/:version`: one record in full: what it says, what let it pass, and where it lies in the ledger. */
export function Page() {
  const decision = useShown();
  const { version = '' } = useParams();
  const say = useWords();
  const { data, error } = useHistory(decision.id);
  if (!data) return error ? <RefusalNotice error={error} /> : <PageSkeleton />;
  const event = data.events.find((one) => String(one.version) === version);
  if (!event) return <p>{say('noSuch')}</p>;
  return <Record key={event.id} decision={decision} event={event} events={data.events} />;
}

function Record({
  decision,
  event,
  events,
}: {
  decision: Decision;
  event: PastEvent;
  events: readonly PastEvent[];
}) {
  const say = useWords();
  const { id, actions } = decision;
  const told = useTold(events)(event);
  return (
    <article aria-labelledby="record-title">
      <Around id={id} version={event.version} last={events.length - 1} />
      <h2 id="record-title">{say('record', { version: event.version })}</h2>
      <p>
        <Sentence id={id} event={event} told={told} /> <OtherDates event={event} told={told} />
      </p>
      <p className="no-print">
        {mayCorrect(actions) && event.type !== 'RecordCorrected' && (
          <Link to={`/decisions/${id}/act/RecordCorrected?event=${event.version}`}>
            {say('correctThis', { version: event.version })}
          </Link>
        )}{' '}
        <Link to={`/decisions/${id}/audit?version=${event.version}`}>{say('timeMachine')}</Link>
      </p>
      <h3>{say('said')}</h3>
      <WhatItSays id={id} event={event} told={told} />
      <h3>{say('when')}</h3>
      <WhenAndWho event={event} />
      <Passed id={id} version={event.version} />
      <InTheLedger event={event} />
    </article>
  );
}

function Around({ id, version, last }: { id: string; version: number; last: number }) {
  const say = useWords();
  const at = (other: number) => `/decisions/${id}/history/${other}`;
  return (
    <nav className="around no-print" aria-label={say('title')}>
      <Link to={`/decisions/${id}/history#v${version}`}>{say('backToHistory')}</Link>
      {version > 0 && <Link to={at(version - 1)}>{say('earlier')}</Link>}
      {version < last && <Link to={at(version + 1)}>{say('later')}</Link>}
    </nav>
  );
}

function WhatItSays({ id, event, told }: { id: string; event: PastEvent; told: Told }) {
  const said = useSaid();
  const say = useWords();
  if (told.facts.length === 0) return <p className="quiet">{say('nothingSaid')}</p>;
  return (
    <>
      <dl className="pairs">
        {told.facts.map((fact) => (
          <div key={fact.field} className="pair">
            <dt>{said(fact.name)}</dt>
            <dd>
              <FactSaid id={id} fact={fact} named={false} />
            </dd>
          </div>
        ))}
      </dl>
      <PaperLinks payload={event.payload} />
    </>
  );
}

function WhenAndWho({ event }: { event: PastEvent }) {
  const say = useWords();
  const said = useSaid();
  const dates = useDates();
  const nameOf = useNameOf();
  const unitName = useUnitName();
  const evidenced = evidencedOf(event);
  const { grade } = event;
  return (
    <dl className="pairs">
      <dt>{say('recorded')}</dt>
      <dd>
        {dates.moment(event.time)} <span className="quiet">{say('recordedHow')}</span>
      </dd>
      <dt>{say('evidencedName')}</dt>
      <dd>
        {evidenced ? dates.day(evidenced.date) : say('none')}{' '}
        <span className="quiet">{say('evidencedHow')}</span>
      </dd>
      <dt>{say('claimedName')}</dt>
      <dd>
        {event.claimed ? dates.day(event.claimed) : say('none')}{' '}
        <span className="quiet">{say('claimedHow')}</span>
      </dd>
      <dt>{say('who')}</dt>
      <dd>
        {nameOf(doerOf(event))}
        {event.delegatedBy && say('lentBy', { name: nameOf(event.delegatedBy) })}
        {event.onBehalf && say('enteredBy', { name: nameOf(event.actor) })}
      </dd>
      <dt>{say('role')}</dt>
      <dd>
        {said(event.role)}
        {event.unit !== '' && say('comma') + unitName(event.unit)}
      </dd>
      {grade && (
        <>
          <dt>{say('grade')}</dt>
          <dd>
            {said(grade.title)}
            {grade.original && (
              <>
                {say('comma')}
                {say('original', { pages: grade.original.pages, day: dates.day(grade.original.signedOn) })}
                {say('comma')}
                {grade.original.keptAt ? say('keptAt', { place: grade.original.keptAt }) : say('keptNowhere')}
                {grade.original.sealed && say('comma') + say('sealed')}
              </>
            )}
          </dd>
        </>
      )}
    </dl>
  );
}
