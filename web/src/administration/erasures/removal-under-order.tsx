import { useQueries } from '@tanstack/react-query';
import { Form } from 'antd';
import { api, ask } from '../../api/client';
import { papersOf } from '../../decisions/papers/named-papers';
import { usePaperName } from '../../decisions/papers/paper-links';
import { useFieldName } from '../../forms/names';
import { RefusalNotice } from '../../refusal/refusal-notice';
import { usePunctuation } from '../../words/punctuation';
import { useSaid } from '../../words/words';
import { Act } from '../act';
import { ChoiceField, TextField } from '../fields';
import { ChooseSubject } from './choose-subject';
import { useWords } from './erasures-words';
import { subjectIn, useRecordOf, type Subject } from './subjects';

export const GROUNDS = ['secrecy-order', 'destruction-list'] as const;
/** What an order may reach; the words of office it never may. */
const REMOVABLE = ['text', 'personal'];

interface Order {
  readonly subject: string;
  readonly ground: (typeof GROUNDS)[number];
  readonly order: string;
  readonly documents?: string[];
  readonly events?: string[];
}

/** Titles, texts and papers of a matter, a meeting, a call or a catalogue, taken out under a secrecy order or a destruction list. */
export function RemovalUnderOrder() {
  const say = useWords();
  return (
    <Act<Order, unknown>
      title={say('orderTitle')}
      effect={say('orderEffect')}
      seenBy={say('seenByAll')}
      act={async ({ subject, ground, order, documents = [], events = [] }) => {
        const found = await Promise.all(events.map(removableIn));
        return ask(
          api.POST('/api/admin/erasures/orders', {
            body: {
              subject,
              ground,
              order,
              documents,
              events: found.map(({ event, fields }) => ({
                event,
                fields: fields.map(({ pointer }) => pointer),
              })),
            },
          }),
        );
      }}
    >
      <ChooseSubject />
      <WhatGoes />
      <ChoiceField
        name="ground"
        label={say('ground')}
        options={GROUNDS.map((value) => ({ value, label: say(value) }))}
      />
      <TextField name="order" label={say('order')} most={60} />
    </Act>
  );
}

/** The fields of an event that an order may reach. */
async function removableIn(event: string) {
  const { fields } = await ask(api.POST('/api/admin/erasures/search', { body: { event } }));
  return { event, fields: fields.filter((field) => REMOVABLE.includes(field.class)) };
}

/** Papers and records of what was chosen, by their names; nobody copies digests. */
function WhatGoes() {
  const form = Form.useFormInstance<Order>();
  const subject = subjectIn(Form.useWatch('subject', form));
  return subject ? <Of key={subject.id} subject={subject} /> : null;
}

function Of({ subject }: { subject: Subject }) {
  const say = useWords();
  const said = useSaid();
  const paperName = usePaperName();
  const fieldName = useFieldName();
  const { beside, listed } = usePunctuation();
  const { data: record, error } = useRecordOf(subject);
  const form = Form.useFormInstance<Order>();
  const chosen = Form.useWatch('events', form) ?? [];
  const going = Form.useWatch('documents', form) ?? [];
  const found = useQueries({
    queries: chosen.map((event) => ({ queryKey: ['removable', event], queryFn: () => removableIn(event) })),
  });
  const papers = new Map((record ?? []).flatMap(papersOf).map((paper) => [paper.sha256, paper]));
  if (error) return <RefusalNotice error={error} />;
  return (
    <>
      <ChoiceField
        name="documents"
        label={say('documents')}
        several
        optional
        options={[...papers.values()].map((paper) => ({
          value: paper.sha256,
          label: beside(paperName(paper), paper.sha256.slice(0, 12)),
        }))}
      />
      <ChoiceField
        name="events"
        label={say('records')}
        several
        optional
        options={(record ?? []).map(({ id: event, version, date, title }) => ({
          value: event,
          label: say('recordOn', { version, date, title: said(title) }),
        }))}
      />
      {chosen.map((event, n) => {
        const fields = found[n]?.data?.fields;
        return (
          fields && (
            <p key={event} role="status" className="quiet">
              {fields.length === 0
                ? say('recordNothing')
                : say('recordLoses', {
                    version: record?.find((one) => one.id === event)?.version ?? '',
                    fields: listed(fields.map(({ pointer }) => fieldName([pointer.split('/').at(-1) ?? '']))),
                  })}
            </p>
          )
        );
      })}
      {record && (
        <p role="status" className="quiet">
          {say('remains', {
            papers: papers.size - going.length,
            records: record.length - chosen.length,
          })}
        </p>
      )}
    </>
  );
}
