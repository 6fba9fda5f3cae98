import { useRoleName } from '../roles/roles';
import { useSession } from '../session/session';
import { useSaid } from '../words/words';
import { WhyNot } from '../desk/why-not';
import { useWords } from './act-words';
import type { Decision } from './decisions';
import type { ProcedureEvent } from './machine';
import { rememberedOf } from './remembered';

/** The roles that the reader holds in the body of a decision. */
export function useHeldIn(decision: Decision | undefined): string[] {
  const { data: session } = useSession();
  const body = decision && rememberedOf(decision).body;
  return [...new Set(session?.grants.filter((grant) => grant.body === body).map(({ role }) => role))];
}

/** An act that cannot be the reader's: it was done, or its turn has not come; or whose it is, and what the reader is. */
export function NotYours({ decision, event }: { decision: Decision; event: ProcedureEvent | undefined }) {
  const say = useWords();
  const said = useSaid();
  const roleName = useRoleName();
  const held = useHeldIn(decision);
  if (!event) return <h1>{say('unknown')}</h1>;
  if (event.roles.some((role) => held.includes(role))) {
    return (
      <>
        <h1>{said(event.title)}</h1>
        <WhyNot decision={decision} type={event.type} />
      </>
    );
  }
  return (
    <>
      <h1>{said(event.title)}</h1>
      <p role="status">
        <strong>{say('notYours')}</strong>
      </p>
      <p>
        {say('notYoursRoles', {
          roles: event.roles.map(roleName).join(say('and')),
          held: held.map(roleName).join(say('and')) || say('none'),
        })}
      </p>
    </>
  );
}
