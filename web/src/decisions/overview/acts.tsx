import { Link } from 'react-router';
import { useLent, type Delegation } from '../../acts/lent';
import { useNameOf } from '../../people/people';
import { UnmetList } from '../../refusal/refusal-notice';
import { useRoleName } from '../../roles/roles';
import { useHolds } from '../../session/session';
import { useLanguage, useSaid } from '../../words/words';
import type { Action, Decision } from '../decisions';
import { placeOfAct } from '../desks';
import {
  activeIn,
  ENTERS_FOR_OTHERS,
  rootOf,
  useProcedure,
  type Chart,
  type Procedure,
  type ProcedureEvent,
} from '../machine';
import { rememberedOf } from '../remembered';
import { unmetOf } from '../unmet';
import { activeLeaves, leadingOut } from '../ways-forward';
import { useWords } from './overview-words';

/** What the reader may do: first what moves the matter on, then what goes beside it; what fits any time is folded away. */
export function Acts({ decision }: { decision: Decision }) {
  const say = useWords();
  const { data: procedure } = useProcedure(decision.workflow);
  const chart = procedure?.chart;
  const mayEnter = useHolds(...ENTERS_FOR_OTHERS);
  const sorted = chart ? sortedOut(decision, chart) : { next: decision.actions, beside: [], any: [] };
  return (
    <section aria-labelledby="acts-title" className="no-print">
      <h2 id="acts-title">{say('acts')}</h2>
      {sorted.next.length + sorted.beside.length === 0 && (
        <p className="quiet">
          {say('noActs')} {chart && <WaitsForWhom decision={decision} chart={chart} />}
        </p>
      )}
      <ActGroup id={decision.id} title={say('actsNext')} actions={sorted.next} />
      <ActGroup id={decision.id} title={say('actsBeside')} actions={sorted.beside} />
      {sorted.any.length > 0 && (
        <details className="more-below">
          <summary>{say('actsAny', { n: sorted.any.length, count: sorted.any.length })}</summary>
          <ActGroup id={decision.id} actions={sorted.any} />
        </details>
      )}
      {procedure && <Lent decision={decision} procedure={procedure} />}
      {mayEnter && (
        <p>
          <Link to={`/decisions/${decision.id}/act`}>{say('fromPaper')}</Link>
        </p>
      )}
    </section>
  );
}

/** What colleagues have lent the reader that could be done now, each for whom. */
function Lent({ decision, procedure }: { decision: Decision; procedure: Procedure }) {
  const say = useWords();
  const said = useSaid();
  const nameOf = useNameOf();
  const lent = useLent();
  const { chart, events } = procedure;
  const active = activeIn(decision.state['value'], decision.workflow.id);
  const root = rootOf(chart);
  const isDue = (type: string) =>
    chart.transitions.some(
      ({ event, source, targets }) =>
        event === type && active.has(source) && source !== root && targets.length > 0,
    );
  const place = { body: rememberedOf(decision).body ?? '', decision: decision.id };
  const found = events
    .filter(({ type }) => isDue(type))
    .flatMap((event) => lent(event, place).map((lender): [ProcedureEvent, Delegation] => [event, lender]));
  if (found.length === 0) return null;
  return (
    <>
      <h3>{say('actsLent')}</h3>
      <ul className="act-list">
        {found.map(([{ type, title }, { delegation, person }]) => (
          <li key={`${type} ${delegation}`}>
            <Link to={`/decisions/${decision.id}/act/${type}?for=${person}`}>{said(title)}</Link>{' '}
            <span className="quiet">{say('lentBy', { name: nameOf(person) })}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function sortedOut({ actions, state, workflow }: Decision, chart: Chart) {
  const active = activeIn(state['value'], workflow.id);
  const root = rootOf(chart);
  const ways = (type: string) =>
    chart.transitions.filter(({ event, source }) => event === type && active.has(source));
  const isAny = ({ type }: Action) => ways(type).some(({ source }) => source === root);
  const movesOn = ({ type }: Action) =>
    ways(type).some(({ targets, source }) => targets.length > 0 && source !== root);
  return {
    next: actions.filter((one) => !isAny(one) && movesOn(one)),
    beside: actions.filter((one) => !isAny(one) && !movesOn(one)),
    any: actions.filter(isAny),
  };
}

function WaitsForWhom({ decision, chart }: { decision: Decision; chart: Chart }) {
  const say = useWords();
  const roleName = useRoleName();
  const roles = new Set(
    activeLeaves(decision, chart).flatMap(({ id }) => leadingOut(chart, id).flatMap((way) => way.roles)),
  );
  if (roles.size === 0) return null;
  return <>{say('noActsWho', { roles: [...roles].map(roleName).join(say('or')) })}</>;
}

function ActGroup({ id, title, actions }: { id: string; title?: string; actions: readonly Action[] }) {
  if (actions.length === 0) return null;
  return (
    <>
      {title && <h3>{title}</h3>}
      <ul className="act-list">
        {actions.map((action) => (
          <li key={action.type}>
            <OneAct id={id} action={action} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** One that is not possible yet says why where it stands; the rest of the reasons are one click away. */
function OneAct({ id, action }: { id: string; action: Action }) {
  const say = useWords();
  const said = useSaid();
  const { language } = useLanguage();
  if (action.is !== 'blocked') {
    return (
      <>
        <Link to={placeOfAct(id, action.type)}>{said(action.title)}</Link>{' '}
        <span className="quiet">{say(action.is === 'ready' ? 'actsReady' : 'actsDepends')}</span>
      </>
    );
  }
  const unmet = unmetOf(action);
  const [first] = unmet;
  const citation = first?.citations?.[0];
  return (
    <details className="act-blocked">
      <summary>
        {said(action.title)} <span className="stops">{say('actsBlocked')}</span>
        {first && (
          <span className="act-why">
            {citation && `${language === 'zh' ? citation.article : citation.articleEn}${say('colon')}`}
            {said(first.found)}
            {say('colon')}
            {said(first.remedy)}
            {unmet.length > 1 && say('more', { n: unmet.length - 1 })}
          </span>
        )}
      </summary>
      <UnmetList unmet={unmet} />
    </details>
  );
}
