import { useQueries } from '@tanstack/react-query';
import { Form } from 'antd';
import { api, ask } from '../../api/client';
import { useHistory } from '../../decisions/decisions';
import { papersOf } from '../../decisions/papers/named-papers';
import { usePaperName } from '../../decisions/papers/paper-links';
import { ChooseDecision } from '../../forms/choosers';
import { useFieldName } from '../../forms/names';
import { usePunctuation } from '../../words/punctuation';
import { useSaid } from '../../words/words';
import { Act } from '../act';
import { ChoiceField, TextField } from '../fields';
import { useWords } from './erasures-words';

export const GROUNDS = ['secrecy-order', 'destruction-list'] as const;
/** What an order may reach; the words of office it never may. */
const REMOVABLE = ['text', 'personal'];

interface Order {
  readonly decision: string;
  readonly ground: (typeof GROUNDS)[number];
  readonly order: string;
  readonly documents?: string[];
  readonly events?: string[];
}

/** Titles, texts and papers of a matter, taken out under a secrecy order or a destruction list. */
export function RemovalUnderOrder() {
  const say = useWords();
  return (
    <Act<Order, unknown>
      title={say('orderTitle')}
      effect={say('orderEffect')}
      seenBy={say('seenByAll')}
      act={async ({ decision, ground, order, documents = [], events = [] }) => {
        const found = await Promise.all(events.map(removableIn));
        return ask(
          api.POST('/api/admin/erasures/orders', {
            body: {
              subject: `decision/${decision}`,
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
      <Form.Item
        name="decision"
        label={say('decision')}
        rules={[{ required: true, message: say('decisionMissing') }]}
      >
        <ChooseDecision />
      </Form.Item>
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

/** Papers and records of the matter that was chosen, by their names; nobody copies digests. */
function WhatGoes() {
  const form = Form.useFormInstance<Order>();
  const decision = Form.useWatch('decision', form);
  return decision === undefined ? null : <OfDecision key={decision} id={decision} />;
}

function OfDecision({ id }: { id: string }) {
  const say = useWords();
  const said = useSaid();
  const paperName = usePaperName();
  const fieldName = useFieldName();
  const { beside, listed } = usePunctuation();
  const { data } = useHistory(id);
  const form = Form.useFormInstance<Order>();
  const chosen = Form.useWatch('events', form) ?? [];
  const found = useQueries({
    queries: chosen.map((event) => ({ queryKey: ['removable', event], queryFn: () => removableIn(event) })),
  });
  const papers = new Map((data?.events ?? []).flatMap(papersOf).map((paper) => [paper.sha256, paper]));
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
        options={(data?.events ?? []).map(({ id: event, version, date, title }) => ({
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
                    version: data?.events.find((one) => one.id === event)?.version ?? '',
                    fields: listed(fields.map(({ pointer }) => fieldName([pointer.split('/').at(-1) ?? '']))),
                  })}
            </p>
          )
        );
      })}
    </>
  );
}
