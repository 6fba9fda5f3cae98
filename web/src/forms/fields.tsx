import { Button, Checkbox, Form, Input, InputNumber } from 'antd';
import type { Rule } from 'antd/es/form';
import { cloneElement, Fragment, useState, type ReactElement } from 'react';
import { DocumentField } from '../documents/document-field';
import type { Paper } from '../documents/upload';
import { CivilDate, Lines, Money, OneOf, SomeOf, Statement, YesOrNo, type Controlled } from './controls';
import { ChooseDecision, ChooseMeeting, ChoosePeople, ChooseUnits } from './choosers';
import { ChooseRule } from './choose-rule';
import { useWords } from './form-words';
import { entryFor, useGiven, type Choice } from './given';
import { meaningOf } from './meaning';
import { useCodeName, useFieldHelp, useFieldName } from './names';
import { defaultsOf } from './defaults';
import { NEEDED_LISTS, ORDER, RELEVANT_WHEN, type Relevance } from './relevance';
import { SettledField } from './settled-field';
import { mustBeFilled, withoutNull, type Schema } from './schema';

type At = readonly (string | number)[];

interface Fields {
  readonly schema: Schema;
  readonly at: At;
  /** Names of the fields around them, in the payload. */
  readonly path?: readonly string[];
}

/** The fields of an object: what is settled, then what must be filled in, then the rest, each in the order of the schema. */
export function ObjectFields({ schema, at, path = [] }: Fields) {
  const { hidden, settled, event } = useGiven();
  const isTop = path.length === 0;
  const names = Object.keys(schema.properties ?? {}).filter((name) => !isTop || !hidden?.includes(name));
  const order = isTop ? (ORDER[event] ?? []) : [];
  const rank = (name: string) => {
    if (isTop && settled?.[name]) return -1;
    if (order.includes(name)) return order.indexOf(name);
    return order.length + (mustBeFilled(schema, name) ? 0 : 1);
  };
  return names
    .toSorted((a, b) => rank(a) - rank(b))
    .map((name) => {
      const field = (
        <Field
          name={name}
          schema={withoutNull(schema.properties?.[name] ?? {})}
          at={[...at, name]}
          path={[...path, name]}
          required={mustBeFilled(schema, name) || (isTop && NEEDED_LISTS.has(`${event}/${name}`))}
        />
      );
      const when = isTop ? RELEVANT_WHEN[`${event}/${name}`] : undefined;
      return (
        <Fragment key={name}>
          {when ? (
            <Relevant when={when} at={at}>
              {field}
            </Relevant>
          ) : (
            field
          )}
        </Fragment>
      );
    });
}

/** Asked, or needed, only where another answer makes it matter. */
function Relevant({ when, at, children }: { when: Relevance; at: At; children: ReactElement<FieldProps> }) {
  const form = Form.useFormInstance();
  const answer = Form.useWatch([...at, when.field], form) as string | boolean | undefined;
  const matters = answer !== undefined && when.is.includes(answer);
  if (!matters && !when.always) return null;
  return matters && when.needed ? cloneElement(children, { required: true }) : children;
}

interface FieldProps {
  readonly name: string;
  readonly schema: Schema;
  readonly at: At;
  readonly path: readonly string[];
  readonly required: boolean;
}

function Field(props: FieldProps) {
  const { name, schema, path } = props;
  const fieldName = useFieldName();
  const { settled } = useGiven();
  const known = path.length === 1 ? settled?.[name] : undefined;
  const meaning = meaningOf(name, schema);
  if (known) return <SettledField label={fieldName(path)} settled={known} />;
  if (schema.type === 'object' && meaning !== 'paper' && meaning !== 'bare-paper')
    return <Group {...props} />;
  if (schema.type === 'array' && schema.items?.type === 'object' && meaning !== 'papers')
    return <Rows {...props} />;
  return <Asked {...props} />;
}

