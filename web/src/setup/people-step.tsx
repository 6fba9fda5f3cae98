import { Button, Form, Input, Select, Upload, type FormInstance } from 'antd';
import { useState } from 'react';
import { useRoleName } from '../roles/roles';
import { GRANTABLE, type FirstStartAnswers, type PersonRow } from './first-start';
import { peopleInFile, peopleInText, UnreadableTable, type ReadTable } from './people-table';
import { useWords } from './setup-words';
import { usePunctuation } from '../words/punctuation';
import { asOption, unitNames } from './units-step';

export function PeopleStep() {
  const say = useWords();
  return (
    <>
      <h2>{say('people')}</h2>
      <p>{say('peopleHow')}</p>
      <Form.List name="people">
        {(rows, { add, remove }) => (
          <>
            <FromTable add={(people) => people.forEach((person) => add(person))} />
            {rows.length === 0 && <p className="quiet">{say('noPeople')}</p>}
            {rows.map(({ key, name }) => (
              <Row key={key} at={name} remove={() => remove(name)} />
            ))}
            <Button onClick={() => add({ roles: [] })}>{say('addPerson')}</Button>
          </>
        )}
      </Form.List>
    </>
  );
}

function Row({ at, remove }: { at: number; remove: () => void }) {
  const say = useWords();
  const roleName = useRoleName();
  const text = (field: 'name' | 'post' | 'username', most: number) => (
    <Form.Item
      name={[at, field]}
      label={say(field)}
      rules={[{ required: true, whitespace: true, message: say('missingField', { field: say(field) }) }]}
    >
      <Input maxLength={most} autoComplete="off" />
    </Form.Item>
  );
  return (
    <fieldset className="row-of-fields people-row">
      <legend className="unseen">{say('personNo', { n: at + 1 })}</legend>
      {text('name', 100)}
      {text('post', 200)}
      {text('username', 64)}
      <Form.Item name={[at, 'roles']} label={say('roles')}>
        <Select
          mode="multiple"
          optionFilterProp="label"
          options={GRANTABLE.map((role) => ({ value: role, label: roleName(role) }))}
        />
      </Form.Item>
      <Form.Item noStyle dependencies={['units']}>
        {({ getFieldValue }) => (
          <Form.Item name={[at, 'unit']} label={say('unit')}>
            <Select
              allowClear
              placeholder={say('withinBody')}
              options={unitNames(getFieldValue('units')).filter(Boolean).map(asOption)}
            />
          </Form.Item>
        )}
      </Form.Item>
      <Button onClick={remove}>{say('remove')}</Button>
    </fieldset>
  );
}

/** From a file, or out of a spreadsheet by the clipboard: read here, and checked with everything else. */
function FromTable({ add }: { add: (people: readonly PersonRow[]) => void }) {
  const say = useWords();
  const { listed } = usePunctuation();
  const form = Form.useFormInstance<FirstStartAnswers>();
  const [added, unitsAdded] = useState<readonly string[]>([]);
  const [pasting, paste] = useState(false);
  const [text, setText] = useState('');
  const [told, tell] = useState<ReadTable | UnreadableTable>();
  const take = async (reading: Promise<ReadTable>) => {
    try {
      const table = await reading;
      unitsAdded(addUnits(form, table.people));
      const body = String(form.getFieldValue(['body', 'name']) ?? '').trim();
      add(table.people.map(({ unit, ...one }) => (unit && unit !== body ? { ...one, unit } : one)));
      tell(table);
      paste(false);
      setText('');
    } catch (error) {
      if (!(error instanceof UnreadableTable)) throw error;
      tell(error);
    }
  };
  return (
    <div className="from-table">
      <p className="quiet">{say('tableHow')}</p>
      <Upload
        accept=".csv,.xlsx"
        showUploadList={false}
        beforeUpload={(file) => {
          void take(peopleInFile(file));
          return false;
        }}
      >
        <Button>{say('fromFile')}</Button>
      </Upload>
      <Button aria-expanded={pasting} onClick={() => paste(!pasting)}>
        {say('paste')}
      </Button>
      {pasting && (
        <div className="pasting">
          <label>
            {say('pasteHow')}
            <textarea rows={6} value={text} onChange={({ target }) => setText(target.value)} />
          </label>
          <Button disabled={!text.trim()} onClick={() => void take(peopleInText(text))}>
            {say('read')}
          </Button>
        </div>
      )}
      <div role="status">
        {told instanceof UnreadableTable && <p className="fault">{say(told.why)}</p>}
        {told && 'people' in told && <p>{say('readDone', { n: told.people.length })}</p>}
        {told && 'people' in told && added.length > 0 && <p>{say('unitsAdded', { names: listed(added) })}</p>}
        {told && 'people' in told && told.unknownRoles.length > 0 && (
          <p className="fault">{say('unknownRoles', { names: listed(told.unknownRoles) })}</p>
        )}
      </div>
    </div>
  );
}

/** Units that only the list names are written down as well; whoever reads them back sees a slip of the pen. */
function addUnits(form: FormInstance<FirstStartAnswers>, people: readonly PersonRow[]): readonly string[] {
  const units: FirstStartAnswers['units'] = form.getFieldValue('units') ?? [];
  const body: string = form.getFieldValue(['body', 'name']) ?? '';
  const known = new Set([body.trim(), ...unitNames(units)]);
  const missing = [...new Set(people.flatMap(({ unit }) => (unit && !known.has(unit) ? [unit] : [])))];
  form.setFieldValue('units', [...(units ?? []), ...missing.map((name) => ({ name }))]);
  return missing;
}
