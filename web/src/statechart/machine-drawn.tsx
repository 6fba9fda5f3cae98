import { Button } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { rootOf, type Procedure } from '../decisions/machine';
import { useLanguage, useSaid } from '../words/words';
import { ChartTable } from './chart-table';
import { useWords } from './chart-words';
import { laidOut } from './layout-chart';
import type { Past } from './past';
import { Selected, type Selection } from './selected';
import { Statechart } from './statechart';
import './statechart.css';

const NOWHERE: ReadonlySet<string> = new Set();
const NOTHING: Past = { entered: new Map(), taken: new Map() };

interface Props {
  readonly procedure: Procedure;
  /** The matter whose way is shown; without one the whole machine is. */
  readonly matter?: Matter;
}

interface Matter {
  readonly id: string;
  readonly past: Past;
  readonly active: ReadonlySet<string>;
}

/** A machine as a drawing to look around in, and as a table below it. */
export function MachineDrawn({ procedure, matter }: Props) {
  const say = useWords();
  const [asked, showEverything] = useState(false);
  const everything = asked || matter === undefined;
  const [selection, select] = useState<Selection>();
  const past = matter?.past ?? NOTHING;
  const active = matter?.active ?? NOWHERE;
  const id = matter?.id;
  const { drawing, error } = useDrawing(procedure, past, active, everything);
  return (
    <>
      {matter && (
        <Button size="small" className="no-print" onClick={() => showEverything(!everything)}>
          {say(everything ? 'onlyPast' : 'all')}
        </Button>
      )}
      {error && <p role="alert">{say('failed')}</p>}
      {!drawing && !error && <p role="status">{say('drawing')}</p>}
      {drawing && (
        <Statechart
          key={String(everything)}
          drawing={drawing}
          past={past}
          active={active}
          ofMatter={matter !== undefined}
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
