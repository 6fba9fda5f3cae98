import { Button, Checkbox, Form, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { noImplicitSubmit } from '../acts/no-implicit-submit';
import { PageSkeleton } from '../app/page-skeleton';
import { codeOf } from '../api/problem';
import type { Procedure } from '../decisions/machine';
import { useDates } from '../dates/dates';
import { DocumentField } from '../documents/document-field';
import { useUploading } from '../documents/upload';
import { CivilDate, OneOf, YesOrNo } from '../forms/controls';
import { ChoosePeople } from '../forms/choosers';
import { useKeptInput, type KeptInput } from '../forms/kept-input';
import { useCodeName } from '../forms/names';
import { PaperFields } from '../forms/paper-fields';
import { useNameOf } from '../people/people';
import { RefusalNotice } from '../refusal/refusal-notice';
import { ProveOver } from '../session/prove-again';
import { useSession } from '../session/session';
import type { Schema } from '../forms/schema';
import { stepsOf, type MatterStands, type MeetingRecord, type MeetingStands } from './meeting-steps';
import { MemberSaid, useNeeded } from './member-said';
import { useWords } from './record-words';
import { RecordProgress } from './record-progress';
import { useRecording } from './use-recording';
import '../forms/forms.css';
import './records.css';

interface Props {
  readonly meeting: MeetingStands;
  readonly matter: MatterStands;
  readonly body: string;
  readonly procedure: Procedure;
  readonly onBegin: () => void;
  /** Reads again how the matter and the meeting stand. */
  readonly onChange: () => Promise<unknown>;
}

export function MeetingRecordForm(props: Props) {
  const kept = useKeptInput(`record/${props.matter.id}`);
  return kept.isPending ? <PageSkeleton /> : <OpenForm {...props} kept={kept} />;
}

function OpenForm({
  meeting,
  matter,
  body,
  procedure,
  onBegin,
  onChange,
  kept: { found, keep, forget },
}: Props & { kept: KeptInput }) {
  const say = useWords();
  const dates = useDates();
  const nameOf = useNameOf();
  const codeName = useCodeName();
  const needed = useNeeded();
  const { data: session } = useSession();
  const uploading = useUploading();
  const [form] = Form.useForm<MeetingRecord>();
  const { record, progress, stopped, isRunning } = useRecording(matter.id);
  const [sent, send] = useState<MeetingRecord>();
  /** The question for a proof that the reader has put away. */
  const [later, putOff] = useState<unknown>();
  const [isDone, finish] = useState(false);
  const outcome = Form.useWatch('outcome', form);
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (stopped || isDone) notice.current?.focus();
  }, [stopped, isDone]);
  const roles = new Set(
    session?.grants.filter((grant) => grant.body === body).map(({ role }) => role as string),
  );
  const steps = (from: MeetingRecord) =>
    stepsOf({ record: from, meeting, matter, procedure, roles, self: session?.person ?? '', say, nameOf });
  const run = async (values: MeetingRecord) => {
    send(values);
    onBegin();
    const all = await record(steps(values), { meeting: meeting.version, matter: matter.version });
    if (all) {
      forget();
      finish(true);
      return;
    }
    await onChange();
  };
  const stepUp = codeOf(stopped?.error) === 'step-up-required' && stopped?.error !== later;
  const outcomes = enumOf(procedure, 'OutcomeDecided', 'outcome');
  if (isDone && sent) {
    return (
      <div ref={notice} tabIndex={-1}>
        <p role="status">
          <strong>{say('done')}</strong>
        </p>
        <RecordProgress steps={steps(sent)} progress={progress} />
        <p>
          <Link to={`/decisions/${matter.id}`} onClick={() => void onChange()}>
            {say('backTo')}
          </Link>
        </p>
      </div>
    );
  }
  return (
    <>
      <p>{say('how')}</p>
      <div ref={notice} tabIndex={-1}>
        {stopped && !stepUp && (
          <>
            <p role="status">
              <strong>{say('stopped', { title: stopped.at.title })}</strong>
            </p>
            <RefusalNotice error={stopped.error} />
          </>
        )}
      </div>
      {stepUp && sent && (
        <ProveOver
          error={stopped?.error}
          onProved={() => void run(sent)}
          onCancel={() => putOff(stopped?.error)}
        />
      )}
      {sent && <RecordProgress steps={steps(sent)} progress={progress} />}
      <Form<MeetingRecord>
        form={form}
        layout="vertical"
        disabled={isRunning}
        onKeyDown={noImplicitSubmit}
        scrollToFirstError={{ focus: true, block: 'center' }}
        initialValues={
          found ?? {
            openedOn: meeting.openedOn ?? meeting.plannedOn,
            members: Object.fromEntries(meeting.members.map((person) => [person, { present: true }])),
            close: true,
          }
        }
        onValuesChange={(_, all) => keep(all as Record<string, unknown>)}
        onFinish={(values) => void run(values)}
      >
        <Form.Item
          name="openedOn"
          label={say('openedOn')}
          extra={say('planned', { day: dates.day(meeting.plannedOn) })}
          rules={needed(say('openedOn'))}
        >
          <CivilDate disabled={meeting.status !== 'convened'} />
        </Form.Item>
        <PaperFields ofMany />
        <h2>{say('attendance')}</h2>
        <p className="quiet">{say('attendanceHow')}</p>
        {meeting.members
          .filter((person) => person !== meeting.head)
          .map((person) => (
            <MemberSaid
              key={person}
              at={['members', person]}
              name={nameOf(person)}
              onRecord={Object.hasOwn(matter.spoke, person) || matter.recused.includes(person)}
            />
          ))}
        <Form.Item name="inAttendance" label={say('inAttendance')}>
          <ChoosePeople several />
        </Form.Item>
        {matter.riskToJudge && (
          <fieldset>
            <legend>{say('risk')}</legend>
            <Form.Item
              name="controllable"
              label={say('risk')}
              extra={say('riskHow')}
              rules={needed(say('risk'))}
            >
              <YesOrNo />
            </Form.Item>
            <Form.Item name="grounds" label={say('grounds')} rules={needed(say('grounds'))}>
              <Input.TextArea rows={3} maxLength={5000} />
            </Form.Item>
          </fieldset>
        )}
        <MemberSaid
          at={['head']}
          name={`${say('head')} · ${nameOf(meeting.head)}`}
          onRecord={matter.headSpoke}
          isHead
        />
        <Form.Item name="outcome" label={say('outcome')} rules={needed(say('outcome'))}>
          <OneOf choices={outcomes.map((code) => ({ value: code, label: codeName('outcome', code) }))} />
        </Form.Item>
        {outcome === 'passed-with-edits' && (
          <Form.Item name="editedText" label={say('editedText')} rules={needed(say('editedText'))}>
            <DocumentField />
          </Form.Item>
        )}
        <Form.Item
          name="reasonsAgainstMajority"
          label={say('reasonsAgainstMajority')}
          extra={say('reasonsHow')}
        >
          <Input.TextArea rows={3} maxLength={5000} />
        </Form.Item>
        <Form.Item name="close" valuePropName="checked">
          <Checkbox>{say('close')}</Checkbox>
        </Form.Item>
        <Button
          type="primary"
          htmlType="submit"
          size="large"
          loading={isRunning}
          disabled={isRunning || uploading}
        >
          {say(stopped ? 'goOn' : 'submit')}
        </Button>
      </Form>
    </>
  );
}

function enumOf(procedure: Procedure, type: string, field: string): string[] {
  const schema = procedure.events.find((event) => event.type === type)?.schema as Schema | undefined;
  return (schema?.properties?.[field]?.enum ?? []).map(String);
}
