import { Checkbox, Form } from 'antd';
import { useWords } from './counsel-words';

/** Counsel says that nothing stands against them, whatever the advice is about. */
export function Interest() {
  const say = useWords();
  return (
    <fieldset>
      <legend>{say('interest')}</legend>
      <p className="quiet">{say('interestHow')}</p>
      <Form.Item
        name={['confirmed', 'interest']}
        valuePropName="checked"
        rules={[
          {
            validator: (_, ticked: unknown) =>
              ticked === true ? Promise.resolve() : Promise.reject(new Error(say('declareMissing'))),
          },
        ]}
      >
        <Checkbox>{say('declare')}</Checkbox>
      </Form.Item>
    </fieldset>
  );
}
