import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, InputNumber, Radio, Select } from 'antd';
import { useAttempt } from '../api/attempt';
import { api, ask } from '../api/client';
import { codeOf } from '../api/problem';
import { useDates } from '../dates/dates';
import type { Decision } from '../decisions/decisions';
import { rememberedOf } from '../decisions/remembered';
import { RefusalNotice } from '../refusal/refusal-notice';
import { useSaid } from '../words/words';
import { usePunctuation } from '../words/punctuation';
import { useWords } from './expert-words';

interface Asked {
  readonly field: string;
  readonly count: number;
  readonly method: 'random' | 'rotation';
  readonly again?: string;
}

/** Experts drawn by lot from the body's pool, for this matter. */
export function DrawFromPool({ decision }: { decision: Decision }) {
  const say = useWords();
  const body = rememberedOf(decision).body ?? '';
  const { data: pool, error } = useQuery({
    queryKey: ['pool', body],
    enabled: body !== '',
    queryFn: () => ask(api.GET('/api/pools/{id}', { params: { path: { id: body } } })),
  });
  const isMissing = codeOf(error) === 'not-found' || codeOf(error) === 'not-permitted';
  return (
    <section aria-labelledby="pool-title">
      <h2 id="pool-title">{say('poolTitle')}</h2>
      {isMissing && <p className="quiet">{say('poolNone')}</p>}
      {error && !isMissing && <RefusalNotice error={error} />}
      {pool && (
        <>
          <p className="quiet">{say('poolHow')}</p>
          <DrawForm decision={decision} body={body} fields={fieldsIn(pool.experts)} />
          <Draws decision={decision} body={body} />
        </>
      )}
    </section>
  );
}

interface Field {
  readonly code: string;
  readonly name: string;
}

function fieldsIn(experts: readonly { readonly fields: readonly Field[] }[]): Field[] {
  const found = new Map(experts.flatMap(({ fields }) => fields.map((field) => [field.code, field] as const)));
  return [...found.values()];
}

function DrawForm({
  decision,
  body,
  fields,
}: {
  decision: Decision;
  body: string;
  fields: readonly Field[];
}) {
  const say = useWords();
  const queries = useQueryClient();
  const attempt = useAttempt();
  const { beside } = usePunctuation();
  const draw = useMutation({
    mutationFn: (asked: Asked) =>
      ask(
        api.POST('/api/pools/{id}/draws', {
          // It is never over: the same draw sent twice is one draw, and nobody draws until the lot pleases.
          params: { path: { id: body }, header: { 'idempotency-key': attempt.keyFor(asked) } },
          body: { decision: decision.id, interests: [], ...asked },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['pool', body] }),
  });
  return (
    <Form<Asked>
      layout="vertical"
      initialValues={{ count: 3, method: 'random' }}
      onFinish={({ again, ...asked }) =>
        draw.mutate({ ...asked, ...(again?.trim() && { again: again.trim() }) })
      }
    >
      {draw.error && <RefusalNotice error={draw.error} />}
      <Form.Item
        name="field"
        label={say('fieldCode')}
        rules={[{ required: true, message: say('missing', { field: say('fieldCode') }) }]}
      >
        <Select options={fields.map(({ code, name }) => ({ value: code, label: beside(name, code) }))} />
      </Form.Item>
      <Form.Item
        name="count"
        label={say('count')}
        rules={[{ required: true, message: say('missing', { field: say('count') }) }]}
      >
        <InputNumber min={1} max={50} precision={0} />
      </Form.Item>
      <Form.Item name="method" label={say('method')}>
        <Radio.Group
          options={[
            { value: 'random', label: say('random') },
            { value: 'rotation', label: say('rotation') },
          ]}
        />
      </Form.Item>
      <Form.Item name="again" label={say('again')}>
        <Input maxLength={500} />
      </Form.Item>
      <Button htmlType="submit" loading={draw.isPending}>
        {say('draw')}
      </Button>
    </Form>
  );
}

function Draws({ decision, body }: { decision: Decision; body: string }) {
  const say = useWords();
  const { data, error } = useQuery({
    queryKey: ['pool', body, 'draws', decision.id],
    queryFn: () =>
      ask(
        api.GET('/api/pools/{id}/draws', {
          params: { path: { id: body }, query: { decision: decision.id, limit: 20 } },
        }),
      ),
  });
  return (
    <>
      <h3>{say('draws')}</h3>
      {error && <RefusalNotice error={error} />}
      {data?.draws.length === 0 && <p className="quiet">{say('drawsNone')}</p>}
      <ol reversed>
        {data?.draws.map(({ draw }) => (
          <li key={draw}>
            <OneDraw body={body} draw={draw} />
          </li>
        ))}
      </ol>
    </>
  );
}

/** One draw, reckoned again by the server while it is read. */
function OneDraw({ body, draw }: { body: string; draw: string }) {
  const say = useWords();
  const said = useSaid();
  const dates = useDates();
  const { beside, listed } = usePunctuation();
  const { data, error } = useQuery({
    queryKey: ['pool', body, 'draws', 'one', draw],
    queryFn: () => ask(api.GET('/api/pools/{id}/draws/{draw}', { params: { path: { id: body, draw } } })),
  });
  if (error) return <RefusalNotice error={error} />;
  if (!data) return null;
  return (
    <>
      {dates.moment(data.announcedAt)}{' '}
      {data.held ? (
        <>
          <strong>{say('drawn', { names: listed(data.held.drawn.map(({ name }) => name)) })}</strong>{' '}
          <span className={data.held.agrees ? 'quiet' : 'stops'}>
            {say(data.held.agrees ? 'agrees' : 'disagrees')}
          </span>
        </>
      ) : (
        say(data.status === 'abandoned' ? 'abandoned' : 'announced')
      )}
      {data.excluded.length > 0 && (
        <div className="quiet">
          {say('excluded', {
            who: listed(data.excluded.map(({ name, title }) => beside(name, said(title)))),
          })}
        </div>
      )}
    </>
  );
}
