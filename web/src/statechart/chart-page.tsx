import { Button } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { api, ask } from '../api/client';
import { PageSkeleton } from '../app/page-skeleton';
import { useHistory } from '../decisions/decisions';
import { activeIn, rootOf, useProcedure, type Procedure } from '../decisions/machine';
import { useShown } from '../decisions/shown';
import { RefusalNotice } from '../refusal/refusal-notice';
import { useLanguage, useSaid } from '../words/words';
import { ChartTable } from './chart-table';
import { useWords } from './chart-words';
import { laidOut } from './layout-chart';
import { pastOf, usePath, type Past } from './past';
import { Selected, type Selection } from './selected';
import { Statechart } from './statechart';
import './statechart.css';

/** `/decisions/:id/chart`: the machine of the procedure with where the matter stands and the way it came. */
export function Page() {
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
  return <ChartOf id={decision.id} procedure={procedure} past={past} active={active} />;
}

interface Props {
  readonly id: string;
  readonly procedure: Procedure;
  readonly past: Past;
  readonly active: ReadonlySet<string>;
}

function ChartOf({ id, procedure, past, active }: Props) {
  const say = useWords();
  const [everything, showEverything] = useState(false);
  const [selection, select] = useState<Selection>();
  const { drawing, error } = useDrawing(procedure, past, active, everything);
  return (
    <>
      <section aria-labelledby="chart-title">
        <h2 id="chart-title">{say('title')}</h2>
        <p className="quiet">{say('how')}</p>
        <Proved workflow={procedure} />
        <Button size="small" className="no-print" onClick={() => showEverything(!everything)}>
          {say(everything ? 'onlyPast' : 'all')}
        </Button>
        {error && <p role="alert">{say('failed')}</p>}
        {!drawing && !error && <p role="status">{say('drawing')}</p>}
        {drawing && (
          <Statechart
            key={String(everything)}
            drawing={drawing}
            past={past}
            active={active}
            selection={selection}
            onSelect={select}
          />
        )}
        {selection && (
          <Selected
            id={id}
            procedure={procedure}
            past={past}
            selection={selection}
            onClose={() => select(undefined)}
          />
        )}
      </section>
      <ChartTable id={id} procedure={procedure} past={past} active={active} />
    </>
  );
}

function useDrawing(
  { chart, events, hash }: Procedure,
  past: Past,
  active: ReadonlySet<string>,
  everything: boolean,
) {
  const said = useSaid();
  const { language } = useLanguage();
  const shown = useMemo(() => {
    const transitions = chart.transitions.filter(
      ({ id, source, event }) =>
        everything ||
        past.taken.has(id) ||
        // A correction may lead back anywhere, from everywhere: in the whole drawing only.
        (active.has(source) && source !== rootOf(chart) && event !== 'RecordCorrected'),
    );
    const ends = new Set([
      ...active,
      ...past.entered.keys(),
      ...transitions.flatMap(({ source, targets }) => [source, ...targets]),
    ]);
    const states = chart.states.filter(
      ({ id, type }) =>
        type !== 'history' && (everything || [...ends].some((end) => end === id || end.startsWith(`${id}.`))),
    );
    return {
      transitions: new Set(transitions.map(({ id }) => id)),
      states: new Set(states.map(({ id }) => id)),
    };
  }, [chart, past, active, everything]);
  const { data, error } = useQuery({
    queryKey: ['chart-drawing', hash, language, [...shown.states].join(), [...shown.transitions].join()],
    staleTime: Infinity,
    retry: false,
    queryFn: () =>
      laidOut({
        chart,
        ...shown,
        said,
        actName: (event) => {
          const title = events.find(({ type }) => type === event)?.title;
          return title ? said(title) : event;
        },
      }),
  });
  return { drawing: data, error };
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
