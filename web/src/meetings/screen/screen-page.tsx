import { useEffect } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { PageSkeleton } from '../../app/page-skeleton';
import { useDates } from '../../dates/dates';
import { RefusalNotice } from '../../refusal/refusal-notice';
import { useHolds } from '../../session/session';
import { AttendanceForm } from '../attendance';
import { useAgenda, useDecisionsOf, useMeeting, type AgendaItem, type OneMeeting } from '../meetings';
import { useMeetingCode, useWords as useMeetingWords } from '../meeting-words';
import { ItemOnScreen } from './item-on-screen';
import { useWords } from './screen-words';
import '../meetings.css';
import './screen.css';

/** `/meetings/:id/screen`: what everybody in the room looks at, one item at a time; it follows what is recorded. */
export function Page() {
  const { id = '' } = useParams();
  const { data: meeting, error } = useMeeting(id);
  const { data: items, error: noAgenda } = useAgenda(id);
  if (error ?? noAgenda) return <RefusalNotice page error={error ?? noAgenda} />;
  if (!meeting || !items) return <PageSkeleton />;
  return <Screen meeting={meeting} items={items.filter(({ tablings }) => tablings.length > 0)} />;
}

function Screen({ meeting, items }: { meeting: OneMeeting; items: readonly AgendaItem[] }) {
  const say = useWords();
  const meetings = useMeetingWords();
  const code = useMeetingCode();
  const dates = useDates();
  const [search, setSearch] = useSearchParams();
  const { kind, plannedOn, openedOn } = meeting.state;
  const heading = meetings('title', { kind: code(kind), day: dates.day(openedOn ?? plannedOn) });
  const at = Math.max(
    0,
    items.findIndex(({ decision }) => decision === search.get('item')),
  );
  const item = items[at];
  const show = (next: number) => {
    const decision = items[next]?.decision;
    if (decision) setSearch({ item: decision });
  };
  useArrowKeys((step) => show(at + step));
  return (
    <div className="screen">
      <title>{heading}</title>
      <header className="screen-head">
        {/* The item's own title is the heading where there is one. */}
        {item ? (
          <Link to={`/meetings/${meeting.id}`}>{heading}</Link>
        ) : (
          <h1>
            <Link to={`/meetings/${meeting.id}`}>{heading}</Link>
          </h1>
        )}
        {items.length > 0 && (
          <nav aria-label={meetings('agenda')}>
            <button type="button" disabled={at === 0} onClick={() => show(at - 1)}>
              ← {say('previous')}
            </button>
            <span aria-live="polite">{say('itemOf', { n: at + 1, all: items.length })}</span>
            <button type="button" disabled={at >= items.length - 1} onClick={() => show(at + 1)}>
              {say('next')} →
            </button>
          </nav>
        )}
      </header>
      <Readiness meeting={meeting} items={items} />
      {item ? (
        <ItemOnScreen
          key={item.decision}
          meeting={meeting}
          item={item}
          following={items[at + 1]}
          onNext={show}
          at={at}
        />
      ) : (
        <p>{say('nothing')}</p>
      )}
    </div>
  );
}

/** What comes before anybody can speak: the meeting is open, and who is present is on record. */
function Readiness({ meeting, items }: { meeting: OneMeeting; items: readonly AgendaItem[] }) {
  const say = useWords();
  const keeps = useHolds('secretary', 'office');
  const decisions = useDecisionsOf(items).map(({ data }) => data);
  const { status, attendanceRecorded } = meeting.state;
  if (status === 'closed') return <p className="screen-notice">{say('overNow')}</p>;
  if (status === 'convened') {
    return (
      <p className="screen-notice">
        {keeps ? <Link to={`/meetings/${meeting.id}`}>{say('notOpenSecretary')}</Link> : say('notOpen')}
      </p>
    );
  }
  if (!keeps)
    return attendanceRecorded === 0 ? <p className="screen-notice">{say('attendanceFirst')}</p> : null;
  if (attendanceRecorded === 0) return <AttendanceForm meeting={meeting} decisions={decisions} />;
  return (
    <details>
      <summary>{say('changeAttendance')}</summary>
      <AttendanceForm meeting={meeting} decisions={decisions} />
    </details>
  );
}

/** Arrow keys turn the items, as long as nobody is typing or choosing. */
function useArrowKeys(turn: (step: 1 | -1) => void) {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const { target } = event;
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (target instanceof HTMLElement && target.closest('input, textarea, select, [role=combobox]')) return;
      if (event.key === 'ArrowRight') turn(1);
      if (event.key === 'ArrowLeft') turn(-1);
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  });
}
