import type { Unmet } from '../../api/problem';
import { RefusalNotice, UnmetList } from '../../refusal/refusal-notice';
import { useRoleName } from '../../roles/roles';
import { useSaid } from '../../words/words';
import { useObstacles, type Decision } from '../decisions';
import { useProcedure } from '../machine';
import { WaysForward } from '../ways-forward';
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
  const roleName = useRoleName();
  const defined = procedure?.events.find(({ type }) => type === event);
  const title = defined?.title;
  const unmet: Unmet[] = [
    ...(data?.missingSteps ?? []),
    ...(data?.standings.filter((one) => one.is === 'unmet') ?? []),
  ].filter(({ requirement }) => requirement !== 'competent');
  const depends = data?.standings.filter((one) => one.is === 'depends') ?? [];
  return (
    <section aria-labelledby="missing-title">
      <h2 id="missing-title">{say('missing', { event: title ? said(title) : event })}</h2>
      {error && <RefusalNotice error={error} />}
      {data && !data.available && procedure && (
        <>
          <p>{say('waitsFor')}</p>
          <WaysForward decision={decision} procedure={procedure} />
        </>
      )}
      {data && unmet.length > 0 && <UnmetList unmet={unmet} />}
      {data?.available && unmet.length === 0 && (
        <p>{say('nothingMissing', { roles: (defined?.roles ?? []).map(roleName).join(say('or')) })}</p>
      )}
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
