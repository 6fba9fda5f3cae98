import { Button, DatePicker, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useRecord, type ActToRecord } from '../acts/record-act';
import { SignedOriginal, type Original } from '../acts/signed-original';
import { DocumentField } from '../documents/document-field';
import type { Paper } from '../documents/upload';
import { usePeople, useNamed } from '../people/people';
import { Outcome } from '../session/acting';
import { useSession } from '../session/session';
import { useWords } from './consultation-words';

/** The public as the ledger names it: whoever wrote keeps a name only inside the comment. */
const THE_PUBLIC = 'anybody';

/** Letters and telephone calls: into the same list as what came through the portal. */
export function EnterOnPaper({ id }: { id: string }) {
  const say = useWords();
  const [text, setText] = useState('');
  const [name, setName] = useState('');
  const [contact, setContact] = useState('');
  const [anonymous, setAnonymous] = useState(false);
  const [original, setOriginal] = useState<Original>();
  const [late, setLate] = useState<Late>({});
  const [isHalf, setHalf] = useState(false);
  const [receipt, setReceipt] = useState<string>();
  const done = (answer: unknown) => {
    setReceipt((answer as { receiptCode?: string }).receiptCode);
    setText('');
    setName('');
    setContact('');
    setOriginal(undefined);
    setLate({});
  };
  const record = useRecord('consultations', id, done);
  const enter = () => {
    if (!original) return;
    const evidence = evidenceOf(late);
    setHalf(evidence === 'half');
    if (evidence === 'half') return;
    const named = anonymous ? {} : { ...(name && { name }), ...(contact && { contact }) };
    const act: ActToRecord = {
      type: 'CommentReceived',
      // The receipt is made by the server, which shows its code once.
      payload: { text: text.trim(), anonymous, ...named },
      onBehalfOf: THE_PUBLIC,
      instrument: original.instrument,
      ...evidence,
    };
    record.mutate(act);
  };
  return (
    <details className="on-paper">
      <summary>{say('enter')}</summary>
      <p>{say('enterHow')}</p>
      {receipt && (
        <p role="status">
          <strong>{say('receipt', { code: receipt })}</strong>
        </p>
      )}
      <SignedOriginal value={original} onChange={setOriginal} />
      <Outcome of={record} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          enter();
        }}
      >
        <label htmlFor="letter-text">{say('text')}</label>
        <textarea
          id="letter-text"
          className="words-box"
          required
          rows={4}
          maxLength={5000}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <label className="tick">
          <input
            type="checkbox"
            checked={anonymous}
            onChange={({ target }) => setAnonymous(target.checked)}
          />
          {say('keepAnonymous')}
        </label>
        {!anonymous && (
          <>
            <label htmlFor="letter-name">{say('name')}</label>
            <input
              id="letter-name"
              className="line"
              maxLength={100}
              value={name}
              onChange={({ target }) => setName(target.value)}
            />
            <label htmlFor="letter-contact">{say('contact')}</label>
            <input
              id="letter-contact"
              className="line"
              maxLength={200}
              value={contact}
              onChange={({ target }) => setContact(target.value)}
            />
          </>
        )}
        <LateFields value={late} onChange={setLate} />
        {isHalf && (
          <p role="alert" className="missing">
            {say('lateHalf')}
          </p>
        )}
        <Button htmlType="submit" loading={record.isPending} disabled={!original}>
          {say('enterNow')}
        </Button>{' '}
        {!original && <span className="quiet">{say('originalNeeded')}</span>}
      </form>
    </details>
  );
}

interface Late {
  readonly on?: Dayjs;
  readonly source?: Paper;
  readonly checkedBy?: string;
}

/** A dated outside source, checked by a second person: only all of it together is evidence, and none of it is none. */
function evidenceOf({ on, source, checkedBy }: Late): Pick<ActToRecord, 'evidenced'> | 'half' {
  if (!on && !source && !checkedBy) return {};
  if (!on || !source || !checkedBy) return 'half';
  return { evidenced: { date: on.format('YYYY-MM-DD'), source: source.sha256, checkedBy } };
}

function LateFields({ value, onChange }: { value: Late; onChange: (value: Late) => void }) {
  const say = useWords();
  const named = useNamed();
  const { data: people } = usePeople();
  const { data: session } = useSession();
  const others = people?.people.filter(({ id }) => id !== session?.person) ?? [];
  return (
    <details>
      <summary>{say('late')}</summary>
      <p>{say('lateHow')}</p>
      <div className="fields">
        <label htmlFor="late-on">{say('lateOn')}</label>
        <DatePicker
          id="late-on"
          value={value.on ?? null}
          onChange={(on) => onChange({ ...value, on: on ?? undefined } as Late)}
        />
        <span>{say('lateSource')}</span>
        <div>
          <DocumentField
            value={value.source}
            onChange={(source) => onChange({ ...value, source: source as Paper | undefined } as Late)}
          />
        </div>
        <label htmlFor="late-by">{say('lateBy')}</label>
        <Select
          id="late-by"
          style={{ minWidth: 240 }}
          value={value.checkedBy}
          allowClear
          onChange={(checkedBy?: string) => onChange({ ...value, checkedBy } as Late)}
          options={others.map((one) => ({ value: one.id, label: named(one) }))}
        />
      </div>
    </details>
  );
}
