import { Button, Form, Input, Select } from 'antd';
import type { FirstStartAnswers } from './first-start';
import { useWords } from './setup-words';

export function UnitsStep() {
  const say = useWords();
  return (
    <>
      <h2>{say('units')}</h2>
      <p>{say('unitsHow')}</p>
      <Form.List name="units">
        {(rows, { add, remove }) => (
          <>
            {rows.length === 0 && <p className="quiet">{say('noUnits')}</p>}
            {rows.map(({ key, name }) => (
              <fieldset key={key} className="row-of-fields units-row">
                <legend className="unseen">{say('unitNo', { n: name + 1 })}</legend>
                <Form.Item
                  name={[name, 'name']}
                  label={say('unitName')}
                  rules={[
                    {
                      required: true,
                      whitespace: true,
                      message: say('missingField', { field: say('unitName') }),
                    },
                  ]}
                >
                  <Input maxLength={200} />
                </Form.Item>
                <Form.Item noStyle dependencies={['units']}>
                  {({ getFieldValue }) => (
                    <Form.Item name={[name, 'within']} label={say('within')}>
                      <Select
                        allowClear
                        placeholder={say('withinBody')}
                        options={unitNames(getFieldValue('units'))
                          .filter((one, at) => one && at !== name)
                          .map(asOption)}
                      />
                    </Form.Item>
                  )}
                </Form.Item>
                <Button onClick={() => remove(name)}>{say('remove')}</Button>
              </fieldset>
            ))}
            <Button onClick={() => add({})}>{say('addUnit')}</Button>
          </>
        )}
      </Form.List>
    </>
  );
}

/** By place, an unnamed one included: a row must find itself by its number. */
export function unitNames(units: FirstStartAnswers['units']): string[] {
  return (units ?? []).map((unit) => unit?.name?.trim() ?? '');
}

export const asOption = (name: string) => ({ value: name, label: name });
