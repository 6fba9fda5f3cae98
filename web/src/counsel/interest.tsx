import { Checkbox, Form } from 'antd';
import { useFieldHelp } from '../forms/names';
import type { Schema } from '../forms/schema';
import { useWords } from './counsel-words';

/** Counsel says that nothing stands against them, whatever the advice is about: on record since version 5. */
export function Interest({ schema }: { schema: Schema }) {
  const say = useWords();
  const fieldHelp = useFieldHelp();
  const isRecorded = schema.properties?.['freeOfInterest'] !== undefined;
  return (
    <fieldset>
      <legend>{say('interest')}</legend>
      <p className="quiet">{say('interestHow')}</p>
      <Form.Item
        name={isRecorded ? ['payload', 'freeOfInterest'] : ['confirmed', 'interest']}
        valuePropName="checked"
        rules={[
          {
            validator: (_, ticked: unknown) =>
              ticked === true ? Promise.resolve() : Promise.reject(new Error(say('declareMissing'))),
          },
        ]}
      >
        <Checkbox>{fieldHelp(['freeOfInterest'])}</Checkbox>
      </Form.Item>
    </fieldset>
  );
}
