import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { valueWord } from '../../../src/exports/views/lexicon';
import { rootOf, type Procedure, type Transition } from '../decisions/machine';
import { CitedArticle } from '../refusal/refusal-notice';
import { useRoleName } from '../roles/roles';
import { useSaid } from '../words/words';
import { useWords } from './chart-words';
import type { Past } from './past';

/** What the reader chose in the drawing: a state, or the ways that one arrow stands for. */
export interface Selection {
  readonly state?: string;
  readonly transitions?: readonly string[];
}

interface Props {
  /** The matter of whose records it tells; undefined where it is of none. */
  readonly id: string | undefined;
  readonly procedure: Procedure;
  readonly past: Past;
  readonly selection: Selection;
  readonly onClose: () => void;
}

/** The law of what was chosen, and its record. */
export function Selected({ id, procedure, past, selection, onClose }: Props) {
  const say = useWords();
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus(), [selection]);
  const { chart } = procedure;
  const state = chart.states.find((one) => one.id === selection.state);
  const ways = chart.transitions.filter((way) => selection.transitions?.includes(way.id));
  return (
    <aside
      className="selected"
      ref={box}
      tabIndex={-1}
      aria-label={say(state ? 'selectedState' : 'selectedTransition')}
    >
      <Button size="small" className="selected-close" onClick={onClose}>
        {say('close')}
      </Button>
      {state && <SelectedState id={id} procedure={procedure} past={past} state={state.id} />}
      {ways.map((way) => (
        <SelectedWay key={way.id} id={id} procedure={procedure} past={past} way={way} />
      ))}
    </aside>
  );
}

function Records({
  id,
  versions,
  none,
}: {
  id: string;
  versions: readonly number[] | undefined;
  none: string;
}) {
  const say = useWords();
  if (!versions?.length) return <>{none}</>;
  return versions.map((version, index) => (
    <span key={version}>
      {index > 0 && say('and')}
      <Link to={`/decisions/${id}/history/${version}`}>{say('record', { version })}</Link>
    </span>
  ));
}

function SelectedState({
  id,
  procedure,
  past,
  state,
}: Omit<Props, 'selection' | 'onClose'> & { state: string }) {
  const say = useWords();
  const said = useSaid();
  const { chart } = procedure;
  const title = chart.states.find((one) => one.id === state)?.title;
  const out = chart.transitions.filter(({ source }) => source === state);
  return (
    <>
      <h3>{title && said(title)}</h3>
      {id !== undefined && (
        <dl className="pairs">
          <dt>{say('entered')}</dt>
          <dd>
            <Records id={id} versions={past.entered.get(state)} none={say('neverEntered')} />
          </dd>
        </dl>
      )}
      {out.length > 0 && <h4>{say('waysOut')}</h4>}
      {out.map((way) => (
        <SelectedWay key={way.id} id={id} procedure={procedure} past={past} way={way} />
      ))}
    </>
  );
}

function SelectedWay({
  id,
  procedure,
  past,
  way,
}: Omit<Props, 'selection' | 'onClose'> & { way: Transition }) {
  const say = useWords();
  const said = useSaid();
  const roleName = useRoleName();
  const { chart, events } = procedure;
  const act = events.find(({ type }) => type === way.event);
  const nameOf = (state: string) => {
    const found = chart.states.find((one) => one.id === state);
    return state === rootOf(chart) ? say('atAnyTime') : found ? said(found.title) : state;
  };
  const requirements = chart.requirements.filter((one) => way.requires.includes(one.id));
  const citations = chart.citations.filter(({ rule }) => way.rules.includes(rule));
  return (
    <section className="selected-way">
      <h4>{act ? said(act.title) : say('byItself')}</h4>
      <dl className="pairs">
        <dt>{say('from')}</dt>
        <dd>{nameOf(way.source)}</dd>
        <dt>{say('to')}</dt>
        <dd>{way.targets.length === 0 ? say('changesNothing') : way.targets.map(nameOf).join(say('and'))}</dd>
        {way.when && (
          <>
            <dt>{say('when')}</dt>
            <dd>
              {Object.entries(way.when)
                .map(([field, value]) => said(valueWord(field, value as string | boolean)))
                .join(say('and'))}
            </dd>
          </>
        )}
        {way.roles.length > 0 && (
          <>
            <dt>{say('roles')}</dt>
            <dd>{way.roles.map(roleName).join(say('and'))}</dd>
          </>
        )}
        {id !== undefined && (
          <>
            <dt>{say('taken')}</dt>
            <dd>
              <Records id={id} versions={past.taken.get(way.id)} none={say('notTaken')} />
            </dd>
          </>
        )}
        <dt>{say('requires')}</dt>
        <dd>
          {requirements.length === 0 && say('none')}
          {requirements.map((one) => (
            <div key={one.id}>
              {said(one.title)} {one.strength === 'house' && <span className="quiet">{say('house')}</span>}
            </div>
          ))}
        </dd>
      </dl>
      {citations.map((citation) => (
        <CitedArticle key={citation.rule} citation={citation} />
      ))}
    </section>
  );
}
