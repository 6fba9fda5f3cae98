import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { codeOf } from '../api/problem';
import { PageSkeleton } from '../app/page-skeleton';
import { useDates } from '../dates/dates';
import { RefusalNotice } from '../refusal/refusal-notice';
import { useCall, useReceipt } from './calls';
import { useWords } from './portal-words';
import './portal.css';

/** `/public/receipts`: a code, and what became of the comment. The code stays out of the address: addresses are kept in logs. */
export function Page() {
  const say = useWords();
  const [code, lookUp] = useState('');
  const { data, error, isFetching, refetch } = useReceipt(code);
  const unknown = codeOf(error) === 'not-found';
  return (
    <>
      <title>{say('receiptsTitle')}</title>
      <p className="no-print">
        <Link to="/public">{say('back')}</Link>
      </p>
      <h1>{say('receiptsTitle')}</h1>
      <Form<{ code: string }>
        layout="vertical"
        requiredMark={false}
        onFinish={({ code: typed }) => {
          const asked = typed.replaceAll(/\s/g, '').slice(0, 40);
          // The same code again is asked again: the line may be back, or the answer there.
          if (asked === code) void refetch();
          else lookUp(asked);
        }}
      >
        <Form.Item
          name="code"
          label={say('code')}
          extra={say('receiptsHow')}
          rules={[{ required: true, whitespace: true, message: say('codeMissing') }]}
        >
          <Input
            size="large"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={60}
          />
        </Form.Item>
        <Button type="primary" htmlType="submit" size="large" loading={isFetching}>
          {say('find')}
        </Button>
      </Form>
      {unknown && !isFetching && (
        <section role="alert" className="refusal">
          <h3>{say('unknownCode')}</h3>
          <p>{say('unknownCodeHow')}</p>
        </section>
      )}
      {error && !unknown && !isFetching && <RefusalNotice error={error} />}
      {isFetching && !data && <PageSkeleton />}
      {data && !error && <WhatBecameOfIt receipt={data} />}
    </>
  );
}

function WhatBecameOfIt({ receipt }: { receipt: NonNullable<ReturnType<typeof useReceipt>['data']> }) {
  const say = useWords();
  const { moment } = useDates();
  const { data: call } = useCall(receipt.consultation);
  const { ledger, disposition } = receipt;
  return (
    <section aria-live="polite" className="receipt">
      <h2>{say('result')}</h2>
      {disposition ? (
        <dl>
          <dt>{say('result')}</dt>
          <dd>
            <strong>{say(disposition.is)}</strong>
          </dd>
          <dt>{say('reason')}</dt>
          <dd className="as-written">{disposition.reason}</dd>
          <dt>{say('answeredAt')}</dt>
          <dd>{moment(disposition.at)}</dd>
        </dl>
      ) : (
        <p>{say('noResult')}</p>
      )}
      <h2>{say('inLedger')}</h2>
      <dl>
        <dt>{say('ofCall')}</dt>
        <dd>
          <Link to={`/public/consultations/${receipt.consultation}`}>
            {call?.title ?? receipt.consultation}
          </Link>{' '}
          {say('whichComment', { number: receipt.number })}
        </dd>
        <dt>{say('receivedAt')}</dt>
        <dd>{moment(receipt.receivedAt)}</dd>
        <dt>{say('inLedger')}</dt>
        <dd>{say('ledgerEntry', { seq: ledger.seq })}</dd>
        <dt>{say('leaf')}</dt>
        <dd className="digest">{ledger.leafHash}</dd>
      </dl>
      <p className="quiet">
        {ledger.proof ? say('proved') : say('notYetProved')}{' '}
        {ledger.proof && (
          <a
            href={`data:text/plain;charset=utf-8,${encodeURIComponent(ledger.proof)}`}
            download={`chengxu-${ledger.seq}.tlog-proof`}
          >
            {say('proof')}
          </a>
        )}
      </p>
    </section>
  );
}
