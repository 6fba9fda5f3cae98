import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { useDates } from '../dates/dates';
import { gistOf, type Comment } from './consultations';
import { useWords } from './consultation-words';

/** As many rows as a browser draws without a pause. */
const AT_ONCE = 200;

interface Props {
  readonly listed: readonly Comment[];
  readonly everyComment: readonly Comment[];
  readonly picked: ReadonlySet<number>;
  readonly onPick?: (picked: ReadonlySet<number>) => void;
  readonly onPickAlike?: (gist: string) => void;
  readonly nothing: string;
}

/** Comments to read and to choose from; those that say the same are chosen together. */
export function CommentList({ listed, everyComment, picked, onPick, onPickAlike, nothing }: Props) {
  const say = useWords();
  const [room, setRoom] = useState(AT_ONCE);
  const alike = useMemo(() => countByGist(everyComment), [everyComment]);
  const open = listed.filter(({ disposition }) => disposition === null);
  if (listed.length === 0) return <p className="quiet">{nothing}</p>;
  return (
    <section aria-label={say('received')}>
      {onPick && open.length > 0 && (
        <p className="pick-all">
          <Button size="small" onClick={() => onPick(new Set(open.map(({ number }) => number)))}>
            {say('pickShown', { count: open.length })}
          </Button>{' '}
          {picked.size > 0 && (
            <Button size="small" onClick={() => onPick(new Set())}>
              {say('pickNone')}
            </Button>
          )}{' '}
          <span role="status">{picked.size > 0 && say('picked', { count: picked.size })}</span>
        </p>
      )}
      <ul className="comments">
        {listed.slice(0, room).map((comment) => (
          <OneComment
            key={comment.number}
            comment={comment}
            alike={alike.get(gistOf(comment)) ?? 1}
            isPicked={picked.has(comment.number)}
            onToggle={onPick && (() => onPick(toggled(picked, comment.number)))}
            onPickAlike={onPickAlike}
          />
        ))}
      </ul>
      {listed.length > room && (
        <Button onClick={() => setRoom(room + AT_ONCE)}>
          {say('all')} {listed.length}
        </Button>
      )}
    </section>
  );
}

function toggled(picked: ReadonlySet<number>, number: number): ReadonlySet<number> {
  const next = new Set(picked);
  if (!next.delete(number)) next.add(number);
  return next;
}

function countByGist(comments: readonly Comment[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const comment of comments) {
    if (comment.disposition !== null) continue;
    const gist = gistOf(comment);
    counts.set(gist, (counts.get(gist) ?? 0) + 1);
  }
  return counts;
}

interface OneProps {
  readonly comment: Comment;
  readonly alike: number;
  readonly isPicked: boolean;
  readonly onToggle: (() => void) | undefined;
  readonly onPickAlike: ((gist: string) => void) | undefined;
}

function OneComment({ comment, alike, isPicked, onToggle, onPickAlike }: OneProps) {
  const say = useWords();
  const dates = useDates();
  const { number, text, name, anonymous, receivedAt, disposition } = comment;
  const isOpen = disposition === null;
  return (
    <li className={isPicked ? 'is-picked' : undefined}>
      {isOpen && onToggle ? (
        <input
          type="checkbox"
          checked={isPicked}
          onChange={onToggle}
          aria-label={say('pick', { n: number })}
        />
      ) : (
        <span aria-hidden="true">{isOpen ? '○' : '●'}</span>
      )}
      <div>
        <p className="comment-text">{text ?? say('erased')}</p>
        <span className="quiet">
          {say('number', { n: number })} · {anonymous ? say('anonymous') : (name ?? say('anonymous'))} ·{' '}
          {dates.moment(receivedAt)}
        </span>{' '}
        {disposition && <strong>{say(disposition)}</strong>}
        {isOpen && onPickAlike && alike > 1 && text !== undefined && (
          <button type="button" className="as-link" onClick={() => onPickAlike(gistOf(comment))}>
            {say('alike', { count: alike })}
          </button>
        )}
      </div>
    </li>
  );
}
