import { Button, Form, Popconfirm } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { useBlocker } from 'react-router';
import { noImplicitSubmit } from '../acts/no-implicit-submit';
import { PageSkeleton } from '../app/page-skeleton';
import { useUploading } from '../documents/upload';
import { showFaults, wrongIn, type Wrong } from './faults';
import { defaultsOf } from './defaults';
import { ObjectFields } from './fields';
import { useWords } from './form-words';
import { GivenProvider, type Given } from './given';
import { useKeptInput, type KeptInput } from './kept-input';
import { useFieldName } from './names';
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
  /** What was refused before the form was cleared is no fault of the empty one. */
  const [{ round, refusedBefore }, startOver] = useState<{ round: number; refusedBefore?: unknown }>({
    round: 0,
  });
  if (kept.isPending) return <PageSkeleton />;
  return (
    <OpenForm
      // Made anew: what a form was opened with comes back by no reset of its own.
      key={round}
      {...props}
      refused={props.refused === refusedBefore ? undefined : props.refused}
      kept={kept}
      onStartOver={() => {
        kept.forget();
        startOver({ round: round + 1, refusedBefore: props.refused });
      }}
    />
  );
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
  onStartOver,
}: Props & { kept: KeptInput; onStartOver: () => void }) {
  const say = useWords();
  const uploading = useUploading();
  const [form] = Form.useForm();
  const [homeless, tell] = useState<readonly Wrong[]>([]);
  useEffect(() => {
    const wrong = wrongIn(refused);
    tell(wrong.length > 0 ? showFaults(form, wrong) : []);
  }, [form, refused]);
  const settled = Object.entries(given.settled ?? {})
    .filter(([name]) => Object.hasOwn(schema.properties ?? {}, name))
    .map(([name, { value }]) => [name, value] as const);
  return (
    <GivenProvider value={given}>
      <div>
        {found && (
          <p role="status" className="kept">
            {say('keptFrom')}{' '}
            <Popconfirm title={say('startOverSure')} onConfirm={onStartOver}>
              <Button size="small">{say('startOver')}</Button>
            </Popconfirm>
          </p>
        )}
        {where === 'nowhere' && <WarnBeforeLeaving />}
        <Form
          form={form}
          layout="vertical"
          requiredMark
          initialValues={found ?? { payload: { ...defaultsOf(schema), ...given.suggested } }}
          scrollToFirstError={{ focus: true, block: 'center' }}
          disabled={disabled}
          onKeyDown={noImplicitSubmit}
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
          {homeless.length > 0 && <Elsewhere wrong={homeless} />}
          <div className="submit no-print">
            <Button
              type="primary"
              htmlType="submit"
              loading={submitting}
              disabled={disabled || uploading}
              size="large"
            >
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

/** What is wrong with fields that the form does not show, by their names. */
function Elsewhere({ wrong }: { wrong: readonly Wrong[] }) {
  const say = useWords();
  const fieldName = useFieldName();
  return (
    <div role="alert" className="refusal">
      <p>{say('elsewhere')}</p>
      <ul>
        {wrong.map(({ path, said }) => {
          const names = path.filter((part, i) => !(i === 0 && part === 'payload') && !/^\d+$/.test(part));
          return (
            <li key={`${path.join('/')} ${said}`}>
              {names.length === 0 ? said : say('ofField', { field: fieldName(names), said })}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** Stands only where leaving would lose something: the router asks one such question at a time. */
function WarnBeforeLeaving() {
  const say = useWords();
  const blocker = useBlocker(true);
  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    // The browser's own question: it is asked at the worst of moments, and has to work.
    if (confirm(say('notKept'))) blocker.proceed();
    else blocker.reset();
  }, [blocker, say]);
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, []);
  return null;
}
