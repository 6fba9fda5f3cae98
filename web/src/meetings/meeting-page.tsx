import { Link, useParams } from 'react-router';
import { ActedFor, DoneForLender, StandingIn, useIsLent } from '../acts/standing-in';
import { PageSkeleton } from '../app/page-skeleton';
import { useDates } from '../dates/dates';
import { useNameOf, useUnitName } from '../people/people';
import { RefusalNotice } from '../refusal/refusal-notice';
import { useHolds } from '../session/session';
import { useSaid } from '../words/words';
import { Agenda } from './agenda';
import { AgendaChanges } from './agenda-changes';
import { AttendanceForm, AttendanceShown } from './attendance';
import { MeetingActs } from './meeting-acts';
import { useAgenda, useDecisionsOf, useMeeting, useMeetingHistory, type OneMeeting } from './meetings';
import { usePunctuation } from '../words/punctuation';
import { useMeetingCode, useWords } from './meeting-words';
import { ToTable } from './to-table';
import './meetings.css';

/** `/meetings/:id`: who meets, when, about what, and what remains to be done around it. */
export function Page() {
  const { id = '' } = useParams();
  const { data: meeting, error } = useMeeting(id);
  if (error) return <RefusalNotice page error={error} />;
  if (!meeting) return <PageSkeleton />;
  return (
    <StandingIn subject={`meeting/${id}`}>
      <OneMeetingPage meeting={meeting} />
    </StandingIn>
  );
}

function OneMeetingPage({ meeting }: { meeting: OneMeeting }) {
  const { id, state } = meeting;
  const say = useWords();
  const code = useMeetingCode();
  const dates = useDates();
  const keeps = useHolds('secretary', 'office');
  const isLent = useIsLent();
  const speaks = useHolds('member', 'head');
  const { data: items, error } = useAgenda(id);
  const decisions = useDecisionsOf(items).map(({ data }) => data);
  const heading = say('title', { kind: code(state.kind), day: dates.day(state.openedOn ?? state.plannedOn) });
  return (
    <>
      <title>{heading}</title>
      <h1>{heading}</h1>
      <Particulars meeting={meeting} />
      <p className="page-acts no-print">
        {state.status !== 'closed' && (
          <Link to={`/meetings/${id}/screen`}>
            <strong>{say('screen')}</strong>
          </Link>
        )}
        <Link to={`/meetings/${id}/papers`}>{say('papersAll')}</Link>
        <button type="button" className="as-link" onClick={() => print()}>
          {say('printAgenda')}
        </button>
        {state.status !== 'convened' && <Link to={`/meetings/${id}/minutes`}>{say('minutes')}</Link>}
        {speaks && <Link to="/meetings/mine">{say('mine')}</Link>}
      </p>
      <DoneForLender />
      {state.status !== 'closed' && (
        <MeetingActs
          meeting={meeting}
          items={items}
          decisions={decisions}
          may={(act) => keeps || isLent(act)}
        />
      )}
      <section>
        <h2>{say('agenda')}</h2>
        {error && <RefusalNotice error={error} />}
        {items ? <Agenda meeting={meeting} items={items} decisions={decisions} /> : <PageSkeleton />}
        {items && <AgendaChanges meeting={meeting} items={items} />}
        {keeps && state.status !== 'closed' && <ToTable meeting={meeting} />}
      </section>
      <section>
        <h2>{say('attendance')}</h2>
        {(keeps || isLent('AttendanceRecorded')) && state.status === 'open' ? (
          <AttendanceForm meeting={meeting} decisions={decisions} />
        ) : (
          <AttendanceShown meeting={meeting} decisions={decisions} />
        )}
      </section>
      <section className="no-print">
        <h2>{say('history')}</h2>
        <MeetingHistory id={id} />
      </section>
    </>
  );
}

function Particulars({ meeting: { state } }: { meeting: OneMeeting }) {
  const say = useWords();
  const code = useMeetingCode();
  const dates = useDates();
  const nameOf = useNameOf();
  const unitName = useUnitName();
  const { listed } = usePunctuation();
  return (
    <dl className="particulars">
      <dt>{say('body')}</dt>
      <dd>{unitName(state.body)}</dd>
      <dt>{say('status')}</dt>
      <dd>{code(state.status)}</dd>
      <dt>{state.openedOn ? say('heldOn') : say('plannedOn')}</dt>
      <dd>{dates.day(state.openedOn ?? state.plannedOn)}</dd>
      <dt>{say('head')}</dt>
      <dd>
        {nameOf(state.head)}
        {state.actingBy && <span className="quiet"> {say('actingHead')}</span>}
      </dd>
      <dt>{say('members')}</dt>
      <dd>{listed(state.members.map(nameOf))}</dd>
    </dl>
  );
}

function MeetingHistory({ id }: { id: string }) {
  const said = useSaid();
  const dates = useDates();
  const nameOf = useNameOf();
  const { data, error } = useMeetingHistory(id);
  if (error) return <RefusalNotice page error={error} />;
  if (!data) return <PageSkeleton />;
  return (
    <ol>
      {data.map(({ version, time, title, actor, delegatedBy, role, payload }) => (
        <li key={version}>
          {dates.moment(time)} {said(title)}{' '}
          <span className="quiet">
            {said(role)} {nameOf(actor)} <ActedFor lender={delegatedBy} />
          </span>
          {typeof payload['reason'] === 'string' && <div>{payload['reason']}</div>}
        </li>
      ))}
    </ol>
  );
}
