import { Button, Checkbox, DatePicker, Input, InputNumber, Radio, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useWords } from './form-words';
import type { Choice } from './given';
import { Ticks } from './ticks';

/** What a form gives to the control of one of its fields. */
export interface Controlled<Value> {
  readonly id?: string;
  readonly value?: Value;
  // A method, so that a control of one kind of value takes what the form gives to all of them.
  onChange?(value: Value | undefined): void;
  readonly disabled?: boolean;
}

/** One of a few is seen at a glance; one of many is looked for. */
const SEEN_AT_A_GLANCE = 6;

export function OneOf({
  choices,
  mayBeNone = false,
  ...given
}: Controlled<string | number> & { choices: readonly Choice[]; mayBeNone?: boolean }) {
  const say = useWords();
  const { value, onChange } = given;
  if (choices.length > SEEN_AT_A_GLANCE) {
    return <Select {...given} options={[...choices]} showSearch={{ optionFilterProp: 'label' }} allowClear />;
  }
  return (
    <>
      <Radio.Group
        id={given.id}
        disabled={given.disabled}
        className="one-of"
        value={value}
        onChange={({ target }) => onChange?.(target.value)}
        options={[...choices]}
      />
      {mayBeNone && value !== undefined && (
        <Button size="small" type="link" onClick={() => onChange?.(undefined)}>
          {say('choseNone')}
        </Button>
      )}
    </>
  );
}

export function SomeOf({
  choices,
  ...given
}: Controlled<(string | number)[]> & { choices: readonly Choice[] }) {
  if (choices.length > 2 * SEEN_AT_A_GLANCE) {
    return (
      <Select {...given} mode="multiple" options={[...choices]} showSearch={{ optionFilterProp: 'label' }} />
    );
  }
  return <Ticks {...given} className="one-of" options={[...choices]} />;
}

export function YesOrNo({ value, onChange, id, disabled }: Controlled<boolean>) {
  const say = useWords();
  return (
    <Radio.Group
      id={id}
      disabled={disabled}
      value={value}
      onChange={({ target }) => onChange?.(target.value)}
      options={[
        { value: true, label: say('yes') },
        { value: false, label: say('no') },
      ]}
    />
  );
}

/** Something that whoever acts states: it has no other value, and is ticked by hand. */
export function Statement({
  said,
  states,
  value,
  onChange,
  ...given
}: Controlled<unknown> & { said: string; states: unknown }) {
  return (
    <Checkbox
      {...given}
      checked={value === states}
      onChange={({ target }) => onChange?.(target.checked ? states : undefined)}
    >
      {said}
    </Checkbox>
  );
}

/** A civil date, as `YYYY-MM-DD`. */
export function CivilDate({ value, onChange, ...given }: Controlled<string>) {
  const parsed = value ? dayjs(value) : undefined;
  return (
    <DatePicker
      {...given}
      className="civil-date"
      // Shown with its weekday; typed as people type dates.
      format={['YYYY-MM-DD dd', 'YYYY-MM-DD', 'YYYY-M-D', 'YYYYMMDD', 'YYYY.M.D', 'YYYY/M/D', 'YYYY年M月D日']}
      value={parsed?.isValid() ? parsed : null}
      onChange={(date) => onChange?.(date?.format('YYYY-MM-DD'))}
    />
  );
}

/** Money is kept in cents as digits; people write yuan. */
export function Money({ value, onChange, ...given }: Controlled<string>) {
  const say = useWords();
  return (
    <InputNumber<number>
      {...given}
      className="number"
      min={0}
      max={9_000_000_000_000}
      precision={2}
      suffix={say('yuan')}
      value={value === undefined ? undefined : Number(value) / 100}
      onChange={(yuan) => onChange?.(yuan === null ? undefined : String(Math.round(yuan * 100)))}
    />
  );
}

/** Several texts, each on a line of its own. */
export function Lines({ value, onChange, ...given }: Controlled<string[]>) {
  const say = useWords();
  const [typed, type] = useState<string>();
  // What is typed keeps its empty lines until the field is left: somebody is about to write there.
  return (
    <Input.TextArea
      {...given}
      rows={3}
      placeholder={say('onePerLine')}
      value={typed ?? value?.join('\n')}
      onChange={({ target }) => {
        type(target.value);
        const lines = target.value.split('\n').map((line) => line.trim());
        onChange?.(lines.filter((line) => line !== ''));
      }}
      onBlur={() => type(undefined)}
    />
  );
}
