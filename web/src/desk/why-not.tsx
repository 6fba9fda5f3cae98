import { Link } from 'react-router';
import { liesAhead, WaysForward } from '../decisions/ways-forward';
import { useProcedure, type Procedure, type ProcedureEvent } from '../decisions/machine';
import { useHistory, useObstacles, type Decision } from '../decisions/decisions';
import { CitedArticle, RefusalNotice, UnmetList } from '../refusal/refusal-notice';
import { useRoleName } from '../roles/roles';
import { useSaid } from '../words/words';
import { useWords } from './desk-words';

/** Why an act is not among those of the reader: what has to come first, or whose it is. */
export function WhyNot({ decision, type }: { decision: Decision; type: string }) {
  const say = useWords();
  const said = useSaid();
  const roleName = useRoleName();
  const { data: procedure } = useProcedure(decision.workflow);
  const { data, error } = useObstacles(decision.id, type);
  const { data: history } = useHistory(decision.id);
  const wasDone = history?.events.some((one) => one.type === type);
  const event = procedure?.events.find((one) => one.type === type);
  if (error) return <RefusalNotice error={error} />;
  if (!data || !procedure || !event) return null;
  return (
    <details className="why-not" open>
      <summary>
        {said(event.title)} <span className="quiet">{say('notNow')}</span>
      </summary>
      {data.available && <p>{say('notYoursRoles', { roles: event.roles.map(roleName).join(say('and')) })}</p>}
      {!data.available && wasDone && data.missingSteps.length === 0 && <p>{say('wasDone')}</p>}
      {!data.available && !wasDone && <OutOfTurn decision={decision} procedure={procedure} event={event} />}
      <UnmetList unmet={data.missingSteps} />
    </details>
  );
}

/** The matter has not come to it yet, or has gone past it: what comes first and whose that is, by which articles. */
function OutOfTurn({
  decision,
  procedure,
  event,
}: {
  decision: Decision;
  procedure: Procedure;
  event: ProcedureEvent;
}) {
  const say = useWords();
  const roleName = useRoleName();
  const { chart } = procedure;
  return (
    <>
      {liesAhead(decision, chart, event.type) ? (
        <>
          <p>{say('stepFirst', { roles: event.roles.map(roleName).join(say('and')) })}</p>
          <WaysForward decision={decision} procedure={procedure} />
        </>
      ) : (
        <p>
          {say('stepPassed')} <Link to={`/decisions/${decision.id}/history`}>{say('correct')}</Link>
        </p>
      )}
      {chart.citations
        .filter(({ rule }) => event.rules.includes(rule))
        .map((citation) => (
          <CitedArticle key={citation.rule} citation={citation} />
        ))}
    </>
  );
}
