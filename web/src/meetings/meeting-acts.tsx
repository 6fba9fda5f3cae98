import { noImplicitSubmit } from '../acts/no-implicit-submit';
import { Button, DatePicker, Form, Input } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { announce } from '../app/announcements';
import { useRecord } from '../acts/record-act';
import { DocumentField } from '../documents/document-field';
import type { Paper } from '../documents/upload';
import { useDates } from '../dates/dates';
import type { Decision } from '../decisions/decisions';
import { Outcome } from '../session/acting';
import { contextOf, type AgendaItem, type OneMeeting } from './meetings';
import { usePunctuation } from '../words/punctuation';
import { useWords } from './meeting-words';

interface Props {
  readonly meeting: OneMeeting;
  readonly items: readonly AgendaItem[] | undefined;
  readonly decisions: readonly (Decision | undefined)[];
}

/** What the secretary does around the sitting: another day, opening, closing. */
export function MeetingActs({ may, ...props }: Props & { may: (act: string) => boolean }) {
  const { status } = props.meeting.state;
  return (
    <div className="no-print">
      {status === 'convened' && may('MeetingOpened') && <Opening {...props} />}
      {status === 'convened' && may('MeetingRescheduled') && <Rescheduling {...props} />}
      {status === 'open' && may('MeetingClosed') && <Closing {...props} />}
    </div>
  );
}

function Opening({ meeting: { id, version, state } }: Props) {
  const say = useWords();
  const done = () => announce(say('opened'));
  const record = useRecord('meetings', id, done);
  return (
    <details>
      <summary>{say('open')}</summary>
      <Outcome of={record} />
      <Form<{ openedOn: Dayjs }>
        layout="vertical"
        onKeyDown={noImplicitSubmit}
        initialValues={{ openedOn: dayjs(state.plannedOn) }}
        onFinish={({ openedOn }) =>
          record.mutate({
            type: 'MeetingOpened',
            payload: { openedOn: openedOn.format('YYYY-MM-DD') },
            version,
          })
        }
      >
        <Form.Item name="openedOn" label={say('heldOn')} extra={say('openHow')} rules={[{ required: true }]}>
          <DatePicker style={{ width: '100%' }} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={record.isPending}>
          {say('open')}
        </Button>
      </Form>
    </details>
  );
}

function Rescheduling({ meeting: { id, version }, items, decisions }: Props) {
  const say = useWords();
  const { beside, listed } = usePunctuation();
  const dates = useDates();
  const [form] = Form.useForm<{ plannedOn: Dayjs; reason: string }>();
  const done = () => {
    form.resetFields();
    announce(say('rescheduled'));
  };
  const record = useRecord('meetings', id, done);
  const day = Form.useWatch('plannedOn', form)?.format('YYYY-MM-DD');
  const tooEarly = (items ?? []).flatMap(({ title }, at) => {
    const earliest = decisions[at]?.plan.ways.map((way) => way.earliestMeeting).sort()[0];
    return day && earliest && day < earliest ? [beside(title ?? '', dates.day(earliest))] : [];
  });
  return (
    <details>
      <summary>{say('reschedule')}</summary>
      <Outcome of={record} />
      <Form
        form={form}
        layout="vertical"
        onKeyDown={noImplicitSubmit}
        onFinish={({ plannedOn, reason }) =>
          record.mutate({
            type: 'MeetingRescheduled',
            payload: { plannedOn: plannedOn.format('YYYY-MM-DD'), reason },
            version,
          })
        }
      >
        <Form.Item
          name="plannedOn"
          label={say('newDay')}
          rules={[{ required: true, message: say('missing', { field: say('newDay') }) }]}
          extra={tooEarly.length > 0 && say('tooEarly', { titles: listed(tooEarly) })}
        >
          <DatePicker style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item
          name="reason"
          label={say('reason')}
          rules={[{ required: true, message: say('missing', { field: say('reason') }) }]}
        >
          <Input.TextArea rows={2} maxLength={1000} />
        </Form.Item>
        <Button htmlType="submit" loading={record.isPending}>
          {say('reschedule')}
        </Button>
      </Form>
    </details>
  );
}

function Closing({ meeting: { id, version }, items, decisions }: Props) {
  const say = useWords();
  const { listed } = usePunctuation();
  const done = () => announce(say('closed'));
  const record = useRecord('meetings', id, done);
  const open = (items ?? []).filter((_, at) => {
    const decision = decisions[at];
    const context = decision && contextOf(decision);
    return context?.meeting.meeting === id && context.outcome?.bundle !== context.meeting.bundle;
  });
  return (
    <details>
      <summary>{say('close')}</summary>
      <Outcome of={record} />
      {open.length > 0 && (
        <p>
          <strong>
            {say('closeHow', { titles: listed(open.map(({ title, decision }) => title ?? decision)) })}
          </strong>
        </p>
      )}
      <Form<{ minutes?: Paper }>
        layout="vertical"
        onKeyDown={noImplicitSubmit}
        onFinish={({ minutes }) =>
          record.mutate({
            type: 'MeetingClosed',
            payload: minutes ? { minutes: { ...minutes, kind: 'meeting-record' } } : {},
            version,
          })
        }
      >
        <Form.Item name="minutes" label={say('minutesPaper')}>
          <DocumentField />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={record.isPending}>
          {say('closeNow')}
        </Button>
      </Form>
    </details>
  );
}