function Asked({ name, schema, at, path, required }: FieldProps) {
  const say = useWords();
  const label = useFieldName()(path);
  const help = useFieldHelp()(path);
  const { kindsAsked, paperKinds } = useGiven();
  const states = meaningOf(name, schema) === 'statement';
  // A paper that the act cannot do without is nothing that may be left out, though the schema leaves the list open.
  const isAsked = required || (entryFor(kindsAsked, path)?.length ?? 0) > 0;
  const rules = useRules(label, schema, required);
  const said = Array.isArray(entryFor(paperKinds, path)) ? [saysWhatItIs(say('paperKind'))] : [];
  return (
    <Form.Item
      name={[...at]}
      label={isAsked || schema.default !== undefined ? label : `${label}${say('optional')}`}
      rules={[...rules, ...said]}
      validateTrigger={['onChange', 'onBlur']}
      {...(help && !states && { extra: help })}
    >
      {states ? (
        <Statement said={help ?? label} states={schema.const} />
      ) : (
        <Control name={name} schema={schema} path={path} required={required} />
      )}
    </Form.Item>
  );
}

/** Of papers of several kinds each says which it is. */
const saysWhatItIs = (message: string): Rule => ({
  validator: (_, papers: unknown) =>
    (Array.isArray(papers) ? (papers as Partial<Paper>[]) : []).every(({ kind, role }) => kind ?? role)
      ? Promise.resolve()
      : Promise.reject(new Error(message)),
});

/** What the schema asks of one field, in plain words. The server asks the same again. */
function useRules(label: string, schema: Schema, required: boolean): Rule[] {
  const say = useWords();
  const chosen =
    schema.enum !== undefined ||
    schema.format === 'date' ||
    schema.type === 'array' ||
    schema.type === 'boolean';
  const rules: Rule[] = [];
  if (schema.const !== undefined) return required ? [{ required, message: say('state') }] : [];
  if (required) rules.push({ required, message: say(chosen ? 'choose' : 'missing', { field: label }) });
  if (required && schema.type === 'string' && !schema.enum && !schema.format)
    rules.push({ whitespace: true, message: say('missing', { field: label }) });
  if (schema.maxLength !== undefined)
    rules.push({ type: 'string', max: schema.maxLength, message: say('tooLong', { n: schema.maxLength }) });
  if (schema.type === 'array' && required) {
    const least = schema.minItems ?? 1;
    rules.push({ type: 'array', min: least, message: say('rowsLeast', { n: least }) });
  }
  if (schema.type === 'string' && schema.pattern && schema.format === undefined)
    rules.push({ pattern: new RegExp(schema.pattern), message: say('wrongShape') });
  return rules;
}

function Control({
  name,
  schema,
  path,
  required,
  ...given
}: Controlled<never> & {
  name: string;
  schema: Schema;
  path: readonly string[];
  required: boolean;
}): ReactElement {
  const say = useWords();
  const { event, choices, paperKinds, kindsAsked } = useGiven();
  const codeName = useCodeName();
  const listed = entryFor<readonly Choice[]>(choices, path);
  const codes = (of: Schema): Choice[] =>
    (of.enum ?? []).map((code) => ({ value: code, label: codeName(name, String(code)) }));
  const kinds = entryFor(paperKinds, path);
  if (listed?.length === 0) return <p className="quiet">{say('nothingToChoose')}</p>;
  if (listed)
    return schema.type === 'array' ? (
      <SomeOf {...given} choices={listed} />
    ) : (
      <OneOf {...given} choices={listed} mayBeNone={!required} />
    );
  switch (meaningOf(name, schema)) {
    case 'paper':
      return <DocumentField {...given} kinds={kinds} />;
    case 'papers':
      return (
        <DocumentField
          {...given}
          several
          kinds={kinds}
          asked={entryFor(kindsAsked, path)}
          as={schema.items?.properties && 'role' in schema.items.properties ? 'role' : 'kind'}
        />
      );
    case 'bare-paper':
      return <DocumentField {...given} bare />;
    case 'code':
      return <OneOf {...given} choices={codes(schema)} mayBeNone={!required} />;
    case 'codes':
      return <SomeOf {...given} choices={codes(schema.items ?? {})} />;
    case 'date':
      return <CivilDate {...given} />;
    case 'yes-no':
      return <YesOrNo {...given} />;
    case 'money':
      return <Money {...given} />;
    case 'number':
      return <Amount {...given} name={name} schema={schema} event={event} />;
    case 'person':
      return <ChoosePeople {...given} />;
    case 'people':
      return <ChoosePeople {...given} several />;
    case 'unit':
      return <ChooseUnits {...given} bodies={name === 'body'} />;
    case 'units':
      return <ChooseUnits {...given} several bodies={name === 'jointBodies'} />;
    case 'meeting':
      return <ChooseMeeting {...given} />;
    case 'decision':
      return <ChooseDecision {...given} />;
    case 'decisions':
      return <ChooseDecision {...given} several />;
    case 'rule':
      return <ChooseRule {...given} />;
    case 'lines':
      return <Lines {...given} />;
    case 'long-text':
      return <LongText {...given} />;
    default:
      return <ShortText {...given} />;
  }
}

