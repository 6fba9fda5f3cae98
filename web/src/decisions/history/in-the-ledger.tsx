import { Button } from 'antd';
import { useState } from 'react';
import { ProblemError, problemOf } from '../../api/problem';
import { RefusalNotice } from '../../refusal/refusal-notice';
import { saved } from '../../verification/saved';
import type { PastEvent } from '../decisions';
import { useWords } from './history-words';

/** Where the event lies in the ledger, and the receipt that proves it offline. */
export function InTheLedger({ event }: { event: PastEvent }) {
  const say = useWords();
  return (
    <section aria-labelledby="ledger-title">
      <h3 id="ledger-title">{say('proof')}</h3>
      <dl className="pairs">
        <dt>{say('seq')}</dt>
        <dd>{event.seq}</dd>
        <dt>{say('leafHash')}</dt>
        <dd className="digest">{event.leafHash}</dd>
        {event.stateHash && (
          <>
            <dt>{say('stateHash')}</dt>
            <dd className="digest">{event.stateHash}</dd>
          </>
        )}
        <dt>{say('receipt')}</dt>
        <dd>
          <Receipt event={event} /> <span className="quiet">{say('receiptHow')}</span>
        </dd>
      </dl>
      <details className="more-below">
        <summary>{say('raw')}</summary>
        <h4>{say('rawPayload')}</h4>
        <pre className="raw">{JSON.stringify(event.payload, null, 2)}</pre>
        <h4>{say('rawFacts')}</h4>
        <pre className="raw">{JSON.stringify(event.facts, null, 2)}</pre>
      </details>
    </section>
  );
}

function Receipt({ event }: { event: PastEvent }) {
  const say = useWords();
  const [error, setError] = useState<unknown>();
  const [early, setEarly] = useState(false);
  const fetchReceipt = async () => {
    setError(undefined);
    try {
      const answer = await fetch(`/api/ledger/receipts/${event.id}`, { credentials: 'same-origin' });
      setEarly(answer.status === 202);
      if (answer.status === 202) return;
      if (!answer.ok) throw new ProblemError(problemOf(await answer.json().catch(() => null), answer.status));
      saved(await answer.blob(), `receipt-${event.seq}.txt`);
    } catch (refused) {
      setError(refused instanceof ProblemError ? refused : ProblemError.unreachable());
    }
  };
  return (
    <>
      <Button size="small" onClick={() => void fetchReceipt()}>
        {say('receiptDownload')}
      </Button>
      {early && <strong role="status"> {say('receiptNotYet')}</strong>}
      {error !== undefined && <RefusalNotice error={error} />}
    </>
  );
}
