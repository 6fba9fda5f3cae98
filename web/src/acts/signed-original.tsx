import { noImplicitSubmit } from './no-implicit-submit';
import { Button, Checkbox, DatePicker, Form, Input, InputNumber } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { DocumentField } from '../documents/document-field';
import type { Paper } from '../documents/upload';
import { useSession } from '../session/session';
import type { Instrument } from './record-act';
import { useWords } from './signed-original-words';

/** An original, and the name of its scan for whoever looks at the page. */
export interface Original {
  readonly name: string;
  readonly instrument: Instrument;
}

interface Props {
  readonly value: Original | undefined;
  readonly onChange: (value: Original | undefined) => void;
}

interface Filled {
  readonly paper: Paper;
  readonly pages: number;
  readonly signedOn: Dayjs;
  readonly sealed?: boolean;
  readonly keptAt?: string;
}

/** The signed original that acts on behalf of others rest on: brought once, named by as many acts as it carries. */
export function SignedOriginal({ value, onChange }: Props) {
  const say = useWords();
  const { data: session } = useSession();
  const [changing, change] = useState(false);
  if (value && !changing) {
    return (
      <p>
        {say('now', { name: value.name, count: value.instrument.pages })}{' '}
        <Button size="small" onClick={() => change(true)}>
          {say('other')}
        </Button>
      </p>
    );
  }
  const missing = (field: string) => [{ required: true, message: say('missing', { field }) }];
  return (
    <Form<Filled>
      layout="vertical"
      onKeyDown={noImplicitSubmit}
      className="signed-original"
      onFinish={({ paper, pages, signedOn, sealed = false, keptAt }) => {
        onChange({
          name: paper.name,
          instrument: {
            digest: paper.sha256,
            pages,
            signedOn: signedOn.format('YYYY-MM-DD'),
            sealed,
            certifiedBy: session?.person ?? '',
            ...(keptAt && { keptAt }),
          },
        });
        change(false);
      }}
    >
      <p>{say('how')}</p>
      <Form.Item name="paper" label={say('paper')} rules={missing(say('paper'))}>
        <DocumentField />
      </Form.Item>
      <Form.Item name="pages" label={say('pages')} rules={missing(say('pages'))}>
        <InputNumber min={1} max={10_000} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="signedOn" label={say('signedOn')} rules={missing(say('signedOn'))}>
        <DatePicker style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="sealed" valuePropName="checked">
        <Checkbox>{say('sealed')}</Checkbox>
      </Form.Item>
      <Form.Item name="keptAt" label={say('keptAt')}>
        <Input maxLength={100} />
      </Form.Item>
      <Button htmlType="submit">{say('use')}</Button>
    </Form>
  );
}
