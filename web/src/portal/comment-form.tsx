import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Radio } from 'antd';
import { useEffect, useState } from 'react';
import { RefusalNotice } from '../refusal/refusal-notice';
import { useComment, type Call, type Taken } from './calls';
import { useWords } from './portal-words';
import { ReceiptGiven } from './receipt-given';

interface Written {
  readonly text: string;
  readonly anonymous: boolean;
  readonly name?: string;
  readonly contact?: string;
}

/** A comment: the words, and as much about oneself as one likes. What was typed outlives a refusal and a reload. */
export function CommentForm({ call }: { call: Call }) {
  const say = useWords();
  const queries = useQueryClient();
  const [form] = Form.useForm<Written>();
  const anonymous = Form.useWatch('anonymous', form) ?? true;
  const [taken, setTaken] = useState<Taken>();
  const send = useComment(call.id);
  const key = `chengxu-comment/${call.id}`;
  useEffect(() => {
    const kept = sessionStorage.getItem(key);
    if (kept && !taken) form.setFieldsValue(JSON.parse(kept) as Written);
  }, [form, key, taken]);
  if (taken) return <ReceiptGiven taken={taken} call={call} onAnother={() => setTaken(undefined)} />;
  const submit = ({ text, name, contact, anonymous: unnamed }: Written) => {
    const given = unnamed
      ? {}
      : { ...(name?.trim() && { name: name.trim() }), ...(contact?.trim() && { contact: contact.trim() }) };
    send.mutate(
      { text, anonymous: unnamed, ...given },
      {
        onSuccess: (answer) => {
          sessionStorage.removeItem(key);
          form.resetFields();
          setTaken(answer);
          void queries.invalidateQueries({ queryKey: ['public-call', call.id] });
        },
      },
    );
  };
  return (
    <Form<Written>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ anonymous: true }}
      scrollToFirstError={{ focus: true }}
      onValuesChange={(_, all) => sessionStorage.setItem(key, JSON.stringify(all))}
      onFinish={submit}
    >
      <Form.Item
        name="text"
        label={say('text')}
        extra={say('textHow')}
        rules={[{ required: true, whitespace: true, message: say('textMissing') }]}
      >
        <Input.TextArea rows={6} maxLength={5000} />
      </Form.Item>
      <Form.Item name="anonymous" label={say('how')}>
        <Radio.Group
          options={[
            { value: true, label: say('anonymously') },
            { value: false, label: say('named') },
          ]}
        />
      </Form.Item>
      {!anonymous && (
        <>
          <Form.Item name="name" label={say('name') + say('optional')}>
            <Input maxLength={100} autoComplete="name" />
          </Form.Item>
          <Form.Item name="contact" label={say('contact') + say('optional')} extra={say('contactHow')}>
            <Input maxLength={200} autoComplete="tel" />
          </Form.Item>
        </>
      )}
      {send.error && <RefusalNotice error={send.error} />}
      <Button type="primary" htmlType="submit" size="large" loading={send.isPending}>
        {say('send')}
      </Button>
    </Form>
  );
}
