import { noImplicitSubmit } from '../acts/no-implicit-submit';
import { Button, Checkbox, DatePicker, Form, Input, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { MEETING_KINDS } from '../../../workflows/words';
import { Link, useNavigate } from 'react-router';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { announce } from '../app/announcements';
import { useAttempt } from '../api/attempt';
import { api, ask } from '../api/client';
import type { paths } from '../api/schema';
import { PageSkeleton } from '../app/page-skeleton';
import { DocumentField } from '../documents/document-field';
import type { Paper } from '../documents/upload';
import { usePeople, useUnitName, useUnits, useNamed } from '../people/people';
import { RefusalNotice } from '../refusal/refusal-notice';
import { Outcome } from '../session/acting';
import { useSession } from '../session/session';
import { useMeetingCode, useWords } from './meeting-words';
import { useCandidates } from './ready';
import { WhyNot } from './why-not';
import './meetings.css';
import { Ticks } from '../forms/ticks';

interface Filled {
  readonly body: string;
  readonly kind: string;
  readonly plannedOn: Dayjs;
  readonly head: string;
  readonly acting?: boolean;
  readonly actingBy?: Paper;
  readonly members: readonly string[];
  readonly agenda?: readonly string[];
}

/** `/meetings/new`: a meeting is called. */
export function Page() {
  const { data: session } = useSession();
  const { data: units } = useUnits();
  const { data: people, error } = usePeople();
  const bodies = [
    ...new Set(
      session?.grants.filter(({ role }) => role === 'secretary' || role === 'office').map(({ body }) => body),
    ),
  ];
  if (error) return <RefusalNotice page error={error} />;
  if (!session || !units || !people) return <PageSkeleton />;
  return <Convening bodies={bodies} />;
}

function Convening({ bodies }: { bodies: readonly string[] }) {
  const say = useWords();
  const go = useNavigate();
  const code = useMeetingCode();
  const unitName = useUnitName();
  const { data: people } = usePeople();
  const { data: units } = useUnits();
  const [form] = Form.useForm<Filled>();
  const [body, chooseBody] = useState(bodies[0]);
  const named = useNamed();
  const offered = (one: Parameters<typeof named>[0] & { id: string }) => ({
    value: one.id,
    label: named(one),
  });
  const holding = (role: string) =>
    people?.people.filter(({ roles }) => roles.some((one) => one.role === role && one.body === body)) ?? [];
  const heads = holding('head');
  const members = holding('member');
  const done = ({ event }: Convened) => {
    announce(say('convened'));
    void go(`/${event.subject.replace(/^meeting/, 'meetings')}`);
  };
  const convene = useConvene(done);
  const acting = Form.useWatch('acting', form) ?? false;
  const kindsOf = (one: string | undefined) =>
    units?.units.find(({ id }) => id === one)?.decidingMeetings ?? Object.keys(MEETING_KINDS);
  const kinds = kindsOf(body);
  const needed = (field: string) => [{ required: true, message: say('missing', { field }) }];
  const heading = (
    <>
      <title>{say('convene')}</title>
      <h1>{say('convene')}</h1>
    </>
  );
  if (bodies.length === 0) {
    return (
      <>
        {heading}
        <p>{say('onlySecretary')}</p>
      </>
    );
  }
  return (
    <>
      {heading}
      <Outcome of={convene} />
      <Form<Filled>
        form={form}
        layout="vertical"
        onKeyDown={noImplicitSubmit}
        scrollToFirstError={{ focus: true }}
        initialValues={{
          body,
          kind: kinds[0],
          head: heads.length === 1 ? heads[0]?.id : undefined,
          members: members.map(({ id }) => id),
        }}
        onFinish={({ acting: _, actingBy, plannedOn, agenda, ...filled }) =>
          convene.mutate({
            ...filled,
            plannedOn: plannedOn.format('YYYY-MM-DD'),
            agenda: agenda ?? [],
            ...(actingBy && { actingBy: { ...actingBy, kind: 'acting-head' } }),
          })
        }
      >
        {bodies.length > 1 && (
          <Form.Item name="body" label={say('body')} rules={needed(say('body'))}>
            <Select
              options={bodies.map((value) => ({ value, label: unitName(value) }))}
              onChange={(chosen: string) => {
                chooseBody(chosen);
                form.setFieldsValue({
                  kind: kindsOf(chosen)[0] as string,
                  head: undefined as never,
                  members: [],
                  agenda: [],
                });
              }}
            />
          </Form.Item>
        )}
        {bodies.length === 1 && (
          <Form.Item name="body" hidden>
            <Input />
          </Form.Item>
        )}
        <Form.Item name="kind" label={say('kind')} rules={needed(say('kind'))}>
          <Select options={kinds.map((value) => ({ value, label: code(value) }))} />
        </Form.Item>
        <Form.Item name="plannedOn" label={say('plannedOn')} rules={needed(say('plannedOn'))}>
          <DatePicker style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item
          name="head"
          label={say('head')}
          rules={needed(say('head'))}
          extra={heads.length === 0 && !acting ? say('noHead') : undefined}
        >
          <Select options={(acting ? [...heads, ...members] : heads).map(offered)} />
        </Form.Item>
        <Form.Item name="acting" valuePropName="checked">
          <Checkbox>{say('actingHead')}</Checkbox>
        </Form.Item>
        {acting && (
          <Form.Item name="actingBy" label={say('actingBy')} rules={needed(say('actingBy'))}>
            <DocumentField />
          </Form.Item>
        )}
        <Form.Item
          name="members"
          label={say('members')}
          rules={needed(say('members'))}
          extra={members.length === 0 ? say('noMembers') : say('membersHow')}
        >
          <Ticks className="tick-column" options={members.map(offered)} />
        </Form.Item>
        <Form.Item name="agenda" label={say('agenda')} extra={say('agendaHow')}>
          <AgendaChoice body={body} />
        </Form.Item>
        <Button type="primary" htmlType="submit" size="large" loading={convene.isPending}>
          {say('convene')}
        </Button>{' '}
        <Link to="/meetings">{say('meetings')}</Link>
      </Form>
    </>
  );
}

interface ChoiceProps {
  readonly body: string | undefined;
  readonly value?: readonly string[];
  readonly onChange?: (value: readonly string[]) => void;
}

/** Which decisions the invitation announces: what is ready can be ticked, of the rest it says what is missing. */
function AgendaChoice({ body, value = [], onChange }: ChoiceProps) {
  const say = useWords();
  const { data, error, isPending } = useCandidates(body);
  if (error) return <RefusalNotice page error={error} />;
  if (isPending) return <PageSkeleton />;
  if (data.length === 0) return <p className="quiet">{say('noDecisions')}</p>;
  return (
    <ul className="agenda">
      {data.map(({ id, title, ready }) => (
        <li key={id}>
          <label className="tick">
            <input
              type="checkbox"
              disabled={!ready}
              checked={value.includes(id)}
              onChange={({ target }) =>
                onChange?.(target.checked ? [...value, id] : value.filter((one) => one !== id))
              }
            />
            <span>{title}</span>
            {ready && <span className="quiet">{say('ready')}</span>}
          </label>
          {!ready && <WhyNot decision={id} />}
        </li>
      ))}
    </ul>
  );
}

type Convened = paths['/api/meetings']['post']['responses'][201]['content']['application/json'];

function useConvene(then: (answer: Convened) => void) {
  const queries = useQueryClient();
  const attempt = useAttempt();
  return useMutation({
    mutationFn: (payload: Record<string, unknown>) =>
      ask(
        api.POST('/api/meetings', {
          params: { header: { 'idempotency-key': attempt.keyFor(payload) } },
          body: { payload } as never,
        }),
      ),
    onSuccess: (answer) => {
      then(answer);
      void queries.invalidateQueries({ queryKey: ['meetings'] });
    },
  });
}
