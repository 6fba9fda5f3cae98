import { useProcedure } from '../decisions/machine';
import { useHistory, useObstacles, type Decision } from '../decisions/decisions';
import { RefusalNotice, UnmetList } from '../refusal/refusal-notice';
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
  if (!data || !event) return null;
  return (
    <details className="why-not" open>
      <summary>
        {said(event.title)} <span className="quiet">{say('notNow')}</span>
      </summary>
      {data.available && <p>{say('notYoursRoles', { roles: event.roles.map(roleName).join(say('and')) })}</p>}
      {!data.available && data.missingSteps.length === 0 && <p>{say(wasDone ? 'wasDone' : 'stepFirst')}</p>}
      <UnmetList unmet={data.missingSteps} />
    </details>
  );
}