const PEOPLE_COUNTED = new Set(['attended', 'count', 'participants', 'objecting', 'refusedToSign']);

function Amount({
  name,
  schema,
  event,
  onChange,
  ...given
}: Controlled<never> & { name: string; schema: Schema; event: string }) {
  const say = useWords();
  const unit = PEOPLE_COUNTED.has(name)
    ? say('people')
    : name === 'workingDays'
      ? say('days')
      : /^(received|adopted|partly|notAdopted|granted|refusedWithReason|papers)$/.test(name) && event !== ''
        ? say('papers')
        : undefined;
  return (
    <InputNumber<number>
      {...given}
      onChange={(count) => onChange?.((count ?? undefined) as never)}
      className="number"
      min={schema.minimum}
      max={schema.maximum}
      precision={0}
      {...(unit && { suffix: unit })}
    />
  );
}

const typed = (onChange: ((value: never) => void) | undefined) => (event: { target: { value: string } }) =>
  onChange?.(event.target.value as never);

function LongText({ onChange, ...given }: Controlled<never>) {
  return <Input.TextArea {...given} rows={4} onChange={typed(onChange)} />;
}

function ShortText({ onChange, ...given }: Controlled<never>) {
  return <Input {...given} onChange={typed(onChange)} />;
}

function Group({ schema, at, path, required }: FieldProps) {
  const say = useWords();
  const label = useFieldName()(path);
  const help = useFieldHelp()(path);
  const form = Form.useFormInstance();
  const [open, show] = useState(() => required || isFilledIn(form.getFieldValue([...at])));
  return (
    <fieldset>
      <legend>
        {required ? (
          label
        ) : (
          // What is not asked for is not there: an optional group that is open wants all that it must have.
          <Checkbox checked={open} onChange={({ target }) => show(target.checked)}>
            {label}
            {say('optional')}
          </Checkbox>
        )}
      </legend>
      {help && <p className="quiet">{help}</p>}
      {open && <ObjectFields schema={schema} at={at} path={path} />}
    </fieldset>
  );
}

function isFilledIn(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.values(value).some((one) => one !== undefined);
}

function Rows({ schema, at, path, required }: FieldProps) {
  const say = useWords();
  const label = useFieldName()(path);
  const help = useFieldHelp()(path);
  const least = required ? (schema.minItems ?? 1) : 0;
  return (
    <fieldset>
      <legend>
        {label}
        {!required && say('optional')}
      </legend>
      {help && <p className="quiet">{help}</p>}
      <Form.List
        name={[...at]}
        rules={[
          {
            validator: (_, rows: unknown[] | undefined) =>
              (rows?.length ?? 0) < least
                ? Promise.reject(new Error(say('rowsLeast', { n: least })))
                : Promise.resolve(),
          },
        ]}
      >
        {(rows, { add, remove }, { errors }) => (
          <>
            {rows.map((row, index) => (
              <div
                key={row.key}
                role="group"
                aria-label={`${label} ${say('row', { n: index + 1 })}`}
                className="one-of-many"
              >
                <div className="one-of-many-head">
                  <span>{say('row', { n: index + 1 })}</span>
                  <Button size="small" onClick={() => remove(row.name)} disabled={rows.length <= least}>
                    {say('remove')}
                  </Button>
                </div>
                <ObjectFields schema={schema.items ?? {}} at={[row.name]} path={path} />
              </div>
            ))}
            <Form.ErrorList errors={errors} />
            <Button
              onClick={() => add(defaultsOf(schema.items ?? {}))}
              disabled={rows.length >= (schema.maxItems ?? Infinity)}
            >
              {say('add')}
            </Button>
          </>
        )}
      </Form.List>
    </fieldset>
  );
}
