import { noImplicitSubmit } from '../acts/no-implicit-submit';
import { App as AntApp, Button, Form, Input, InputNumber, Radio, Select } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useRecord } from '../acts/record-act';
import { api, ask } from '../api/client';
import type { Decision } from '../decisions/decisions';
import { RefusalNotice, UnmetList } from '../refusal/refusal-notice';
import { useSaid } from '../words/words';
import { KINDS, RESULTS, useKindName, useWords, type Result } from './screening-words';

const EXCLUSIONS = ['macro-control', 'legislation', 'emergency'] as const;

interface Filled {
  readonly result: Result;
  readonly kind?: string;
  readonly matters?: readonly string[];
  readonly exclusion?: string;
  readonly declaredBy?: string;
  readonly facts?: string;
  readonly legalBasis?: string;
  readonly reason: string;
  readonly yuan?: string;
  readonly fundSource?: string;
  readonly projectCode?: string;
  readonly catalogueItem?: number;
}

/** What the matter is, and what follows from each answer, said before it is given (article 3). */
export function ScreeningForm({ decision }: { decision: Decision }) {
  const say = useWords();
  const said = useSaid();
  const kindName = useKindName();
  const { message } = AntApp.useApp();
  const record = useRecord('decisions', decision.id);
  const [form] = Form.useForm<Filled>();
  const result = Form.useWatch('result', form);
  const exclusion = Form.useWatch('exclusion', form);
  const { data: places } = useQuery({
    queryKey: ['jurisdictions'],
    queryFn: () => ask(api.GET('/api/jurisdictions')),
    staleTime: 3_600_000,
  });
  const fields = places?.jurisdictions.filter(({ of }) => of === 'matter') ?? [];
  const action = decision.actions.find(({ type }) => type === 'MatterScreened');
  if (!action) return <p className="quiet">{say('notYours')}</p>;
  const unmet = action.standings.filter((one) => one.is === 'unmet');
  const needed = (field: string) => [{ required: true, message: say('missing', { field }) }];
  return (
    <Form<Filled>
      form={form}
      layout="vertical"
      onKeyDown={noImplicitSubmit}
      scrollToFirstError={{ focus: true }}
      onFinish={(values) =>
        record.mutate(
          { type: 'MatterScreened', payload: givenIn(values), version: decision.version },
          { onSuccess: () => void message.success(say('screened')) },
        )
      }
    >
      {action.is === 'blocked' && <UnmetList unmet={unmet} />}
      {record.error && <RefusalNotice error={record.error} />}
      <Form.Item name="result" label={say('result')} rules={needed(say('result'))}>
        <Radio.Group
          className="tick-column"
          options={RESULTS.map((value) => ({ value, label: say(value) }))}
        />
      </Form.Item>
      {result && <p role="status">→ {say(`${result}How`)}</p>}
      {result === 'major' && (
        <>
          <Form.Item name="kind" label={say('kind')} rules={needed(say('kind'))}>
            <Radio.Group
              className="tick-column"
              options={KINDS.map((value) => ({ value, label: kindName(value) }))}
            />
          </Form.Item>
          <Form.Item name="matters" label={say('matters')} extra={say('mattersHow')}>
            <Select
              mode="multiple"
              optionFilterProp="label"
              options={fields.map(({ id, title }) => ({ value: id, label: said(title) }))}
            />
          </Form.Item>
          <Form.Item name="catalogueItem" label={say('catalogueItem')} extra={say('catalogueItemHow')}>
            <InputNumber min={1} max={9999} style={{ width: '100%' }} />
          </Form.Item>
        </>
      )}
      {result === 'excluded' && (
        <Form.Item name="exclusion" label={say('exclusion')} rules={needed(say('exclusion'))}>
          <Radio.Group
            className="tick-column"
            options={EXCLUSIONS.map((value) => ({ value, label: say(value) }))}
          />
        </Form.Item>
      )}
      {result === 'excluded' && exclusion === 'emergency' && (
        <>
          <Form.Item name="declaredBy" label={say('declaredBy')} rules={needed(say('declaredBy'))}>
            <Input maxLength={300} />
          </Form.Item>
          <Form.Item name="facts" label={say('facts')} rules={needed(say('facts'))}>
            <Input.TextArea rows={3} maxLength={5000} />
          </Form.Item>
        </>
      )}
      {(result === 'excluded' || result === 'special-law') && (
        <Form.Item name="legalBasis" label={say('legalBasis')} rules={needed(say('legalBasis'))}>
          <Input maxLength={300} />
        </Form.Item>
      )}
      <Form.Item name="reason" label={say('reason')} rules={needed(say('reason'))}>
        <Input.TextArea rows={3} maxLength={5000} />
      </Form.Item>
      {result === 'major' && (
        <fieldset>
          <legend>{say('money')}</legend>
          <Form.Item
            name="yuan"
            label={say('yuan')}
            rules={[{ pattern: /^\d{1,16}(\.\d{1,2})?$/, message: say('yuanHow') }]}
            extra={say('yuanHow')}
          >
            <Input inputMode="decimal" />
          </Form.Item>
          <Form.Item name="fundSource" label={say('fundSource')}>
            <Input maxLength={300} />
          </Form.Item>
          <Form.Item name="projectCode" label={say('projectCode')}>
            <Input maxLength={100} />
          </Form.Item>
        </fieldset>
      )}
      <Button type="primary" htmlType="submit" disabled={action.is === 'blocked'} loading={record.isPending}>
        {say('record')}
      </Button>
    </Form>
  );
}

/** Without what was left empty; the amount in cents, as the ledger has it. */
function givenIn({ yuan, ...values }: Filled): Record<string, unknown> {
  const given = Object.entries({ ...values, amount: yuan && inCents(yuan) });
  return Object.fromEntries(
    given.filter(([, value]) =>
      Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null && value !== '',
    ),
  );
}

/** By digits, never by floating point. */
function inCents(yuan: string): string {
  const [whole = '', part = ''] = yuan.split('.');
  return (whole + part.padEnd(2, '0')).replace(/^0+(?=\d)/, '');
}
