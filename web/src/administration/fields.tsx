import { DatePicker, Form, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { usePeople, useUnits, useNamed } from '../people/people';
import { useRoleName } from '../roles/roles';
import { useWords } from './field-words';

interface Named {
  readonly name: string;
  readonly label?: string;
  readonly optional?: boolean;
}

function useRules(label: string, optional: boolean) {
  const say = useWords();
  return {
    label: optional ? say('optional', { field: label }) : label,
    rules: [{ required: !optional, message: say('missing', { field: label }) }],
  };
}

export function TextField({ name, label = name, optional = false, most = 200 }: Named & { most?: number }) {
  return (
    <Form.Item name={name} {...useRules(label, optional)}>
      <Input maxLength={most} autoComplete="off" />
    </Form.Item>
  );
}

/** Why it is done: part of what is recorded. */
export function ReasonField({ name = 'reason', label, optional = false }: Partial<Named>) {
  const say = useWords();
  return (
    <Form.Item name={name} {...useRules(label ?? say('reason'), optional)}>
      <Input.TextArea rows={2} maxLength={1000} />
    </Form.Item>
  );
}

/** `YYYY-MM-DD`. */
export function DayField({ name, label = name, optional = false }: Named) {
  return (
    <Form.Item
      name={name}
      {...useRules(label, optional)}
      getValueProps={(value: string | undefined) => ({ value: value ? dayjs(value) : undefined })}
      normalize={(value: dayjs.Dayjs | null) => value?.format('YYYY-MM-DD')}
    >
      <DatePicker style={{ width: '100%' }} />
    </Form.Item>
  );
}

export function ChoiceField(
  props: Named & { options: readonly { value: string; label: string }[]; several?: boolean },
) {
  const { name, label = name, optional = false, options, several = false } = props;
  return (
    <Form.Item name={name} {...useRules(label, optional)}>
      <Select
        {...(several && { mode: 'multiple' as const })}
        showSearch
        optionFilterProp="label"
        allowClear={optional}
        options={[...options]}
      />
    </Form.Item>
  );
}

/** Roles that a person can be given. */
export function RoleField({
  name = 'role',
  label,
  several = false,
  roles,
  optional = false,
}: Partial<Named> & { several?: boolean; roles: readonly string[] }) {
  const say = useWords();
  const roleName = useRoleName();
  const options = roles.map((value) => ({ value, label: roleName(value) }));
  return (
    <ChoiceField
      name={name}
      label={label ?? say('role')}
      options={options}
      several={several}
      optional={optional}
    />
  );
}

/** Units that are open, those of one body where it is named. */
export function UnitField({
  name = 'unit',
  label,
  body,
  kind,
  optional = false,
}: Partial<Named> & { body?: string; kind?: 'body' | 'unit' }) {
  const say = useWords();
  const { data } = useUnits();
  const options = (data?.units ?? [])
    .filter(
      (unit) => unit.closedOn === null && (!body || unit.body === body) && (!kind || unit.kind === kind),
    )
    .map((unit) => ({ value: unit.id, label: unit.name }));
  return <ChoiceField name={name} label={label ?? say('unit')} options={options} optional={optional} />;
}

export function PersonField({
  name = 'to',
  label,
  except,
  optional = false,
}: Partial<Named> & { except?: string }) {
  const say = useWords();
  const { data } = usePeople();
  const named = useNamed();
  const options = (data?.people ?? [])
    .filter(({ id }) => id !== except)
    .map((person) => ({ value: person.id, label: named(person) }));
  return <ChoiceField name={name} label={label ?? say('person')} options={options} optional={optional} />;
}
