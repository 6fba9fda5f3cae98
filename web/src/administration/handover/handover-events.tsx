import { useNameOf, useUnitName } from '../../people/people';
import { useRoleName } from '../../roles/roles';
import { usePunctuation } from '../../words/punctuation';
import { useWords } from './handover-words';

interface Event {
  readonly id?: string;
  readonly type: string;
  readonly subject: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Each event of a handover in a sentence, with its receipt once it is recorded. */
export function HandoverEvents({ events }: { events: readonly Event[] }) {
  const say = useWords();
  const { listed, bracketed, colon } = usePunctuation();
  const nameOf = useNameOf();
  const unitName = useUnitName();
  const roleName = useRoleName();
  const kinds = ['DelegationGranted', 'RoleGranted', 'RoleEnded'] as const;
  return (
    <ul className="plain-list">
      {events.map(({ id, type, subject, payload }, at) => {
        const kind = kinds.find((one) => one === type);
        const { role, roles, unit, from, until, to } = payload;
        const named = [role, ...(Array.isArray(roles) ? roles : [])].filter((one) => typeof one === 'string');
        return (
          <li key={id ?? `${type}${at}`}>
            {kind ? say(kind) : type}
            {colon}
            {nameOf(subject.replace(/^person\//, ''))}
            {typeof to === 'string' && ` → ${nameOf(to)}`} · {listed(named.map(roleName))}
            {typeof unit === 'string' && bracketed(unitName(unit))}
            {typeof from === 'string' && ` ${from}`}
            {typeof until === 'string' && ` — ${until}`}{' '}
            {id && (
              <a href={`/api/ledger/receipts/${id}`} target="_blank" rel="noreferrer">
                {say('receipt')}
              </a>
            )}
          </li>
        );
      })}
    </ul>
  );
}
