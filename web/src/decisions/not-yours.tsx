import { useRoleName } from '../roles/roles';
import { useSession } from '../session/session';
import { useSaid } from '../words/words';
import { useWords } from './act-words';
import type { Decision } from './decisions';
import type { ProcedureEvent } from './machine';
import { rememberedOf } from './remembered';

/** An act that is not the reader's: whose it is, and what the reader is. */
export function NotYours({ decision, event }: { decision: Decision; event: ProcedureEvent | undefined }) {
  const say = useWords();
  const said = useSaid();
  const roleName = useRoleName();
  const { data: session } = useSession();
  if (!event) return <h1>{say('unknown')}</h1>;
  const { body } = rememberedOf(decision);
  const held = [...new Set(session?.grants.filter((grant) => grant.body === body).map(({ role }) => role))];
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
