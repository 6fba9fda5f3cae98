import { Checkbox, Form, Input } from 'antd';
import { useEffect } from 'react';
import { ChooseUnits } from '../forms/choosers';
import { useWords } from './proposer-words';

const TOUCHES = [
  { name: 'specificGroups', brings: 'specificGroupsBrings', what: 'specificGroups' },
  { name: 'marketPlayers', brings: 'marketPlayersBrings', what: 'marketPlayersTouch' },
  { name: 'money', brings: 'moneyBrings', what: 'moneyTouch' },
  { name: 'land', brings: 'landBrings', what: 'landTouch' },
  { name: 'wideConcern', brings: 'wideConcernBrings', what: 'wideConcern' },
] as const;
const at = (name: string) => ['payload', 'touches', name];

/** What the draft touches, and beside each what that brings: nobody ticks a box without knowing. */
export function Touches() {
  const say = useWords();
  const form = Form.useFormInstance();
  useEffect(() => {
    // Not ticked is an answer too: the act has no third one.
    for (const { name } of TOUCHES)
      if (form.getFieldValue(at(name)) === undefined) form.setFieldValue(at(name), false);
  }, [form]);
  return (
    <fieldset>
      <legend>{say('touches')}</legend>
      <p className="quiet">{say('touchesHow')}</p>
      {TOUCHES.map(({ name, brings, what }) => (
        <div key={name} className="touch">
          <Form.Item name={at(name)} valuePropName="checked">
            <Checkbox aria-describedby={`touch-${name}`}>{say(what)}</Checkbox>
          </Form.Item>
          <span className="quiet" id={`touch-${name}`}>
            {say(brings)}
          </span>
        </div>
      ))}
      <Hearing />
      <Form.Item name={at('units')} label={say('units')} extra={say('unitsBrings')}>
        <ChooseUnits several />
      </Form.Item>
    </fieldset>
  );
}

/** Ticked, it asks for the law; unticked, there is none. */
function Hearing() {
  const say = useWords();
  const form = Form.useFormInstance();
  const law = Form.useWatch(at('hearingRequiredBy'), form) as string | null | undefined;
  const asked = typeof law === 'string';
  return (
    <div className="touch">
      <Checkbox
        aria-describedby="touch-hearing"
        checked={asked}
        onChange={({ target }) => form.setFieldValue(at('hearingRequiredBy'), target.checked ? '' : null)}
      >
        {say('hearingTouch')}
      </Checkbox>
      <span className="quiet" id="touch-hearing">
        {say('hearingBrings')}
      </span>
      <Form.Item
        name={at('hearingRequiredBy')}
        label={say('hearingLaw')}
        hidden={!asked}
        rules={[
          {
            validator: (_, value: unknown) =>
              typeof value === 'string' && value.trim() === ''
                ? Promise.reject(new Error(say('hearingLawMissing')))
                : Promise.resolve(),
          },
        ]}
      >
        <Input maxLength={200} />
      </Form.Item>
    </div>
  );
}
