import { Button, Form } from 'antd';
import { useEffect } from 'react';
import { ObjectFields } from './fields';
import { useWords } from './form-words';
import { filledIn } from './filled-in';
import type { Schema } from './schema';

interface Props {
  /** Under which name what was typed is kept on this machine until it is recorded. */
  readonly keptAs: string;
  readonly schema: unknown;
  readonly disabled?: boolean;
  readonly submitting: boolean;
  readonly onSubmit: (payload: Record<string, unknown>) => void;
}

/** The form of an act, made from the schema of its event. */
export function SchemaForm({ keptAs, schema, disabled = false, submitting, onSubmit }: Props) {
  const say = useWords();
  const [form] = Form.useForm();
  const key = `chengxu-form/${keptAs}`;
  useEffect(() => {
    const kept = sessionStorage.getItem(key);
    if (kept) form.setFieldsValue(JSON.parse(kept));
  }, [form, key]);
  return (
    <Form
      form={form}
      layout="vertical"
      scrollToFirstError={{ focus: true }}
      disabled={disabled}
      onValuesChange={(_, all) => sessionStorage.setItem(key, JSON.stringify(all))}
      onFinish={(values) => onSubmit(filledIn(values))}
    >
      <ObjectFields schema={schema as Schema} at={[]} />
      <Button type="primary" htmlType="submit" loading={submitting} size="large">
        {say('submit')}
      </Button>
    </Form>
  );
}
