import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { useDates } from '../dates/dates';
import type { Call, Taken } from './calls';
import { useWords } from './portal-words';

interface Props {
  readonly taken: Taken;
  readonly call: Call;
  readonly onAnother: () => void;
}

/** The receipt, shown this once: to copy, to print, to write down. Focus goes to it, so that it is read out. */
export function ReceiptGiven({ taken, call, onAnother }: Props) {
  const say = useWords();
  const { moment } = useDates();
  const heading = useRef<HTMLHeadingElement>(null);
  const [copied, setCopied] = useState<boolean>();
  useEffect(() => heading.current?.focus(), []);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(taken.receipt);
      setCopied(true);
    } catch {
      // Not over plain HTTP, and not where the browser forbids it: said so, rather than pretended.
      setCopied(false);
    }
  };
  return (
    <section className="receipt" aria-labelledby="receipt-title">
      <h3 id="receipt-title" ref={heading} tabIndex={-1}>
        {say('thanks')}
      </h3>
      <p className="only-print">
        {call.title} · {call.bodyName}
      </p>
      <p>{say('keepCode')}</p>
      <p>
        <span className="quiet">{say('code')}</span>
        <strong className="receipt-code">{taken.receipt}</strong>
      </p>
      <p>
        {say('numberIs', { number: taken.number, seq: taken.event.seq })} {moment(taken.receivedAt)}
      </p>
      <p className="digest only-print">{taken.event.leafHash}</p>
      <p className="receipt-acts no-print">
        <Button type="primary" onClick={() => void copy()}>
          {say('copy')}
        </Button>
        <Button onClick={() => print()}>{say('print')}</Button>
        <Button onClick={onAnother}>{say('another')}</Button>
      </p>
      <p role="status">{copied !== undefined && say(copied ? 'copied' : 'notCopied')}</p>
      <p>
        {say('lookUp')}: <Link to="/public/receipts">{`${location.origin}/public/receipts`}</Link>
      </p>
    </section>
  );
}
