import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input, Radio } from 'antd';
import { useState } from 'react';
import { api, ask } from '../../api/client';
import { useDates } from '../../dates/dates';
import { useFieldName } from '../../forms/names';
import { FailureNotice } from '../../session/failure-notice';
import { Act } from '../act';
import { ChoiceField, TextField } from '../fields';
import { useWords } from './erasures-words';

/** Article 47 of the Personal Information Protection Law, item by item. */
export const BASES = [
  'purpose-achieved',
  'retention-expired',
  'consent-withdrawn',
  'unlawful-processing',
  'other-law',
] as const;

type About = { receiptCode: string } | { event: string };

/** What a member of the public said about themselves: looked up by its number, and proposed for erasure. */
export function EraseForThePublic() {
  const say = useWords();
  const dates = useDates();
  const fieldName = useFieldName();
  const [by, choose] = useState<'receipt' | 'event'>('receipt');
  const find = useMutation({
    mutationFn: (about: About) => ask(api.POST('/api/admin/erasures/search', { body: about })),
  });
  const found = find.data;
  return (
    <>
      <p>{say('searchHow')}</p>
      <Form
        layout="vertical"
        requiredMark={false}
        onFinish={({ code }: { code: string }) =>
          find.mutate(by === 'receipt' ? { receiptCode: code.trim() } : { event: code.trim() })
        }
      >
        <Radio.Group
          aria-label={say('by_')}
          value={by}
          onChange={({ target }) => choose(target.value as 'receipt' | 'event')}
          options={(['receipt', 'event'] as const).map((value) => ({ value, label: say(value) }))}
        />
        <Form.Item name="code" label={say(by)} rules={[{ required: true, message: say(by) }]}>
          <Input autoComplete="off" maxLength={40} />
        </Form.Item>
        <Button htmlType="submit" loading={find.isPending}>
          {say('find')}
        </Button>
      </Form>
      {find.error && <FailureNotice error={find.error} />}
      {found && (
        <div role="status">
          <p>
            {found.fields.length === 0
              ? say('nothing')
              : say('found', { seq: found.seq, when: dates.moment(found.time) })}
          </p>
          <ul>
            {found.fields.map(({ pointer }) => (
              <li key={pointer}>{fieldName([pointer.split('/').at(-1) ?? pointer])}</li>
            ))}
          </ul>
          {found.fields.length > 0 && find.variables && (
            <Act<{ legalBasis: (typeof BASES)[number]; request: string }, unknown>
              title={say('propose')}
              effect={say('proposeEffect')}
              seenBy={say('seenByAll')}
              act={(given) =>
                ask(api.POST('/api/admin/erasures', { body: { ...given, about: { event: found.event } } }))
              }
            >
              <ChoiceField
                name="legalBasis"
                label={say('basis')}
                options={BASES.map((value) => ({ value, label: say(value) }))}
              />
              <TextField name="request" label={say('request')} most={60} />
            </Act>
          )}
        </div>
      )}
    </>
  );
}
