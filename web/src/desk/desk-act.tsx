import { useState, type ReactNode } from 'react';
import { PageSkeleton } from '../app/page-skeleton';
import { ActForm } from '../decisions/act-form';
import { useHistory, type Decision } from '../decisions/decisions';
import { useProcedure } from '../decisions/machine';
import type { Given } from '../forms/given';
import type { Schema } from '../forms/schema';
import { RefusalNotice } from '../refusal/refusal-notice';
import { useActOnDesk } from './desk-done';
import { WhyNot } from './why-not';
import './desk.css';

interface Props {
  readonly decision: Decision;
  readonly type: string;
  /** Its fields as the desk lays them out; without them, as the schema has them. */
  readonly fields?: (schema: Schema) => ReactNode;
  readonly knows?: Partial<Given>;
  /** What is shown where the act is not the reader's, in place of the reasons why not. */
  readonly otherwise?: ReactNode;
}

/** One act on a desk, or why it cannot be done now. */
export function DeskAct({ decision, type, fields, knows, otherwise }: Props) {
  const { data: history, error } = useHistory(decision.id);
  const { data: procedure, error: noProcedure } = useProcedure(decision.workflow);
  const { act, finish } = useActOnDesk(type);
  const [done, isDone] = useState(false);
  const action = decision.actions.find((one) => one.type === type);
  // Its form knows the version before: whoever does it again opens the desk again.
  if (done) return null;
  if (!action) return otherwise ?? <WhyNot decision={decision} type={type} />;
  if (!history || !procedure) {
    const failed = error ?? noProcedure;
    return failed ? <RefusalNotice error={failed} /> : <PageSkeleton />;
  }
  return (
    <ActForm
      key={type}
      onDesk
      decision={decision}
      history={history.events}
      procedure={procedure}
      action={action}
      forOther={false}
      act={act}
      fields={fields?.(action.schema as Schema)}
      knows={knows}
      onRecorded={(answer) => {
        isDone(true);
        finish({ answer, title: action.title });
      }}
    />
  );
}
