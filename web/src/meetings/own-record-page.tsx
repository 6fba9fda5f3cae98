import { Button } from 'antd';
import { useState } from 'react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { announce } from '../app/announcements';
import { useRecord } from '../acts/record-act';
import { api, ask } from '../api/client';
import { PageSkeleton } from '../app/page-skeleton';
import { useDates } from '../dates/dates';
import { RefusalNotice } from '../refusal/refusal-notice';
import { Outcome } from '../session/acting';
import { useSession } from '../session/session';
import { useSaid } from '../words/words';
import { useMeetingCode } from './meeting-words';
import { useDecisionHistory, type Told } from './meetings';
import { useWords } from './own-record-words';
import './meetings.css';

/** `/meetings/mine`: what was recorded of the reader, and dissent confirmed in the reader's own words. */
export function Page() {
  const say = useWords();
  const { data: session } = useSession();
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['decisions', 'mine'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      ask(
        api.GET('/api/decisions', {
          params: { query: { limit: 20, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    getNextPageParam: (last) => last.nextCursor,
  });
  if (error) return <RefusalNotice page error={error} />;
  if (!data || !session) return <PageSkeleton />;
  const decisions = data.pages.flatMap((page) => page.decisions);
  return (
    <>
      <title>{say('mine')}</title>
      <h1>{say('mine')}</h1>
      <p>{say('how')}</p>
      {decisions.map(({ id, title }) => (
        <OfMatter key={id} id={id} title={title} me={session.person} />
      ))}
      {/* Matters in which the reader has not spoken show nothing. */}
      <p className="quiet">{say('onlyMine')}</p>
      {hasNextPage && (
        <Button onClick={() => void fetchNextPage()} loading={isFetchingNextPage}>
          {say('more')}
        </Button>
      )}
    </>
  );
}

const OWN = new Set(['MemberSpoke', 'HeadSpoke', 'MemberRecused', 'DissentConfirmed', 'OutcomeDecided']);

function OfMatter({ id, title, me }: { id: string; title: string; me: string }) {
  const say = useWords();
  const { data: history, error } = useDecisionHistory(id);
  if (error) return <RefusalNotice page error={error} />;
  const own =
    history?.filter(({ type, onBehalf, actor }) => OWN.has(type) && (onBehalf ?? actor) === me) ?? [];
  if (own.length === 0) return null;
  const speech = own.findLast(({ type }) => type === 'MemberSpoke');
  const stance = speech?.payload['stance'];
  const confirmed = own.some(
    ({ type, version }) => type === 'DissentConfirmed' && version > (speech?.version ?? -1),
  );
  return (
    <section>
      <h2>
        <Link to={`/decisions/${id}`}>{title}</Link>
      </h2>
      <ol className="own-record">
        {own.map((event) => (
          <OneRecord key={event.version} event={event} />
        ))}
      </ol>
      {(stance === 'disagree' || stance === 'agree-with-changes') &&
        (confirmed ? (
          <p>● {say('confirmed')}</p>
        ) : (
          <Dissent id={id} recorded={String(speech?.payload['words'] ?? '')} />
        ))}
    </section>
  );
}

function OneRecord({ event: { title, time, payload, onBehalf, actor: _ } }: { event: Told }) {
  const say = useWords();
  const said = useSaid();
  const code = useMeetingCode();
  const dates = useDates();
  const stance = payload['stance'] ?? payload['outcome'];
  const words = payload['words'] ?? payload['reason'] ?? payload['reasonsAgainstMajority'];
  return (
    <li>
      {dates.moment(time)} {said(title)}
      {typeof stance === 'string' && <strong> {code(stance)}</strong>}
      {typeof words === 'string' && <blockquote>{words}</blockquote>}
      {onBehalf && <span className="quiet">{say('enteredForMe')}</span>}
    </li>
  );
}

/** The member reads what was recorded, and confirms it in words of the member's own. */
function Dissent({ id, recorded }: { id: string; recorded: string }) {
  const say = useWords();
  const done = () => announce(say('confirmedNow'));
  const record = useRecord('decisions', id, done);
  const [words, setWords] = useState('');
  return (
    <>
      <Outcome of={record} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          record.mutate({ type: 'DissentConfirmed', payload: { confirmed: true, words: words.trim() } });
        }}
      >
        <h3>{say('confirm')}</h3>
        <p>{say('confirmHow')}</p>
        <label htmlFor={`dissent-${id}`}>{say('ownWords')}</label>
        <textarea
          id={`dissent-${id}`}
          className="words-box"
          required
          rows={3}
          maxLength={5000}
          value={words}
          onChange={({ target }) => setWords(target.value)}
        />
        <p>
          <Button onClick={() => setWords(recorded)}>{say('asRecorded')}</Button>{' '}
          <Button type="primary" htmlType="submit" loading={record.isPending}>
            {say('confirm')}
          </Button>
        </p>
      </form>
    </>
  );
}
