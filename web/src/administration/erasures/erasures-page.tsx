import { useQuery } from '@tanstack/react-query';
import { PageSkeleton } from '../../app/page-skeleton';
import { api, ask } from '../../api/client';
import { useDates } from '../../dates/dates';
import { useNameOf } from '../../people/people';
import { RefusalNotice } from '../../refusal/refusal-notice';
import { useSession } from '../../session/session';
import { useFieldName } from '../../forms/names';
import { Act } from '../act';
import { ChoiceField, TextField } from '../fields';
import { Form, Input } from 'antd';
import { useWords } from './erasures-words';
import { EraseForThePublic } from './erase-for-the-public';

const GROUNDS = ['secrecy-order', 'destruction-list'] as const;

function useProposals() {
  return useQuery({ queryKey: ['erasures'], queryFn: () => ask(api.GET('/api/admin/erasures')) });
}
type Proposal = NonNullable<ReturnType<typeof useProposals>['data']>['proposals'][number];

/** `/administration/erasures`: one person proposes what goes, another confirms it. */
export function Page() {
  const say = useWords();
  const { data, error, isPending } = useProposals();
  return (
    <>
      <h1>{say('title')}</h1>
      <p>{say('lead')}</p>
      <h2>{say('waiting')}</h2>
      {isPending && <PageSkeleton />}
      {error && <RefusalNotice error={error} />}
      {data?.proposals.length === 0 && <p className="quiet">{say('none')}</p>}
      {data?.proposals.map((proposal) => (
        <Waiting key={proposal.id} proposal={proposal} />
      ))}
      <h2>{say('search')}</h2>
      <EraseForThePublic />
      <h2>{say('orderTitle')}</h2>
      <Act<{ subject: string; ground: (typeof GROUNDS)[number]; order: string; documents: string }, unknown>
        title={say('orderTitle')}
        effect={say('orderEffect')}
        seenBy={say('seenByAll')}
        act={({ subject, ground, order, documents }) =>
          ask(
            api.POST('/api/admin/erasures/orders', {
              body: { subject, ground, order, documents: documents.split(/\s+/).filter(Boolean) },
            }),
          )
        }
      >
        <TextField name="subject" label={say('subject')} most={100} />
        <ChoiceField
          name="ground"
          label={say('ground')}
          options={GROUNDS.map((value) => ({ value, label: say(value) }))}
        />
        <TextField name="order" label={say('order')} most={60} />
        <Form.Item
          name="documents"
          label={say('documents')}
          rules={[{ required: true, message: say('documents') }]}
        >
          <Input.TextArea rows={3} />
        </Form.Item>
      </Act>
    </>
  );
}

function Waiting({ proposal: { id, by, on, about, asked } }: { proposal: Proposal }) {
  const say = useWords();
  const nameOf = useNameOf();
  const dates = useDates();
  const fieldName = useFieldName();
  const { data: session } = useSession();
  const own = by === session?.person;
  const path = { params: { path: { id } } };
  const items = Object.values(about).filter(isItem);
  const number = asked['request'] ?? asked['order'];
  return (
    <section className="prove-again">
      <h3>{say('by', { by: nameOf(by), day: dates.day(on) })}</h3>
      {typeof number === 'string' && <p>{number}</p>}
      <p>{say('removes', { n: items.length })}</p>
      <ul>
        {items.map(({ subject, pointer }) => (
          <li key={subject + pointer}>
            {fieldName([pointer.split('/').at(-1) ?? pointer])} <span className="quiet">{subject}</span>
          </li>
        ))}
      </ul>
      <div className="acts">
        {!own && (
          <Act
            title={say('confirm')}
            effect={say('confirmEffect')}
            seenBy={say('seenByAll')}
            act={() => ask(api.POST('/api/admin/erasures/{id}/confirmation', path))}
          />
        )}
        <Act
          title={say(own ? 'takeBack' : 'drop')}
          seenBy={say('seenByAll')}
          act={() => ask(api.POST('/api/admin/erasures/{id}/refusal', path))}
        />
      </div>
    </section>
  );
}

function isItem(one: unknown): one is { subject: string; pointer: string } {
  return typeof one === 'object' && one !== null && 'subject' in one && 'pointer' in one;
}
