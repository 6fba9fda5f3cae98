import { useQuery } from '@tanstack/react-query';
import { Button, Form } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { PageSkeleton } from '../../app/page-skeleton';
import { useAttempt } from '../../api/attempt';
import { api, ask } from '../../api/client';
import { filledIn } from '../../forms/filled-in';
import { useUnitName } from '../../people/people';
import { RefusalNotice } from '../../refusal/refusal-notice';
import { useRoleName } from '../../roles/roles';
import { Outcome, useActing } from '../../session/acting';
import { useSaid } from '../../words/words';
import { ChoiceField, DayField, PersonField, ReasonField, RoleField, TextField } from '../fields';
import { HandoverEvents } from './handover-events';
import { usePunctuation } from '../../words/punctuation';
import { useWords } from './handover-words';

interface Props {
  readonly person: string;
  readonly body: string;
  /** One's own: for a time only. */
  readonly own: boolean;
}

type Asked = Record<string, unknown>;

/** What somebody has open in a body, and handing it to a colleague: tried first, then done in one. */
export function Handover({ person, body, own }: Props) {
  const say = useWords();
  const unitName = useUnitName();
  const open = useOpenWork(person, body, own);
  const [handing, begin] = useState(false);
  return (
    <section>
      <h3>{say('lead', { body: unitName(body) })}</h3>
      {open.isPending && <PageSkeleton />}
      {open.error && <RefusalNotice error={open.error} />}
      {open.data && (
        <>
          <OpenWork open={open.data} />
          {open.data.roles.some(({ inPerson }) => !inPerson) && (
            <Button aria-expanded={handing} onClick={() => begin(!handing)}>
              {say('begin')}
            </Button>
          )}
          {handing && (
            <HandOver
              person={person}
              body={body}
              own={own}
              roles={open.data.roles.filter(({ inPerson }) => !inPerson).map(({ role }) => role)}
            />
          )}
        </>
      )}
    </section>
  );
}

function useOpenWork(person: string, body: string, own: boolean) {
  return useQuery({
    queryKey: ['handover', person, body],
    queryFn: () =>
      own
        ? ask(api.GET('/api/me/handover', { params: { query: { body } } }))
        : ask(
            api.GET('/api/admin/people/{id}/handover', { params: { path: { id: person }, query: { body } } }),
          ),
  });
}
type Open = NonNullable<ReturnType<typeof useOpenWork>['data']>;

function OpenWork({ open: { roles, tasks } }: { open: Open }) {
  const say = useWords();
  const { beside, colon } = usePunctuation();
  const said = useSaid();
  const roleName = useRoleName();
  const unitName = useUnitName();
  if (roles.length + tasks.length === 0) return <p className="quiet">{say('nothing')}</p>;
  return (
    <>
      <ul className="plain-list">
        {roles.map(({ role, unit, inPerson }) => (
          <li key={role + unit}>
            {beside(roleName(role), unitName(unit))}
            {inPerson && (
              <span className="quiet">
                {' '}
                {say('inPerson')}
                {said(inPerson)}
              </span>
            )}
          </li>
        ))}
      </ul>
      {tasks.length > 0 && <p>{say('tasks')}</p>}
      <ul className="plain-list">
        {tasks.map(({ id, kind, title, inPerson }) => (
          <li key={id}>
            {say(kind)}
            {colon}
            {kind === 'decision' ? <Link to={`/decisions/${id}`}>{title}</Link> : title}
            {inPerson && (
              <span className="quiet">
                {' '}
                {say('inPerson')}
                {said(inPerson)}
              </span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function HandOver({ person, body, own, roles }: Props & { roles: readonly string[] }) {
  const say = useWords();
  const [form] = Form.useForm();
  const [how, choose] = useState('for-a-time');
  const attempt = useAttempt();
  const send = (asked: Asked, dryRun: boolean) => {
    const options = {
      body: asked as never,
      params: {
        query: { dryRun: dryRun ? ('true' as const) : ('false' as const) },
        header: { 'idempotency-key': attempt.keyFor(asked) },
      },
    };
    return own
      ? ask(api.POST('/api/me/handover', options))
      : ask(
          api.POST('/api/admin/people/{id}/handover', {
            ...options,
            params: { ...options.params, path: { id: person } },
          }),
        );
  };
  const trying = useActing((asked: Asked) => send(asked, true));
  const handing = useActing(
    (asked: Asked) => send(asked, false),
    () => {
      attempt.over();
      trying.reset();
    },
  );
  const hows = own ? ['for-a-time' as const] : ['for-a-time' as const, 'for-good' as const];
  return (
    <Form
      form={form}
      name={`handover-${body}`}
      layout="vertical"
      requiredMark={false}
      className="act-form"
      initialValues={{ how: 'for-a-time' }}
      onValuesChange={(changed: { how?: string }) => {
        if (changed.how) choose(changed.how);
        // What was tried is no longer what would be done.
        trying.reset();
      }}
      onFinish={(values: object) => {
        handing.reset();
        trying.mutate({ ...filledIn({ ...values }), how, body });
      }}
    >
      <PersonField name="to" label={say('to')} except={person} />
      {hows.length > 1 && (
        <ChoiceField
          name="how"
          label={say('how')}
          options={hows.map((value) => ({ value, label: say(value) }))}
        />
      )}
      <RoleField name="roles" label={say('which')} roles={[...new Set(roles)]} several optional />
      {how === 'for-a-time' && (
        <>
          <DayField name="from" label={say('from')} />
          <DayField name="until" label={say('until')} />
          <TextField name="basis" label={say('basis')} most={500} />
        </>
      )}
      <ReasonField />
      <p className="quiet">{say('tryHow')}</p>
      <Button htmlType="submit" loading={trying.isPending}>
        {say('try')}
      </Button>
      {trying.error && <Outcome of={trying} />}
      {handing.error && <Outcome of={handing} />}
      {trying.data && (
        <div role="status">
          <p>{say('would', { n: trying.data.events.length })}</p>
          <HandoverEvents events={trying.data.events} />
          <p className="quiet">{say('all')}</p>
          <Button
            type="primary"
            loading={handing.isPending}
            onClick={() => trying.variables && handing.mutate(trying.variables)}
          >
            {say('do')}
          </Button>
        </div>
      )}
      {handing.data && (
        <div role="status" className="recorded">
          <p>{say('done', { n: handing.data.events.length })}</p>
          <HandoverEvents events={handing.data.events} />
        </div>
      )}
    </Form>
  );
}
