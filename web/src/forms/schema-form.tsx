import { Button, Form, Popconfirm } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { useBlocker } from 'react-router';
import { PageSkeleton } from '../app/page-skeleton';
import { showFaults, wrongIn } from './faults';
import { defaultsOf } from './defaults';
import { ObjectFields } from './fields';
import { useWords } from './form-words';
import { GivenProvider, type Given } from './given';
import { useKeptInput, type KeptInput } from './kept-input';
import { payloadOf } from './payload';
import type { Schema } from './schema';
import './forms.css';

/** What a form gives: the payload of the event, and what stands around it in the request. */
export interface FilledIn {
  readonly payload: Record<string, unknown>;
  /** The values of fields beside the payload, as the form has them. */
  readonly beside: Record<string, unknown>;
}

interface Props {
  /** Under which name what was typed is kept until it is recorded. */
  readonly keptAs: string;
  readonly schema: Schema;
  readonly given: Given;
  readonly disabled?: boolean;
  readonly submitting: boolean;
  /** The server's last answer, where it refused: faults are shown at their fields. */
  readonly refused?: unknown;
  /** Fields beside those of the payload (paper, dates). */
  readonly beside?: ReactNode;
  /** In place of the fields made from the schema. */
  readonly children?: ReactNode;
  /** `recorded` clears what was kept: call it once it is on record. */
  readonly onSubmit: (filledIn: FilledIn, recorded: () => void) => void;
}

/** The form of an act, made from the schema of its event. What is typed into it is never lost on a refusal. */
export function SchemaForm(props: Props) {
  const kept = useKeptInput(props.keptAs);
  return kept.isPending ? <PageSkeleton /> : <OpenForm {...props} kept={kept} />;
}

function OpenForm({
  kept: { found, where, keep, forget },
  schema,
  given,
  disabled = false,
  submitting,
  refused,
  beside,
  children,
  onSubmit,
}: Props & { kept: KeptInput }) {
  const say = useWords();
  const [form] = Form.useForm();
  const [round, startOver] = useState(0);
  const [homeless, tell] = useState<readonly { said: string }[]>([]);
  useEffect(() => {
    const wrong = wrongIn(refused);
    tell(wrong.length > 0 ? showFaults(form, wrong) : []);
  }, [form, refused]);
  useWarningBeforeLeaving(where === 'nowhere');
  const settled = Object.entries(given.settled ?? {})
    .filter(([name]) => Object.hasOwn(schema.properties ?? {}, name))
    .map(([name, { value }]) => [name, value] as const);
  return (
    <GivenProvider value={given}>
      <div>
        {found && (
          <p role="status" className="kept">
            {say('keptFrom')}{' '}
            <Popconfirm
              title={say('startOverSure')}
              onConfirm={() => {
                forget();
                form.resetFields();
                startOver(round + 1);
              }}
            >
              <Button size="small">{say('startOver')}</Button>
            </Popconfirm>
          </p>
        )}
        <Form
          key={round}
          form={form}
          layout="vertical"
          requiredMark
          initialValues={found ?? { payload: { ...defaultsOf(schema), ...given.suggested } }}
          scrollToFirstError={{ focus: true, block: 'center' }}
          disabled={disabled}
          onValuesChange={(_, all: Record<string, unknown>) => keep(all)}
          onFinish={({ payload, ...around }: Record<string, unknown>) =>
            onSubmit(
              {
                payload: payloadOf(
                  { ...(payload as object | undefined), ...Object.fromEntries(settled) },
                  schema,
                ),
                beside: around,
              },
              forget,
            )
          }
        >
          {children ?? <ObjectFields schema={schema} at={['payload']} />}
          {beside}
          {homeless.length > 0 && (
            <div role="alert" className="refusal">
              <p>{say('elsewhere')}</p>
              <ul>
                {homeless.map(({ said }) => (
                  <li key={said}>{said}</li>
                ))}
              </ul>
            </div>
          )}
          <div className="submit no-print">
            <Button type="primary" htmlType="submit" loading={submitting} size="large">
              {say('submit')}
            </Button>
            <span className={where === 'nowhere' ? undefined : 'quiet'}>{say(KEPT[where])}</span>
          </div>
        </Form>
      </div>
    </GivenProvider>
  );
}

const KEPT = { server: 'keptOnServer', browser: 'keptInBrowser', nowhere: 'notKept' } as const;

/** Asked only where leaving would lose something. */
function useWarningBeforeLeaving(wouldLose: boolean): void {
  const say = useWords();
  const blocker = useBlocker(wouldLose);
  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    // The browser's own question: it is asked at the worst of moments, and has to work.
    if (confirm(say('notKept'))) blocker.proceed();
    else blocker.reset();
  }, [blocker, say]);
  useEffect(() => {
    if (!wouldLose) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [wouldLose]);
}
