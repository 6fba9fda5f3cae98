import { Fragment } from 'react';
import { Link, useParams } from 'react-router';
import { PageSkeleton } from '../../app/page-skeleton';
import { useDecision } from '../../decisions/decisions';
import { useDates } from '../../dates/dates';
import { useNameOf, usePeople, useUnitName } from '../../people/people';
import { RefusalNotice } from '../../refusal/refusal-notice';
import { useSaid } from '../../words/words';
import { calledTo, lastAttendance } from '../attendance';
import {
  contextOf,
  useAgenda,
  useDecisionHistory,
  useMeeting,
  useMeetingHistory,
  type AgendaItem,
  type OneMeeting,
  type Told,
} from '../meetings';
import { useMeetingCode } from '../meeting-words';
import { atMeeting } from './at-meeting';
import { usePunctuation } from '../../words/punctuation';
import { useWords } from './minutes-words';
import '../meetings.css';
import './minutes.css';

/** `/meetings/:id/minutes`: the minutes as the record has them, set as an official document. */
export function Page() {
  const { id = '' } = useParams();
  const say = useWords();
  const { data: meeting, error } = useMeeting(id);
  const { data: items } = useAgenda(id);
  if (error) return <RefusalNotice page error={error} />;
  if (!meeting || !items) return <PageSkeleton />;
  return (
    <>
      <title>{say('minutes')}</title>
      <p className="page-acts no-print">
        <Link to={`/meetings/${id}`}>{say('back')}</Link>
        <button type="button" className="as-link" onClick={() => print()}>
          {say('print')}
        </button>
      </p>
      <Downloads items={items} />
      <article className="official">
        <Head meeting={meeting} />
        {items
          .filter(({ tablings }) => tablings.length > 0)
          .map((item, at) => (
            <ItemMinutes key={item.decision} item={item} at={at} meeting={meeting} />
          ))}
        <Signatures />
      </article>
    </>
  );
}

/** Documents filled in from the record, for each matter: in Word to be finished, as PDF to be printed and signed. */
function Downloads({ items }: { items: readonly AgendaItem[] }) {
  const say = useWords();
  return (
    <section className="no-print">
      <h2>{say('word')}</h2>
      <ul>
        {items.map(({ decision, title }) => (
          <li key={decision}>
            {title}{' '}
            {(['minutes.docx', 'minutes.pdf', 'decision-sheet.docx', 'decision-sheet.pdf'] as const).map(
              (file) => (
                <Fragment key={file}>
                  <a href={`/api/decisions/${decision}/templates/${file}`} download>
                    {say(file)}
                  </a>{' '}
                </Fragment>
              ),
            )}
          </li>
        ))}
      </ul>
      <p className="quiet">{say('wordHow')}</p>
    </section>
  );
}

function Head({ meeting }: { meeting: OneMeeting }) {
  const say = useWords();
  const code = useMeetingCode();
  const dates = useDates();
  const nameOf = useNameOf();
  const unitName = useUnitName();
  const { data: history } = useMeetingHistory(meeting.id);
  const { body, kind, openedOn, plannedOn, head, present } = meeting.state;
  const { guests, reasons } = lastAttendance(history ?? []);
  const absent = calledTo(meeting).filter((one) => !present.includes(one));
  const { listed } = usePunctuation();
  const namesOf = (people: readonly string[]) =>
    people.length > 0 ? listed(people.map(nameOf)) : say('nobody');
  return (
    <>
      <h1>
        {unitName(body)}
        <br />
        {say('heading', { kind: code(kind) })}
      </h1>
      <dl>
        <dt>{say('time')}</dt>
        <dd>{dates.inFull(openedOn ?? plannedOn)}</dd>
        <dt>{say('presides')}</dt>
        <dd>{nameOf(head)}</dd>
        <dt>{say('present')}</dt>
        <dd>{namesOf(present)}</dd>
        <dt>{say('guests')}</dt>
        <dd>{namesOf(guests)}</dd>
        <dt>{say('absent')}</dt>
        <dd>
          {absent.length > 0
            ? listed(
                absent.map(
                  (one) => nameOf(one) + (reasons[one] ? say('because', { reason: reasons[one] }) : ''),
                ),
              )
            : say('nobody')}
        </dd>
      </dl>
    </>
  );
}

