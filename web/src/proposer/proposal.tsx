import { Button, Form, Radio } from 'antd';
import { useState, type ReactNode } from 'react';
import { FieldsOf } from '../desk/fields-of';
import type { Paper } from '../documents/upload';
import { useCodeName, useFieldName } from '../forms/names';
import type { Schema } from '../forms/schema';
import { useWords } from './proposer-words';
import { WhatLiesAhead } from './what-lies-ahead';

type At = (string | number)[];
const inPayload = (...names: string[]): At[] => names.map((name) => ['payload', name]);

const PAGES = [
  { name: 'secrecy', asks: inPayload('holdsStateSecret') },
  { name: 'matter', asks: inPayload('body', 'title', 'proposedBy', 'problem', 'reasonsAndBasis') },
  { name: 'reasons', asks: inPayload('outline', 'necessity', 'feasibility', 'document') },
  { name: 'ahead', asks: [] },
] as const;

/** The proposal page by page. All pages stay in the form: going back loses nothing, and the last one sends all of them. */
export function Proposal({ schema, body }: { schema: Schema; body: string }) {
  const say = useWords();
  const form = Form.useFormInstance();
  const [page, turn] = useState(0);
  const isLast = page === PAGES.length - 1;
  const name = PAGES[page]?.name ?? 'secrecy';
  const turnTo = (next: number) => {
    turn(next);
    document.getElementById('proposal-page')?.focus();
  };
  const next = async () => {
    try {
      await form.validateFields([...(PAGES[page]?.asks ?? [])]);
      turnTo(page + 1);
    } catch {
      // Each field says what is wrong with it.
    }
  };
  const show = (shown: number, content: ReactNode) => <div hidden={page !== shown}>{content}</div>;
  const chosenBody = Form.useWatch(['payload', 'body'], form) as string | undefined;
  return (
    <div
      className={isLast ? 'proposal proposal-last' : 'proposal'}
      onKeyDown={(event) => {
        // Enter in a line of an early page turns the page: nothing is sent before the last one was seen.
        if (event.key !== 'Enter' || isLast || !(event.target instanceof HTMLInputElement)) return;
        event.preventDefault();
        if (isForItsOwn(event.nativeEvent, event.target)) return;
        void next();
      }}
    >
      <h2 id="proposal-page" tabIndex={-1} aria-live="polite">
        {say('page', { n: page + 1, of: PAGES.length, name: say(name) })}
      </h2>
      {show(0, <Secrecy />)}
      {show(
        1,
        <>
          <p className="quiet">{say('who')}</p>
          <FieldsOf schema={schema} names={['body', 'title', 'proposedBy', 'problem', 'reasonsAndBasis']} />
        </>,
      )}
      {show(
        2,
        <>
          <Asked />
          <FieldsOf schema={schema} names={['outline', 'necessity', 'feasibility', 'document']} />
          <details className="desk-fold">
            <summary>{say('origin')}</summary>
            <FieldsOf schema={schema} names={['arisesFrom']} />
          </details>
        </>,
      )}
      {isLast && (
        <>
          <WhatLiesAhead body={chosenBody ?? body} />
          <LookOver />
        </>
      )}
      <p className="proposal-turn no-print">
        {page > 0 && <Button onClick={() => turnTo(page - 1)}>{say('back')}</Button>}
        {!isLast && (
          <Button type="primary" onClick={() => void next()}>
            {say('next')}
          </Button>
        )}
      </p>
    </div>
  );
}

/** Enter that ends a word in pinyin, or takes what a list or a calendar offers. */
const isForItsOwn = ({ isComposing }: KeyboardEvent, target: HTMLInputElement) =>
  isComposing || target.role === 'combobox' || target.closest('.ant-picker') !== null;

/** The first question of all, and the only one that ends here. */
function Secrecy() {
  const say = useWords();
  const form = Form.useFormInstance();
  const holds = Form.useWatch(['payload', 'holdsStateSecret'], form) as boolean | undefined;
  return (
    <>
      <Form.Item
        name={['payload', 'holdsStateSecret']}
        label={say('secret')}
        extra={say('secretHow')}
        rules={[
          {
            validator: (_, answer: unknown) =>
              answer === false
                ? Promise.resolve()
                : Promise.reject(new Error(say(answer === true ? 'secretStop' : 'secretMissing'))),
          },
        ]}
      >
        <Radio.Group
          className="one-of"
          options={[
            { value: false, label: say('secretNo') },
            { value: true, label: say('secretYes') },
          ]}
        />
      </Form.Item>
      {holds === true && (
        <section role="alert" className="refusal">
          <p>{say('secretStopHow')}</p>
        </section>
      )}
    </>
  );
}

/** What article 10 asks of this proposer, said before it is missing. */
function Asked() {
  const say = useWords();
  const form = Form.useFormInstance();
  const by = Form.useWatch(['payload', 'proposedBy'], form) as string | undefined;
  if (by === 'department' || by === 'lower-government') return <p className="quiet">{say('needed')}</p>;
  if (by === 'citizens' || by === 'deputies') return <p className="quiet">{say('attach')}</p>;
  return null;
}

const LOOKED_OVER = [
  'title',
  'proposedBy',
  'problem',
  'reasonsAndBasis',
  'outline',
  'necessity',
  'feasibility',
  'document',
] as const;

function LookOver() {
  const say = useWords();
  const fieldName = useFieldName();
  const codeName = useCodeName();
  const form = Form.useFormInstance();
  const inWords = (field: string, value: unknown) =>
    field === 'proposedBy' && typeof value === 'string'
      ? codeName(field, value)
      : typeof value === 'object'
        ? (value as Partial<Paper> | null)?.name
        : value;
  const payload = (form.getFieldValue('payload') ?? {}) as Record<string, unknown>;
  return (
    <section aria-labelledby="check-title">
      <h2 id="check-title">{say('check')}</h2>
      <dl className="look-over">
        {LOOKED_OVER.map((field) => {
          const value = inWords(field, payload[field]);
          return (
            <div key={field}>
              <dt>{fieldName([field])}</dt>
              <dd>
                {typeof value === 'string' && value.trim() ? (
                  value
                ) : (
                  <span className="quiet">{say('empty')}</span>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
