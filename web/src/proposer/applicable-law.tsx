import { Button, Form, Input } from 'antd';
import { useEffect } from 'react';
import type { Edition } from '../decisions/papers/editions-in';
import { payloadOf, textsIn } from '../desk/past';
import { useWords } from './proposer-words';

const AT = ['payload', 'applicableLaw'];

/** The law that bears on the draft, a row each; those of the last edition stand there already. */
export function ApplicableLaw({ before }: { before: Edition | undefined }) {
  const say = useWords();
  const form = Form.useFormInstance();
  useEffect(() => {
    const rows: unknown = form.getFieldValue(AT);
    if (Array.isArray(rows) && rows.length > 0) return;
    form.setFieldValue(AT, before ? textsIn(payloadOf(before.event), 'applicableLaw') : ['']);
  }, [before, form]);
  return (
    <fieldset>
      <legend>{say('law')}</legend>
      <p className="quiet">{say('lawHow')}</p>
      <Form.List
        name={AT}
        rules={[
          {
            validator: (_, rows: unknown[] | undefined) =>
              rows?.length ? Promise.resolve() : Promise.reject(new Error(say('lawNone'))),
          },
        ]}
      >
        {(rows, { add, remove }, { errors }) => (
          <>
            {rows.map((row, index) => (
              <div key={row.key} className="law-row">
                <Form.Item
                  name={row.name}
                  rules={[{ required: true, whitespace: true, message: say('lawMissing') }]}
                >
                  <Input maxLength={200} aria-label={say('lawRow', { n: index + 1 })} />
                </Form.Item>
                <Button aria-label={say('lawRemove', { n: index + 1 })} onClick={() => remove(row.name)}>
                  ✕
                </Button>
              </div>
            ))}
            <Form.ErrorList errors={errors} />
            <Button onClick={() => add('')}>{say('lawAdd')}</Button>
          </>
        )}
      </Form.List>
    </fieldset>
  );
}
