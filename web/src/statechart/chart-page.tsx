import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api, ask } from '../api/client';
import { PageSkeleton } from '../app/page-skeleton';
import { useHistory } from '../decisions/decisions';
import { activeIn, useProcedure, type Procedure } from '../decisions/machine';
import { useShown } from '../decisions/shown';
import { RefusalNotice } from '../refusal/refusal-notice';
import { useWords } from './chart-words';
import { MachineDrawn } from './machine-drawn';
import { pastOf, usePath } from './past';

/** `/decisions/:id/chart`: the machine of the procedure with where the matter stands and the way it came. */
export function Page() {
  const say = useWords();
  const decision = useShown();
  const { data: procedure, error } = useProcedure(decision.workflow);
  const history = useHistory(decision.id);
  const path = usePath(decision.id);
  const failed = error ?? history.error ?? path.error;
  const past = useMemo(
    () =>
      procedure && path.data && history.data && pastOf(path.data.path, history.data.events, procedure.chart),
    [procedure, path.data, history.data],
  );
  const active = useMemo(
    () => activeIn(decision.state['value'], decision.workflow.id),
    [decision.state, decision.workflow.id],
  );
  if (failed) return <RefusalNotice error={failed} />;
  if (!procedure || !past) return <PageSkeleton />;
  return (
    <section aria-labelledby="chart-title">
      <h2 id="chart-title">{say('title')}</h2>
      <p className="quiet">{say('how')}</p>
      <Proved workflow={procedure} />
      <MachineDrawn procedure={procedure} matter={{ id: decision.id, past, active }} />
    </section>
  );
}

/** That no path goes round a mandatory step was proved when the procedure was loaded. */
function Proved({ workflow: { id, version } }: { workflow: Procedure }) {
  const say = useWords();
  const { data } = useQuery({
    queryKey: ['workflow', id, version, 'proof'],
    staleTime: Infinity,
    queryFn: () => ask(api.GET('/api/workflows/{id}/{version}/proof', { params: { path: { id, version } } })),
  });
  if (!data) return null;
  return data.holds ? (
    <p>{say('proof', { n: data.configurations })}</p>
  ) : (
    <p className="stops">{say('proofFails')}</p>
  );
}
