import { Link, useParams } from 'react-router';
import { PageSkeleton } from '../app/page-skeleton';
import { useDates } from '../dates/dates';
import { sizeInWords } from '../documents/size-in-words';
import { RefusalNotice } from '../refusal/refusal-notice';
import { CallCounts } from './call-counts';
import { useCall, type Call } from './calls';
import { CommentForm } from './comment-form';
import { daysLeft } from './days-left';
import { useWords } from './portal-words';
import { PrivacyNotice } from './privacy-notice';
import './portal.css';

/** `/public/consultations/:id`: one call: what is proposed, until when and how to comment, and what became of comments. */
export function Page() {
  const { id = '' } = useParams();
  const say = useWords();
  const { data: call, error } = useCall(id);
  return (
    <>
      <p className="no-print">
        <Link to="/public">{say('back')}</Link>
      </p>
      {error && !call && (
        <>
          <h1>{say('title')}</h1>
          <RefusalNotice error={error} />
        </>
      )}
      {!call && !error && <PageSkeleton />}
      {call && <OneCall call={call} />}
    </>
  );
}

function OneCall({ call }: { call: Call }) {
  const say = useWords();
  const { day, inFull } = useDates();
  const left = daysLeft(call.deadline);
  const how = call.notice['howToComment'];
  const digest = call.notice['bundleDigest'];
  return (
    <>
      <title>{call.title}</title>
      <h1>{call.title}</h1>
      <p className="call-line">
        <span>{call.bodyName}</span>
        <span>{say('openedOn', { day: inFull(call.openedOn) })}</span>
        <strong>
          {say(call.open ? 'lastDay' : 'closedOn', { day: day(call.deadline) })}
          {call.open &&
            left >= 0 &&
            ` · ${left === 0 ? say('lastDayToday') : say('daysLeft', { count: left })}`}
        </strong>
      </p>
      <Papers call={call} />
      <h2>{say('howToComment')}</h2>
      {typeof how === 'string' && <p className="as-written">{how}</p>}
      <p>
        {call.open ? say('until', { day: day(call.deadline) }) : say('isClosed', { day: day(call.deadline) })}
      </p>
      {call.open && (
        <>
          <h2>{say('comment')}</h2>
          <CommentForm call={call} />
          <PrivacyNotice privacy={call.privacy} />
        </>
      )}
      <h2>{say('results')}</h2>
      <p>
        <CallCounts counts={call.counts} closed={!call.open} />
      </p>
      <p className="quiet">
        {say('resultsLater')} <Link to="/public/receipts">{say('myComment')}</Link>
      </p>
      {typeof digest === 'string' && (
        <p className="quiet">
          {say('digestIs')} <span className="digest">{digest}</span>
        </p>
      )}
    </>
  );
}

function Papers({ call }: { call: Call }) {
  const say = useWords();
  return (
    <>
      <h2>{say('papers')}</h2>
      {call.papers.length === 0 ? (
        <p className="quiet">{say('noPapers')}</p>
      ) : (
        <ul className="call-papers">
          {call.papers.map(({ role, name, sha256, size }) => (
            <li key={`${role} ${name} ${sha256}`}>
              <span className="quiet">{say(role)}</span>{' '}
              <a href={`/api/public/consultations/${call.id}/documents/${sha256}`} download={name}>
                {name || say(role)}
              </a>{' '}
              <span className="quiet">{sizeInWords(size)}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
