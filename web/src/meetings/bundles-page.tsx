import { Button, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { announce } from '../app/announcements';
import { PAPERS, wordFor } from '../../../workflows/words';
import { useRecord } from '../acts/record-act';
import { PageSkeleton } from '../app/page-skeleton';
import { useDates } from '../dates/dates';
import { RefusalNotice } from '../refusal/refusal-notice';
import { Outcome } from '../session/acting';
import { useSession } from '../session/session';
import { useLanguage } from '../words/words';
import { useWords } from './bundle-words';
import { useMeetingCode } from './meeting-words';
import { contextOf, useDecisionHistory, useMeetings } from './meetings';
import { papersOnTheTable } from './papers';
import { papersAskedFor } from './papers-asked-for';
import { PapersTable } from './papers-table';
import { useDecision, type ListedDecision } from '../decisions/decisions';
import { useReady } from './ready';
import './meetings.css';

/** `/meetings/bundles`: what came in for a meeting: looked through, and tabled or returned. */
export function Page() {
  const say = useWords();
  const { data: session } = useSession();
  const bodies = [
    ...new Set(
      session?.grants.filter(({ role }) => role === 'secretary' || role === 'office').map(({ body }) => body),
    ),
  ];
  return (
    <>
      <title>{say('bundles')}</title>
      <h1>{say('bundles')}</h1>
      <p className="page-acts">
        <Link to="/meetings">{say('meetings')}</Link>
      </p>
      {bodies.map((body) => (
        <OfBody key={body} body={body} />
      ))}
    </>
  );
}

function OfBody({ body }: { body: string }) {
  const say = useWords();
  const { data: ready, error } = useReady(body);
  if (error) return <RefusalNotice page error={error} />;
  if (!ready) return <PageSkeleton />;
  if (ready.length === 0) return <p className="quiet">{say('none')}</p>;
  return ready.map((one) => <OneBundle key={one.id} bundle={one} body={body} />);
}

function OneBundle({ bundle, body }: { bundle: ListedDecision; body: string }) {
  const say = useWords();
  const dates = useDates();
  const { data: history, error } = useDecisionHistory(bundle.id);
  const { data: decision } = useDecision(bundle.id);
  if (error) return <RefusalNotice page error={error} />;
  if (!history || !decision) return <PageSkeleton />;
  const context = contextOf(decision);
  const papers = papersOnTheTable(history, context.review.clearedBundle);
  const came = history.findLast(({ type }) => type === 'MeetingBundleSubmitted');
  return (
    <section>
      <h2>
        <Link to={`/decisions/${bundle.id}`}>{bundle.title}</Link>
      </h2>
      {came && <p className="quiet">{say('cameOn', { when: dates.moment(came.time) })}</p>}
      <PapersTable papers={papers} />
      <h3>{say('checklist')}</h3>
      <Checklist kinds={papers.map(({ kind }) => kind)} asks={papersAskedFor(context)} />
      <Tabling bundle={bundle} body={body} digest={context.review.clearedBundle} version={decision.version} />
      <Returning id={bundle.id} version={decision.version} />
    </section>
  );
}

/** Article 29's list: by word and by shape, what is there and what is not. */
function Checklist({ kinds, asks }: { kinds: readonly string[]; asks: readonly string[] }) {
  const say = useWords();
  const { language } = useLanguage();
  return (
    <ul className="ticks">
      {asks.map((kind) => {
        const there = kinds.includes(kind);
        return (
          <li key={kind}>
            <span aria-hidden="true">{there ? '● ' : '○ '}</span>
            {wordFor(PAPERS, kind)[language]} <strong>{say(there ? 'there' : 'missing')}</strong>
          </li>
        );
      })}
    </ul>
  );
}

interface TablingProps {
  readonly bundle: ListedDecision;
  readonly body: string;
  readonly digest: string | null;
  readonly version: number;
}

function Tabling({ bundle, body, digest, version }: TablingProps) {
  const say = useWords();
  const code = useMeetingCode();
  const dates = useDates();
  const done = () => announce(say('tabled'));
  const record = useRecord('decisions', bundle.id, done);
  const [meeting, choose] = useState<string>();
  const { data } = useMeetings(undefined);
  const open =
    data?.pages
      .flatMap((page) => page.meetings)
      .filter((one) => one.body === body && one.status !== 'closed') ?? [];
  return (
    <>
      <Outcome of={record} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          record.mutate({ type: 'TabledAtMeeting', payload: { meeting, bundleDigest: digest }, version });
        }}
      >
        {open.length === 0 ? (
          <p>
            {say('noMeeting')} <Link to="/meetings/new">{say('convene')}</Link>
          </p>
        ) : (
          <div className="field">
            <label htmlFor={`meeting-${bundle.id}`}>{say('meeting')}</label>{' '}
            <Select
              id={`meeting-${bundle.id}`}
              style={{ minWidth: 260 }}
              value={meeting}
              onChange={choose}
              options={open.map(({ id, kind, plannedOn }) => ({
                value: id,
                label: `${dates.day(plannedOn)} ${code(kind)}`,
              }))}
            />{' '}
            <Button type="primary" htmlType="submit" disabled={!meeting} loading={record.isPending}>
              {say('table')}
            </Button>{' '}
            {!meeting && <span className="quiet">{say('chooseMeeting')}</span>}
          </div>
        )}
      </form>
    </>
  );
}

function Returning({ id, version }: { id: string; version: number }) {
  const say = useWords();
  const done = () => announce(say('returned'));
  const record = useRecord('decisions', id, done);
  const [reason, setReason] = useState('');
  return (
    <details>
      <summary>{say('return')}</summary>
      <Outcome of={record} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          record.mutate({ type: 'MeetingBundleReturned', payload: { reason: reason.trim() }, version });
        }}
      >
        <p>{say('returnHow')}</p>
        <label htmlFor={`return-${id}`}>{say('reason')}</label>
        <textarea
          id={`return-${id}`}
          className="words-box"
          required
          rows={3}
          maxLength={5000}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
        <p>
          <Button htmlType="submit" loading={record.isPending}>
            {say('return')}
          </Button>
        </p>
      </form>
    </details>
  );
}
