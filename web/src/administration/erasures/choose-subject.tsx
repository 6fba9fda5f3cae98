import { Form, Radio, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useCatalogues } from '../../catalogues/catalogues';
import { useDates } from '../../dates/dates';
import { ChooseDecision, ChooseMeeting } from '../../forms/choosers';
import type { Controlled } from '../../forms/controls';
import { usePunctuation } from '../../words/punctuation';
import { useWords } from './erasures-words';
import { KINDS, useRecordOf, type Kind } from './subjects';

/** Of what the record is: kind first, then which one by its name. The field `subject` has `meeting/…`. */
export function ChooseSubject() {
  const say = useWords();
  const form = Form.useFormInstance<{ subject?: string; documents?: string[]; events?: string[] }>();
  const [kind, choose] = useState<Kind>('decision');
  const Choose = CHOOSERS[kind];
  const nothing = { subject: undefined, documents: undefined, events: undefined };
  return (
    <>
      <Form.Item label={say('recordOf')}>
        <Radio.Group
          aria-label={say('recordOf')}
          value={kind}
          options={KINDS.map((value) => ({ value, label: say(value) }))}
          onChange={({ target }) => {
            choose(target.value as Kind);
            form.setFieldsValue(nothing);
          }}
        />
      </Form.Item>
      <Form.Item
        key={kind}
        name="subject"
        label={say(kind)}
        rules={[{ required: true, message: say('subjectMissing') }]}
        getValueProps={(value: string | undefined) => ({ value: value?.slice(kind.length + 1) })}
        normalize={(id: string | undefined) => (id ? `${kind}/${id}` : undefined)}
        getValueFromEvent={(id: string | undefined) => {
          form.setFieldsValue({ documents: undefined, events: undefined });
          return id;
        }}
      >
        <Choose />
      </Form.Item>
    </>
  );
}

type Chosen = Controlled<string | string[]>;
const CHOOSERS: Readonly<Record<Kind, (given: Chosen) => React.ReactNode>> = {
  decision: ChooseDecision,
  meeting: ChooseMeeting,
  consultation: ChooseCall,
  catalogue: ChooseCatalogue,
};

/** A call has no name but that of the matter on which it was opened. */
function ChooseCall({ onChange }: Chosen) {
  const say = useWords();
  const dates = useDates();
  const [decision, choose] = useState<string>();
  const [call, chooseCall] = useState<string>();
  const { data } = useRecordOf(decision === undefined ? undefined : { kind: 'decision', id: decision });
  const calls = (data ?? []).flatMap(({ type, payload, date }) => {
    const id = (payload as Record<string, unknown>)['consultation'];
    return type === 'ConsultationOpened' && typeof id === 'string' ? [{ id, date }] : [];
  });
  const only = calls.length === 1 ? calls[0]?.id : undefined;
  useEffect(() => {
    if (only !== undefined) onChange?.(only);
  }, [only, onChange]);
  return (
    <>
      <ChooseDecision
        {...(decision !== undefined && { value: decision })}
        onChange={(id) => {
          choose(typeof id === 'string' ? id : undefined);
          chooseCall(undefined);
          onChange?.('');
        }}
      />
      {data && calls.length === 0 && <p role="status">{say('noCall')}</p>}
      {calls.length > 1 && (
        <Select
          aria-label={say('whichCall')}
          placeholder={say('whichCall')}
          value={call}
          onChange={(id) => {
            chooseCall(id);
            onChange?.(id);
          }}
          options={calls.map(({ id, date }) => ({
            value: id,
            label: say('callOf', { day: dates.day(date) }),
          }))}
        />
      )}
    </>
  );
}

function ChooseCatalogue(given: Chosen) {
  const { beside } = usePunctuation();
  const { data } = useCatalogues();
  return (
    <Select
      {...given}
      allowClear
      options={(data ?? []).map(({ id, year, bodyName }) => ({
        value: id,
        label: beside(String(year), bodyName),
      }))}
    />
  );
}
