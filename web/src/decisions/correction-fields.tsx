import { Form, Input, InputNumber, Select } from 'antd';
import { useDates } from '../dates/dates';
import { CivilDate, OneOf, YesOrNo } from '../forms/controls';
import { ChoosePeople, ChooseUnits } from '../forms/choosers';
import { ObjectFields } from '../forms/fields';
import { meaningOf } from '../forms/meaning';
import { codeWord, fieldWord } from '../../../src/exports/views/form-words/form-words';
import type { Schema } from '../forms/schema';
import { useNameOf, useUnitName } from '../people/people';
import { useSaid } from '../words/words';
import { correctableIn, type Correctable } from './correctable';
import { useWords } from './correction-words';
import type { PastEvent } from './decisions';
import type { Procedure } from './machine';

interface Props {
  readonly schema: Schema;
  readonly history: readonly PastEvent[];
  readonly procedure: Procedure;
}

/** A correction: which record, which of its fields, what it says and what it should say. */
export function CorrectionFields({ schema, history, procedure }: Props) {
  const say = useWords();
  const said = useSaid();
  const dates = useDates();
  const form = Form.useFormInstance();
  const chosen = Form.useWatch(['payload', 'event'], form) as number | undefined;
  const pointer = Form.useWatch(['payload', 'field'], form) as string | undefined;
  const event = history.find(({ version }) => version === chosen);
  const definition = procedure.events.find(({ type }) => type === event?.type);
  const fields = event && definition ? correctableIn(event, definition.schema as Schema) : [];
  const field = fields.find((one) => one.pointer === pointer);
  const nameFor = (one: Correctable) => {
    if (one.pointer === 'evidenced') return say('evidenced');
    const own = said(fieldWord(event?.type ?? '', one.path));
    const around =
      one.path.length > 1
        ? `${said(fieldWord(event?.type ?? '', one.path.slice(0, -1)))}${one.row === undefined ? '' : ` ${one.row + 1}`} · `
        : '';
    return `${around}${own}`;
  };
  const forget = (...names: string[]) => {
    for (const name of names) form.setFieldValue(['payload', name], undefined);
  };
  const rest = {
    ...schema,
    properties: without(schema.properties ?? {}, ['event', 'field', 'value', 'rightWords']),
  };
  return (
    <>
      <Form.Item
        name={['payload', 'event']}
        label={say('event')}
        rules={[{ required: true, message: say('missing', { field: say('event') }) }]}
      >
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          onChange={() => forget('field', 'value', 'rightWords')}
          options={history.toReversed().map(({ version, title, date }) => ({
            value: version,
            label: say('eventOf', { n: version, day: dates.day(date), title: said(title) }),
          }))}
        />
      </Form.Item>
      {event && fields.length === 0 && <p>{say('noFields')}</p>}
      {fields.length > 0 && (
        <Form.Item
          name={['payload', 'field']}
          label={say('field')}
          rules={[{ required: true, message: say('missing', { field: say('field') }) }]}
        >
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            onChange={() => forget('value', 'rightWords')}
            options={fields.map((one) => ({ value: one.pointer, label: nameFor(one) }))}
          />
        </Form.Item>
      )}
      {field && <RightValue field={field} />}
      <ObjectFields schema={rest} at={['payload']} />
    </>
  );
}

function RightValue({ field }: { field: Correctable }) {
  const say = useWords();
  const shown = useShown(field);
  const label = say('right');
  return (
    <>
      <div className="settled">
        <span className="settled-label">{say('was')}</span>
        <s>{shown(field.was) || say('wasNothing')}</s>
      </div>
      <Form.Item
        key={field.pointer}
        name={['payload', field.isWords ? 'rightWords' : 'value']}
        label={label}
        extra={say('rightHow')}
        rules={[
          { required: true, message: say('missing', { field: label }) },
          {
            validator: (_, value: unknown) =>
              value !== undefined && value === field.was
                ? Promise.reject(new Error(say('same')))
                : Promise.resolve(),
          },
        ]}
      >
        <Control field={field} />
      </Form.Item>
    </>
  );
}

function Control({ field: { schema, path, isWords }, ...given }: { field: Correctable }) {
  const said = useSaid();
  const name = path.at(-1) ?? '';
  if (isWords) return <Input.TextArea {...given} rows={3} maxLength={2000} />;
  switch (meaningOf(name, schema)) {
    case 'date':
      return <CivilDate {...given} />;
    case 'yes-no':
      return <YesOrNo {...given} />;
    case 'number':
      return (
        <InputNumber {...given} className="number" precision={0} min={schema.minimum} max={schema.maximum} />
      );
    case 'code':
      return (
        <OneOf
          {...given}
          choices={(schema.enum ?? []).map((code) => ({
            value: code,
            label: said(codeWord(name, String(code))),
          }))}
        />
      );
    case 'person':
      return <ChoosePeople {...given} />;
    case 'unit':
      return <ChooseUnits {...given} />;
    default:
      return <Input {...given} maxLength={100} />;
  }
}

/** A recorded value, as a person reads it. */
function useShown({ schema, path }: Correctable): (value: unknown) => string {
  const say = useWords();
  const said = useSaid();
  const dates = useDates();
  const nameOf = useNameOf();
  const unitName = useUnitName();
  const name = path.at(-1) ?? '';
  const meaning = meaningOf(name, schema);
  return (value) => {
    if (value === undefined || value === null) return '';
    if (typeof value === 'boolean') return say(value ? 'yes' : 'no');
    const text = String(value);
    if (meaning === 'date') return dates.inFull(text);
    if (meaning === 'code') return said(codeWord(name, text));
    if (meaning === 'person') return nameOf(text);
    return meaning === 'unit' ? unitName(text) : text;
  };
}

function without<T>(all: Readonly<Record<string, T>>, names: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(all).filter(([name]) => !names.includes(name)));
}
