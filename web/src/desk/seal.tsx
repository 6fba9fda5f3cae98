import { Checkbox, Form } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from './desk-words';

/**
 * The digest of the very text that an act is about, and the statement that it was this one. It stands beside the payload:
 * nothing is sent before it is ticked.
 */
export function TextConfirmed({
  what,
  digest,
  statement,
  missing,
}: {
  what: ReactNode;
  digest: string;
  statement: string;
  missing: string;
}) {
  const say = useWords();
  return (
    <div className="sealed-text">
      <p>
        <strong>{what}</strong>
        <br />
        <span className="quiet">{say('digest')}</span> <span className="digest">{digest}</span>
      </p>
      <p className="quiet">{say('digestHow')}</p>
      <Form.Item
        name={['confirmed', digest]}
        valuePropName="checked"
        rules={[
          {
            validator: (_, ticked: unknown) =>
              ticked === true ? Promise.resolve() : Promise.reject(new Error(missing)),
          },
        ]}
      >
        <Checkbox>{statement}</Checkbox>
      </Form.Item>
    </div>
  );
}