const SAID = new Set(['MemberRecused', 'MemberSpoke', 'HeadSpoke', 'RiskJudged', 'IrregularityRecorded']);

function ItemMinutes({ item, at, meeting }: { item: AgendaItem; at: number; meeting: OneMeeting }) {
  const say = useWords();
  const { data: history, error } = useDecisionHistory(item.decision);
  const { data: decision } = useDecision(item.decision);
  if (error) return <RefusalNotice page error={error} />;
  if (!history || !decision) return <PageSkeleton />;
  const here = atMeeting(history, meeting.id);
  const outcome = here.findLast(({ type }) => type === 'OutcomeDecided');
  const said = here.filter(
    ({ type, version }) => SAID.has(type) && version <= (outcome?.version ?? Number.MAX_SAFE_INTEGER),
  );
  const elsewhere = contextOf(decision).meeting.meeting !== meeting.id;
  return (
    <section>
      <h2>
        {say('item', { n: at + 1 })} {item.title ?? item.decision}
      </h2>
      <p className="indent">
        {say('text')} <span className="digest">{item.tablings.at(-1)?.bundleDigest}</span>
      </p>
      {elsewhere && <p className="indent">{say('elsewhere')}</p>}
      {said.length === 0 && <p className="indent">{say('nothingSaid')}</p>}
      {said.map((event) => (
        <Spoken key={event.version} event={event} head={meeting.state.head} />
      ))}
      <Outcome outcome={outcome} />
    </section>
  );
}

function Spoken({ event, head }: { event: Told; head: string }) {
  const say = useWords();
  const said = useSaid();
  const code = useMeetingCode();
  const nameOf = useNameOf();
  const { data: people } = usePeople();
  const { bracketed, colon, stop } = usePunctuation();
  const { type, title, payload, onBehalf, actor } = event;
  const person = onBehalf ?? actor;
  const post = people?.people.find(({ id }) => id === person)?.post;
  const words = payload['words'] ?? payload['reason'] ?? payload['grounds'] ?? payload['what'];
  const stance = payload['stance'];
  const judged = payload['controllable'];
  return (
    <p className="indent">
      {type === 'IrregularityRecorded' ? said(title) : nameOf(person)}
      {post &&
        type !== 'IrregularityRecorded' &&
        bracketed(`${post}${person === head ? say('headMark') : ''}`)}
      {colon}
      {type === 'MemberRecused' && say('recused')}
      {type === 'RiskJudged' && say(judged === true ? 'controllable' : 'notControllable')}
      {typeof stance === 'string' && `${code(stance)}${stop}`}
      {typeof words === 'string' && words}
    </p>
  );
}

function Outcome({ outcome }: { outcome: Told | undefined }) {
  const say = useWords();
  const code = useMeetingCode();
  if (!outcome) return <p className="indent">{say('undecided')}</p>;
  const { outcome: is, option, reasonsAgainstMajority, parts } = outcome.payload;
  return (
    <>
      <p className="indent">
        <strong>{say('decided', { outcome: code(String(is)) })}</strong>
        {typeof option === 'string' && say('option', { option })}
      </p>
      {typeof reasonsAgainstMajority === 'string' && (
        <p className="indent">{say('reasons', { reasons: reasonsAgainstMajority })}</p>
      )}
      {Array.isArray(parts) && (
        <ul>
          {(parts as readonly { part: string; adopted: boolean }[]).map(({ part, adopted }) => (
            <li key={part}>
              {part} {say(adopted ? 'adopted' : 'notAdopted')}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Signatures() {
  const say = useWords();
  return (
    <>
      <p className="indent">{say('asGiven')}</p>
      <table className="signatures">
        <tbody>
          {(['signHead', 'signKeeper'] as const).map((who) => (
            <tr key={who}>
              <th scope="row">{say(who)}</th>
              <td />
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
