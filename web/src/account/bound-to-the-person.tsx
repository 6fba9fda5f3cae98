import { useState } from 'react';
import { useDelegationScope } from '../acts/lent';
import { useProcedure, useProcedures } from '../administration/procedures/procedures';
import { CitedArticle } from '../refusal/refusal-notice';
import { useRoleName } from '../roles/roles';
import { useSaid } from '../words/words';
import { usePunctuation } from '../words/punctuation';
import { useWords } from './delegation-words';

/** Acts and roles that nobody can lend, each with its reason and its article. */
export function BoundToThePerson() {
  const say = useWords();
  const said = useSaid();
  const roleName = useRoleName();
  const { colon } = usePunctuation();
  const [open, turn] = useState(false);
  const { data } = useDelegationScope();
  const actName = useActNames(open);
  if (!data) return null;
  const all = [
    ...data.roles.map((one) => ({ ...one, name: roleName(one.role) })),
    ...data.acts.map((one) => ({ ...one, name: actName(one.type) })),
  ];
  return (
    <details onToggle={({ currentTarget }) => turn(currentTarget.open)}>
      <summary>{say('bound')}</summary>
      <p>{say('boundHow')}</p>
      <ul className="plain-list">
        {all.map(({ name, because, is, citations }) => (
          <li key={name}>
            <strong>{name}</strong>
            {colon}
            {said(because)}
            {is === 'house' && <span className="quiet">{say('house')}</span>}
            {citations.map((citation) => (
              <CitedArticle key={citation.rule} citation={citation} />
            ))}
          </li>
        ))}
      </ul>
    </details>
  );
}

function useActNames(wanted: boolean): (type: string) => string {
  const said = useSaid();
  const { data: known } = useProcedures();
  const newest = known?.workflows.findLast(({ id }) => id === 'major-decision');
  const { data } = useProcedure('major-decision', newest?.version ?? '', wanted && newest !== undefined);
  return (type) => {
    const act = data?.events.find((one) => one.type === type);
    return act ? said(act.title) : type;
  };
}
