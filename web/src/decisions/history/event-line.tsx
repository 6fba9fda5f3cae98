import { Link } from 'react-router';
import { useDates } from '../../dates/dates';
import { useSaid } from '../../words/words';
import type { PastEvent } from '../decisions';
import { useWords } from './history-words';
import { daysLate, evidencedOf, isLate } from './late';
import type { Fact } from './corrections';
import type { Told } from './told';
import './history.css';

/** Who did what, as one sentence that leads to the record. */
export function Sentence({ id, event, told }: { id: string; event: PastEvent; told: Told }) {
  const say = useWords();
  const said = useSaid();
  const role = said(event.role);
  // The program has no name beside what it is.
  const how = told.who === role ? 'ofItself' : told.goesOn ? 'goesOn' : 'setOff';
  const sentence = say(how, { role, name: told.who, what: said(told.what) });
  return (
    <>
      <Link to={`/decisions/${id}/history/${event.version}`}>{sentence}</Link>
      {told.lentBy && say('lentBy', { name: told.lentBy })}
      {told.enteredBy && say('enteredBy', { name: told.enteredBy })}
    </>
  );
}

/** Dates that are not the recorded one, and how late it was recorded: for every reader. */
export function OtherDates({ event, told }: { event: PastEvent; told: Told }) {
  const say = useWords();
  const dates = useDates();
  const evidenced = evidencedOf(event);
  if (!evidenced && !event.claimed) return null;
  const said = [
    evidenced &&
      (told.checkedBy
        ? say('evidenced', { day: dates.day(evidenced.date), name: told.checkedBy })
        : say('evidencedAlone', { day: dates.day(evidenced.date) })),
    event.claimed && say('claimed', { day: dates.day(event.claimed) }),
  ].filter(Boolean);
  return (
    <span className="other-dates">
      {isLate(event) && <strong>{say('late', { count: daysLate(event) })}</strong>} {said.join(say('comma'))}
    </span>
  );
}

const SHOWN = 4;

/** What was said, in a row; a corrected value is struck through, with the right one beside it. */
export function Facts({ id, facts, all = false }: { id: string; facts: readonly Fact[]; all?: boolean }) {
  const say = useWords();
  const shown = all ? facts : [...facts].toSorted(correctedFirst).slice(0, SHOWN);
  const rest = facts.length - shown.length;
  if (facts.length === 0) return null;
  return (
    <span className="facts">
      {shown.map((fact, index) => (
        <span key={fact.field}>
          {index > 0 && say('semicolon')}
          <FactSaid id={id} fact={fact} />
        </span>
      ))}
      {rest > 0 && <span className="quiet"> {say('moreFacts', { n: rest })}</span>}
    </span>
  );
}

export function FactSaid({ id, fact, named = true }: { id: string; fact: Fact; named?: boolean }) {
  const say = useWords();
  const said = useSaid();
  const name = named ? `${said(fact.name)}${say('colon')}` : '';
  if (!fact.corrected) return <>{name + said(fact.word)}</>;
  return (
    <>
      {name}
      <del>{said(fact.word)}</del> <ins>{said(fact.corrected.to)}</ins>{' '}
      <Link to={`/decisions/${id}/history/${fact.corrected.by}`} className="quiet">
        {say('correctedBy', { version: fact.corrected.by })}
      </Link>
    </>
  );
}

const correctedFirst = (a: Fact, b: Fact) =>
  Number(b.corrected !== undefined) - Number(a.corrected !== undefined);
