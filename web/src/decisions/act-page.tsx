import { App as AntApp } from 'antd';
import { Link, useNavigate, useParams } from 'react-router';
import { PageSkeleton } from '../app/page-skeleton';
import { SchemaForm } from '../forms/schema-form';
import { RefusalNotice, UnmetList } from '../refusal/refusal-notice';
import { useSaid } from '../words/words';
import { useAct } from './act';
import { unmetOf } from './action-list';
import { useDecision } from './decisions';
import { useWords } from './decision-words';

/** `/decisions/:id/act/:type`: one act, as a form. A refusal leaves everything that was typed where it is. */
export function Page() {
  const { id = '', type = '' } = useParams();
  const say = useWords();
  const said = useSaid();
  const go = useNavigate();
  const { message } = AntApp.useApp();
  const { data: decision, error } = useDecision(id);
  const act = useAct(id);
  if (error) return <RefusalNotice error={error} />;
  if (!decision) return <PageSkeleton />;
  const action = decision.actions.find((one) => one.type === type);
  const back = (
    <p>
      <Link to={`/decisions/${id}`}>
        {say('backTo')} · {decision.title}
      </Link>
    </p>
  );
  if (!action) {
    return (
      <>
        {back}
        <h1>{decision.title}</h1>
        <p>{say('notYours')}</p>
      </>
    );
  }
  return (
    <>
      {back}
      <h1>{said(action.title)}</h1>
      {action.is === 'blocked' && <UnmetList unmet={unmetOf(action)} />}
      {act.error && <RefusalNotice error={act.error} />}
      <SchemaForm
        key={type}
        keptAs={`decision/${id}/${type}`}
        schema={action.schema}
        disabled={action.is === 'blocked'}
        submitting={act.isPending}
        onSubmit={(payload) =>
          act.mutate(
            { type, payload, version: decision.version },
            {
              onSuccess: ({ event }) => {
                void message.success(say('recorded', { seq: event.seq }));
                void go(`/decisions/${id}`);
              },
            },
          )
        }
      />
    </>
  );
}
