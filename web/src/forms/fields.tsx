import { Button, Checkbox, DatePicker, Form, Input, InputNumber, Radio, Select } from 'antd';
import dayjs from 'dayjs';
import { DocumentField } from '../documents/document-field';
import { useFieldName, useCodeName, useWords } from './form-words';
import { isDocument, withoutNull, type Schema } from './schema';

type At = readonly (string | number)[];

/** The fields of an object, in the order in which its schema names them. */
export function ObjectFields({ schema, at }: { schema: Schema; at: At }) {
  return (
    <>
      {Object.entries(schema.properties ?? {}).map(([name, field]) => (
        <Field
          key={name}
          name={name}
          schema={withoutNull(field)}
          at={[...at, name]}
          required={schema.required?.includes(name) ?? false}
        />
      ))}
    </>
  );
}

interface FieldProps {
  readonly name: string;
  readonly schema: Schema;
  readonly at: At;
  readonly required: boolean;
}

function Field({ name, schema, at, required }: FieldProps) {
  const say = useWords();
  const fieldName = useFieldName();
  const label = fieldName(name);
  const rules = [{ required, message: say('missing', { field: label }) }];
  if (schema.const !== undefined) return <Form.Item name={[...at]} hidden initialValue={schema.const} />;
  if (schema.type === 'object' && !isDocument(schema)) {
    return (
      <fieldset>
        <legend>{label}</legend>
        <ObjectFields schema={schema} at={at} />
      </fieldset>
    );
  }
  if (schema.type === 'array' && schema.items?.type === 'object' && !isDocument(schema.items)) {
    return <ObjectList name={name} schema={schema} at={at} required={required} />;
  }
  const isDate = schema.format === 'date';
  return (
    <Form.Item
      name={[...at]}
      label={required ? label : `${label}${say('optional')}`}
      rules={rules}
      {...(isDate && {
        getValueProps: (value: string | undefined) => ({ value: value ? dayjs(value) : undefined }),
        normalize: (value: dayjs.Dayjs | null) => value?.format('YYYY-MM-DD'),
      })}
    >
      {controlOf(schema)}
    </Form.Item>
  );
}

function controlOf(schema: Schema) {
  if (isDocument(schema)) return <DocumentField />;
  if (schema.enum) return <OneOf codes={schema.enum.map(String)} />;
  if (schema.format === 'date') return <DatePicker style={{ width: '100%' }} />;
  if (schema.type === 'boolean') return <YesOrNo />;
  if (schema.type === 'integer' || schema.type === 'number') {
    return <InputNumber min={schema.minimum} style={{ width: '100%' }} />;
  }
  if (schema.type === 'array') {
    if (schema.items && isDocument(schema.items)) return <DocumentField several />;
    if (schema.items?.enum) return <SomeOf codes={schema.items.enum.map(String)} />;
    return <Select mode="tags" open={false} />;
  }
  return (schema.maxLength ?? 0) > 300 ? (
    <Input.TextArea rows={4} maxLength={schema.maxLength} />
  ) : (
    <Input maxLength={schema.maxLength} />
  );
}

function OneOf({ codes, ...given }: { codes: readonly string[] }) {
  const codeName = useCodeName();
  const options = codes.map((value) => ({ value, label: codeName(value) }));
  return codes.length <= 6 ? (
    <Radio.Group {...given} options={options} />
  ) : (
    <Select {...given} options={options} />
  );
}

function SomeOf({ codes, ...given }: { codes: readonly string[] }) {
  const codeName = useCodeName();
  return <Checkbox.Group {...given} options={codes.map((value) => ({ value, label: codeName(value) }))} />;
}

function YesOrNo(given: object) {
  const say = useWords();
  const options = [
    { value: true, label: say('yes') },
    { value: false, label: say('no') },
  ];
  return <Radio.Group {...given} options={options} />;
}

function ObjectList({ name, schema, at, required }: FieldProps) {
  const say = useWords();
  const fieldName = useFieldName();
  const items = schema.items ?? {};
  return (
    <fieldset>
      <legend>
        {fieldName(name)}
        {!required && say('optional')}
      </legend>
      <Form.List name={[...at]}>
        {(rows, { add, remove }) => (
          <>
            {rows.map((row) => (
              <div key={row.key} className="one-of-many">
                <ObjectFields schema={items} at={[row.name]} />
                <Button onClick={() => remove(row.name)}>{say('remove')}</Button>
              </div>
            ))}
            <Button onClick={() => add()}>{say('add')}</Button>
          </>
        )}
      </Form.List>
    </fieldset>
  );
}
