import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { announce } from '../app/announcements';
import { useRecord } from '../acts/record-act';
import { PageSkeleton } from '../app/page-skeleton';
import type { Decision } from '../decisions/decisions';
import { useNamed, useNameOf, usePeople } from '../people/people';
import { RefusalNotice } from '../refusal/refusal-notice';
import { Outcome } from '../session/acting';
import { contextOf, useMeetingHistory, type OneMeeting, type Told } from './meetings';
import { useWords } from './meeting-words';

interface Props {
  readonly meeting: OneMeeting;
  readonly decisions: readonly (Decision | undefined)[];
}

/** Everybody whom the meeting is made of, its head last, as they speak. */
export function calledTo({ state: { members, head } }: OneMeeting): string[] {
  return [...members.filter((one) => one !== head), head];
}

/** Who came, ticked off a list; guests beside it. The number is counted against the rules of each matter on the agenda. */
export function AttendanceForm({ meeting, decisions }: Props) {
  const { id, version } = meeting;
  const say = useWords();
  const { data: history, error } = useMeetingHistory(id);
  const done = () => announce(say('attendanceRecorded'));
  const record = useRecord('meetings', id, done);
  if (error) return <RefusalNotice error={error} />;
  if (!history) return <PageSkeleton />;
  const last = lastAttendance(history);
  return (
    <>
      <Outcome of={record} />
      <WhoCame
        key={last.version}
        meeting={meeting}
        decisions={decisions}
        last={last}
        isPending={record.isPending}
        onRecord={(payload) => record.mutate({ type: 'AttendanceRecorded', payload, version })}
      />
    </>
  );
}

interface Attendance {
  /** Of the meeting, when it was recorded; 0 before the first. */
  readonly version: number;
  readonly present: readonly string[];
  readonly guests: readonly string[];
  /** Why those who did not come stayed away, as far as they said, by person. */
  readonly reasons: Readonly<Record<string, string>>;
}

/** Each recording says all of who is there: the next one begins with it. */
export function lastAttendance(history: readonly Told[]): Attendance {
  const { version = 0, payload = {} } = history.findLast(({ type }) => type === 'AttendanceRecorded') ?? {};
  const listed = (field: string) => (payload[field] ?? []) as readonly string[];
  const absent = (payload['absent'] ?? []) as readonly { person: string; reason?: string }[];
  // A reason that was erased is gone; whoever it was of is absent all the same.
  const reasons = absent.flatMap(({ person, reason }) => (reason ? [[person, reason] as const] : []));
  return {
    version,
    present: listed('present'),
    guests: listed('inAttendance'),
    reasons: Object.fromEntries(reasons),
  };
}

interface WhoCameProps extends Props {
  readonly last: Attendance;
  readonly isPending: boolean;
  readonly onRecord: (payload: Record<string, unknown>) => void;
}

function WhoCame({ meeting, decisions, last, isPending, onRecord }: WhoCameProps) {
  const { state } = meeting;
  const say = useWords();
  const nameOf = useNameOf();
  const named = useNamed();
  const { data: people } = usePeople();
  const called = calledTo(meeting);
  const [present, setPresent] = useState(last.present);
  const [guests, setGuests] = useState(last.guests);
  const [reasons, setReasons] = useState(last.reasons);
  const others = people?.people.filter((one) => !called.includes(one.id)) ?? [];
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const absent = called
          .map((person) => ({ person, reason: reasons[person]?.trim() ?? '' }))
          .filter(({ person, reason }) => reason !== '' && !present.includes(person));
        onRecord({
          present,
          ...(guests.length > 0 && { inAttendance: guests }),
          ...(absent.length > 0 && { absent }),
        });
      }}
    >
      <p>{state.attendanceRecorded === 0 ? say('attendanceFirst') : say('attendanceHow')}</p>
      <fieldset>
        <legend>{say('attends')}</legend>
        <ul className="ticks">
          {called.map((person) => (
            <li key={person}>
              <label className="tick" id={`called-${person}`}>
                <input
                  type="checkbox"
                  checked={present.includes(person)}
                  onChange={({ target }) =>
                    setPresent((now) =>
                      called.filter((one) => (one === person ? target.checked : now.includes(one))),
                    )
                  }
                />
                {nameOf(person)}
                {person === state.head && <span className="quiet">{say('head')}</span>}
              </label>
              {present.length > 0 && !present.includes(person) && (
                <Input
                  size="small"
                  className="absent-reason"
                  maxLength={300}
                  aria-label={say('absentReason')}
                  aria-describedby={`called-${person}`}
                  placeholder={say('absentReason')}
                  value={reasons[person] ?? ''}
                  onChange={({ target }) => setReasons((now) => ({ ...now, [person]: target.value }))}
                />
              )}
            </li>
          ))}
        </ul>
        <Quorum present={present.length} called={called.length} decisions={decisions} />
      </fieldset>
      <div className="field">
        <label htmlFor="guests">{say('guests')}</label>
        <Select
          id="guests"
          mode="multiple"
          style={{ width: '100%' }}
          placeholder={say('guestsHow')}
          optionFilterProp="label"
          value={[...guests]}
          onChange={setGuests}
          options={others.map((one) => ({ value: one.id, label: named(one) }))}
        />
      </div>
      <Button type="primary" htmlType="submit" loading={isPending} disabled={present.length === 0}>
        {say('recordAttendance')}
      </Button>
      {present.length === 0 && <span className="quiet"> {say('attendanceFirst')}</span>}
    </form>
  );
}

export function AttendanceShown({ meeting, decisions }: Props) {
  const { id, state } = meeting;
  const say = useWords();
  const nameOf = useNameOf();
  const { data: history } = useMeetingHistory(id);
  const called = calledTo(meeting);
  if (state.attendanceRecorded === 0) return <p className="quiet">{say('notYet')}</p>;
  const { guests, reasons } = lastAttendance(history ?? []);
  return (
    <>
      <table className="register attendance">
        <tbody>
          {called.map((person) => (
            <tr key={person}>
              <th scope="row">
                {nameOf(person)}
                {person === state.head && <span className="quiet"> {say('head')}</span>}
              </th>
              <td>
                {state.present.includes(person) ? `● ${say('attends')}` : `○ ${say('absent')}`}
                {!state.present.includes(person) && reasons[person] && (
                  <span className="quiet"> {reasons[person]}</span>
                )}
              </td>
            </tr>
          ))}
          {guests.map((person) => (
            <tr key={person}>
              <th scope="row">{nameOf(person)}</th>
              <td>◇ {say('guests')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Quorum present={state.present.length} called={called.length} decisions={decisions} />
    </>
  );
}

/** The decree sets no quorum; where a body's own rules do, the strictest among the matters is what is shown. */
function Quorum({
  present,
  called,
  decisions,
}: {
  present: number;
  called: number;
  decisions: Props['decisions'];
}) {
  const say = useWords();
  const [part, whole] = decisions
    .flatMap((decision) => (decision ? [contextOf(decision).ruleSet?.parameters.meetingAttendance] : []))
    .reduce<readonly [number, number]>(
      (most, one) => (one && (one[0] ?? 0) * most[1] > most[0] * (one[1] ?? 1) ? [one[0], one[1]] : most),
      [0, 1],
    );
  const met = present * whole >= called * part;
  return (
    <p role="status">
      {say('quorum', { called, present })}
      {say('semicolon')}
      {part === 0 ? (
        <span className="quiet">{say('quorumNone')}</span>
      ) : (
        <strong>{say(met ? 'quorumMet' : 'quorumUnmet', { part: `${part}/${whole}` })}</strong>
      )}
    </p>
  );
}
