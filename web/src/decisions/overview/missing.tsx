import type { Unmet } from '../../api/problem';
import { RefusalNotice, UnmetList } from '../../refusal/refusal-notice';
import { useRoleName } from '../../roles/roles';
import { useSaid } from '../../words/words';
import { useObstacles, type Decision } from '../decisions';
import { activeIn, leavesOf, rootOf, useProcedure, type Chart, type Procedure } from '../machine';
import { isIssued, milestoneOf } from './milestone';
import { useWords } from './overview-words';

/** What the next milestone still needs, from whom, and by which article. */
export function Missing({ decision }: { decision: Decision }) {
  const say = useWords();
  const event = milestoneOf(decision);
  if (event === undefined)
    return <p className="quiet">{say(isIssued(decision) ? 'following' : 'settled')}</p>;
  return <MissingFor key={event} decision={decision} event={event} />;
}

function MissingFor({ decision, event }: { decision: Decision; event: string }) {
  const say = useWords();
  const said = useSaid();
  const { data: procedure } = useProcedure(decision.workflow);
  const { data, error } = useObstacles(decision.id, event);
  const title = procedure?.events.find(({ type }) => type === event)?.title;
  const unmet: Unmet[] = [
    ...(data?.missingSteps ?? []),
    ...(data?.standings.filter((one) => one.is === 'unmet') ?? []),
  ].filter(({ requirement }) => requirement !== 'competent');
  const depends = data?.standings.filter((one) => one.is === 'depends') ?? [];
  return (
    <section aria-labelledby="missing-title">
      <h2 id="missing-title">{say('missing', { event: title ? said(title) : event })}</h2>
      {error && <RefusalNotice error={error} />}
      {data && !data.available && procedure && <WaitsFor decision={decision} procedure={procedure} />}
      {data && unmet.length > 0 && <UnmetList unmet={unmet} />}
      {data?.available && unmet.length === 0 && <p>{say('nothingMissing')}</p>}
      {depends.length > 0 && (
        <p className="quiet">
          {say('dependsOn')}
          {say('colon')}
          {depends.map(({ title: what }) => said(what)).join(say('or'))}
        </p>
      )}
    </section>
  );
}

/** Each state that is active, with the acts that lead out of it and whose acts they are. */
function WaitsFor({ decision, procedure }: { decision: Decision; procedure: Procedure }) {
  const said = useSaid();
  const say = useWords();
  const roleName = useRoleName();
  const active = activeIn(decision.state['value'], decision.workflow.id);
  const waits = leavesOf(procedure.chart, active).filter(({ type }) => type !== 'final');
  return (
    <>
      <p>{say('waitsFor')}</p>
      <ul>
        {waits.map((state) => {
          const ways = leadingOut(procedure.chart, state.id);
          return (
            <li key={state.id}>
              <strong>{said(state.title)}</strong>
              {ways.length > 0 && say('colon')}
              {ways
                .map(({ event, roles }) => {
                  const title = procedure.events.find(({ type }) => type === event)?.title;
                  const whose = say('waitsBy', { roles: roles.map(roleName).join(say('or')) });
                  return `${title ? said(title) : event}${whose}`;
                })
                .join(say('or'))}
            </li>
          );
        })}
      </ul>
    </>
  );
}

/** The acts that change a state, each once; those that the machine takes everywhere lead nowhere. */
export function leadingOut(chart: Chart, state: string): { event: string; roles: readonly string[] }[] {
  const found = new Map<string, Set<string>>();
  for (const { event, source, targets, roles } of chart.transitions) {
    if (source !== state || event === '' || source === rootOf(chart) || targets.length === 0) continue;
    if (targets.every((target) => target === source)) continue;
    found.set(event, new Set([...(found.get(event) ?? []), ...roles]));
  }
  return [...found].map(([event, roles]) => ({ event, roles: [...roles] }));
}
