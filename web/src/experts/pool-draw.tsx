import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, InputNumber, Radio, Select } from 'antd';
import { Link } from 'react-router';
import { useAttempt } from '../api/attempt';
import { api, ask } from '../api/client';
import type { Decision } from '../decisions/decisions';
import { rememberedOf } from '../decisions/remembered';
import { useUnitName } from '../people/people';
import { Draws } from '../pools/draws';
import { usePool, type Pool } from '../pools/pools';
import { RefusalNotice } from '../refusal/refusal-notice';
import { usePunctuation } from '../words/punctuation';
import { useWords } from './expert-words';
import '../pools/pools.css';

interface Asked {
  readonly field: string;
  readonly count: number;
  readonly method: 'random' | 'rotation';
  readonly interests?: readonly { readonly expert: string; readonly grounds: string }[];
  readonly again?: string;
}

/** Experts drawn by lot from the body's pool, for this matter. */
export function DrawFromPool({ decision }: { decision: Decision }) {
  const say = useWords();
  const unitName = useUnitName();
  const body = rememberedOf(decision).body ?? '';
  const { data: pool, error } = usePool(body);
  return (
    <section aria-labelledby="pool-title">
      <h2 id="pool-title">{say('poolTitle')}</h2>
      {error && <RefusalNotice error={error} />}
      {pool === null && <p className="quiet">{say('poolNone')}</p>}
      {(pool || pool === null) && (
        <p>
          <Link to={`/pools/${body}`}>{say('thePool', { body: unitName(body) })}</Link>
        </p>
      )}
      {pool && (
        <>
          <p className="quiet">{say('poolHow')}</p>
          <DrawForm decision={decision} pool={pool} />
          <h3>{say('draws')}</h3>
          <Draws body={body} decision={decision.id} none={say('drawsNone')} />
        </>
      )}
    </section>
  );
}

function DrawForm({ decision, pool }: { decision: Decision; pool: Pool }) {
  const say = useWords();
  const queries = useQueryClient();
  const attempt = useAttempt();
  const { beside } = usePunctuation();
  const inPool = pool.experts.filter(({ left }) => left === null);
  const fields = new Map(inPool.flatMap((one) => one.fields.map(({ code, name }) => [code, name] as const)));
  const draw = useMutation({
    mutationFn: (asked: Asked) =>
      ask(
        api.POST('/api/pools/{id}/draws', {
          // It is never over: the same draw sent twice is one draw, and nobody draws until the lot pleases.
          params: { path: { id: pool.id }, header: { 'idempotency-key': attempt.keyFor(asked) } },
          body: { interests: [], ...asked, decision: decision.id } as never,
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['pool', pool.id] }),
  });
  const needed = (field: string) => [{ required: true, message: say('missing', { field }) }];
  return (
    <Form<Asked>
      layout="vertical"
      initialValues={{ count: 3, method: 'random' }}
      onFinish={({ again, ...asked }) =>
        draw.mutate({ ...asked, ...(again?.trim() && { again: again.trim() }) })
      }
    >
      {draw.error && <RefusalNotice error={draw.error} />}
      <Form.Item name="field" label={say('fieldCode')} rules={needed(say('fieldCode'))}>
        <Select options={[...fields].map(([code, name]) => ({ value: code, label: beside(name, code) }))} />
      </Form.Item>
      <Form.Item name="count" label={say('count')} rules={needed(say('count'))}>
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
      <Form.List name="interests">
        {(rows, { add, remove }) => (
          <fieldset className="known-interests">
            <legend>{say('interests')}</legend>
            <p className="quiet">{say('interestsHow')}</p>
            {rows.map(({ key, name }, at) => (
              <div key={key}>
                <Form.Item
                  name={[name, 'expert']}
                  label={`${say('candidate')} ${at + 1}`}
                  rules={needed(say('candidate'))}
                >
                  <Select
                    showSearch
                    optionFilterProp="label"
                    options={inPool.map((one) => ({ value: one.expert, label: beside(one.name, one.post) }))}
                  />
                </Form.Item>
                <Form.Item
                  name={[name, 'grounds']}
                  label={`${say('grounds')} ${at + 1}`}
                  rules={needed(say('grounds'))}
                >
                  <Input maxLength={500} />
                </Form.Item>
                <Button size="small" onClick={() => remove(name)}>
                  {say('takeBack')}
                </Button>
              </div>
            ))}
            <Button size="small" onClick={() => add()}>
              {say('addInterest')}
            </Button>
          </fieldset>
        )}
      </Form.List>
      <Form.Item name="again" label={say('again')}>
        <Input maxLength={500} />
      </Form.Item>
      <Button htmlType="submit" loading={draw.isPending}>
        {say('draw')}
      </Button>
    </Form>
  );
}
