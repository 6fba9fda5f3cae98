import { useDeferredValue, useMemo, useState } from 'react';
import { Link, useParams } from 'react-router';
import { DoneForLender, StandingIn, useIsLent } from '../acts/standing-in';
import { PageSkeleton } from '../app/page-skeleton';
import { useDates } from '../dates/dates';
import { useDecision } from '../decisions/decisions';
import { RefusalNotice } from '../refusal/refusal-notice';
import { useHolds } from '../session/session';
import { AnswerForm } from './answer-form';
import { CommentList } from './comment-list';
import { DISPOSITIONS, gistOf, useComments, useConsultation, type Disposition } from './consultations';
import { EnterOnPaper } from './enter-on-paper';
import { useWords } from './consultation-words';
import './consultations.css';

type Shown = 'open' | Disposition | 'all';

/** `/consultations/:id`: every comment gets an answer; the same answer is written once. */
export function Page() {
  const { id = '' } = useParams();
  return (
    <StandingIn subject={`consultation/${id}`}>
      <Desk id={id} />
    </StandingIn>
  );
}

function Desk({ id }: { id: string }) {
  const say = useWords();
  const answers = useHolds('proposer');
  const mayAnswer = useIsLent()('CommentDisposed') || answers;
  const mayEnter = useHolds('proposer', 'office', 'secretary');
  const { data: call, error } = useConsultation(id);
  const { comments, error: noComments, isReading } = useComments(id);
  const [shown, show] = useState<Shown>('open');
  const [typed, type] = useState('');
  const q = useDeferredValue(typed.trim());
  const [picked, pick] = useState<ReadonlySet<number>>(new Set());
  const listed = useMemo(
    () =>
      (comments ?? []).filter(
        ({ disposition, text = '' }) =>
          (shown === 'all' || (shown === 'open' ? disposition === null : disposition === shown)) &&
          text.includes(q),
      ),
    [comments, shown, q],
  );
  if (error ?? noComments) return <RefusalNotice page error={error ?? noComments} />;
  if (!call || !comments) return <PageSkeleton />;
  const { received, disposed, adopted, partly, notAdopted } = call.state;
  const counts: Record<Shown, number> = {
    open: received - disposed,
    adopted,
    partly,
    'not-adopted': notAdopted,
    all: received,
  };
  const pickAlike = (gist: string) =>
    pick(
      new Set(
        comments.filter((one) => one.disposition === null && gistOf(one) === gist).map((one) => one.number),
      ),
    );
  return (
    <>
      <title>{say('desk')}</title>
      <h1>{say('desk')}</h1>
      <About decision={call.decision} openedOn={call.openedOn} deadline={call.deadline} />
      <DoneForLender />
      {isReading && <p role="status">{say('reading', { count: comments.length })}</p>}
      <Blanket sameForAll={call.state.sameForAll} notAdopted={notAdopted} />
      <p className="choices">
        {(['open', ...DISPOSITIONS, 'all'] as const).map((one) => (
          <button key={one} type="button" aria-pressed={one === shown} onClick={() => show(one)}>
            {say(one)} {counts[one]}
          </button>
        ))}
      </p>
      <p>
        <label>
          {say('search')}{' '}
          <input
            type="search"
            className="find-comments"
            value={typed}
            onChange={({ target }) => type(target.value)}
          />
        </label>
      </p>
      <div className="desk">
        <CommentList
          listed={listed}
          everyComment={comments}
          picked={picked}
          {...(mayAnswer && { onPick: pick, onPickAlike: pickAlike })}
          nothing={
            received === 0
              ? say('none')
              : shown === 'open' && counts.open === 0
                ? say('allAnswered')
                : say('noneHere')
          }
        />
        {mayAnswer ? (
          <AnswerForm id={id} picked={picked} onPick={pick} />
        ) : (
          <p className="quiet">{say('notYours')}</p>
        )}
      </div>
      {mayEnter && <EnterOnPaper id={id} />}
    </>
  );
}

function About({ decision, openedOn, deadline }: { decision: string; openedOn: string; deadline: string }) {
  const say = useWords();
  const dates = useDates();
  const { data } = useDecision(decision);
  return (
    <p>
      {say('ofMatter')} <Link to={`/decisions/${decision}`}>{data?.title ?? decision}</Link>{' '}
      <span className="quiet">
        {say('openUntil', { from: dates.day(openedOn), to: dates.day(deadline) })}
      </span>
    </p>
  );
}

/** The server counts it: the same words for every comment that was not adopted. */
function Blanket({ sameForAll, notAdopted }: { sameForAll: boolean; notAdopted: number }) {
  const say = useWords();
  if (!sameForAll || notAdopted < 2) return null;
  return (
    <p role="status" className="blanket">
      <strong>△ {say('blanket', { count: notAdopted })}</strong> {say('blanketHow')}
    </p>
  );
}
