import { Input } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { PageSkeleton } from '../app/page-skeleton';
import { RefusalNotice } from '../refusal/refusal-notice';
import { useRoleName } from '../roles/roles';
import { useHolds } from '../session/session';
import { useSaid } from '../words/words';
import { useWords } from './act-words';
import { useDecision } from './decisions';
import { activeIn, ENTERS_FOR_OTHERS, rootOf, useProcedure, type ProcedureEvent } from './machine';

/** What the program does itself, and what opens a matter: nobody enters these from paper. */
const NEVER_FROM_PAPER = new Set(['DecisionProposed', 'DeadlinePassed', 'DecisionLapsed']);

/** `/decisions/:id/act`: acts of people without an account, to be entered from their signed originals. */
export function Page() {
  const { id = '' } = useParams();
  const say = useWords();
  const said = useSaid();
  const mayEnter = useHolds(...ENTERS_FOR_OTHERS);
  const [typed, type] = useState('');
  const { data: decision, error } = useDecision(id);
  const { data: procedure, error: noProcedure } = useProcedure(decision?.workflow);
  const failed = error ?? noProcedure;
  if (failed) return <RefusalNotice page error={failed} />;
  if (!decision || !procedure) return <PageSkeleton />;
  const listed = procedure.events.filter(
    (event) =>
      !NEVER_FROM_PAPER.has(event.type) &&
      said(event.title).toLowerCase().includes(typed.trim().toLowerCase()),
  );
  const { chart } = procedure;
  const active = activeIn(decision.state['value'], decision.workflow.id);
  const takes = (event: ProcedureEvent, isIn: (state: string) => boolean) =>
    chart.transitions.some((one) => one.event === event.type && isIn(one.source));
  const isAny = (event: ProcedureEvent) => takes(event, (state) => state === rootOf(chart));
  const isNow = (event: ProcedureEvent) => !isAny(event) && takes(event, (state) => active.has(state));
  const outOfTurn = listed.filter((event) => !isAny(event) && !isNow(event));
  return (
    <>
      <title>{`${say('paperActs')} · ${decision.title}`}</title>
      <p>
        <Link to={`/decisions/${id}`}>
          {say('backTo')} · {decision.title}
        </Link>
      </p>
      <h1>{say('paperActs')}</h1>
      {mayEnter ? (
        <>
          <p>{say('paperActsHow')}</p>
          <p>
            <Link to={`/decisions/${id}/record`}>{say('paperWhole')}</Link>
          </p>
          <Input.Search
            aria-label={say('paperFind')}
            placeholder={say('paperFind')}
            allowClear
            value={typed}
            onChange={({ target }) => type(target.value)}
          />
          <ActList id={id} title={say('paperNow')} events={listed.filter(isNow)} />
          <ActList id={id} title={say('paperAny')} events={listed.filter(isAny)} />
          {outOfTurn.length > 0 && (
            <details open={typed.trim() !== ''}>
              <summary>{say('paperOther', { n: outOfTurn.length })}</summary>
              <ActList id={id} events={outOfTurn} />
            </details>
          )}
        </>
      ) : (
        <p>{say('paperNobody')}</p>
      )}
    </>
  );
}

function ActList({ id, title, events }: { id: string; title?: string; events: readonly ProcedureEvent[] }) {
  const say = useWords();
  const said = useSaid();
  const roleName = useRoleName();
  if (events.length === 0) return null;
  return (
    <>
      {title && <h2>{title}</h2>}
      <ul className="acts">
        {events.map((event) => (
          <li key={event.type}>
            <Link to={`/decisions/${id}/act/${event.type}`}>{said(event.title)}</Link>{' '}
            <span className="quiet">
              {say('paperRoles', { roles: event.roles.map(roleName).join(say('and')) })}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
