import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import type { Recorded as Answer } from '../acts/record-act';
import { useDates } from '../dates/dates';
import { CitedArticle } from '../refusal/refusal-notice';
import { saved } from '../verification/saved';
import { useSaid, type Bilingual } from '../words/words';
import { useWords } from './act-words';

/** After an act is on record: where, with which remarks, and the receipt of one that binds. */
export function Recorded({ id, title, answer }: { id: string; title: Bilingual; answer: Answer }) {
  const say = useWords();
  const said = useSaid();
  const dates = useDates();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { event, remarks, receipt } = answer;
  return (
    <section aria-labelledby="recorded-title">
      <h1 id="recorded-title" ref={heading} tabIndex={-1}>
        {say('recordedTitle')}
      </h1>
      <p role="status">
        {say('recorded', { title: said(title), seq: event.seq, moment: dates.moment(event.time) })}
      </p>
      {remarks.length > 0 && (
        <>
          <h2>{say('remarks')}</h2>
          <ul>
            {remarks.map((remark) => (
              <li key={remark.requirement}>
                <strong>{said(remark.title)}</strong>{' '}
                <span className="quiet">{say(remark.is === 'warning' ? 'warning' : 'gaveWay')}</span>
                <p>{said(remark.because)}</p>
                <p>{said(remark.found)}</p>
                {remark.citations?.map((citation) => (
                  <CitedArticle key={citation.rule} citation={citation} />
                ))}
              </li>
            ))}
          </ul>
        </>
      )}
      {receipt !== undefined && (
        <p>
          <Button
            onClick={() =>
              saved(new Blob([receipt], { type: 'text/plain' }), `${say('receiptName')}-${event.seq}.txt`)
            }
          >
            {say('receipt')}
          </Button>{' '}
          <span className="quiet">{say('receiptHow')}</span>
        </p>
      )}
      <p>
        <Link to={`/decisions/${id}`}>{say('back')}</Link>
      </p>
    </section>
  );
}
