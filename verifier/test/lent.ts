import type { Line } from './forging.js';
import type { MadeUpLedger } from './made-up-ledger.js';
import { counted, FACTS } from './sample.js';

const granted = (role: string): Line => ({ role, unit: 'u', body: 'b' });

/** Somebody is granted a role, and lends it to the actor of the sample. */
export function lends(ledger: MadeUpLedger, lender: string, role = 'proposer'): void {
  ledger.add(`person/${lender}`, 'RoleGranted', granted(role));
  ledger.add(`person/${lender}`, 'DelegationGranted', {
    delegation: `lent-by-${lender}`,
    to: 'a',
    body: 'b',
    roles: [role],
    from: '2000-01-01',
    until: '2999-12-31',
  });
}

/** What the facts say of an act that was done for them by that. */
export const lentBy = (lender: string, role = 'proposer'): Line => ({
  delegation: `lent-by-${lender}`,
  by: { person: lender, position: 1, grants: [granted(role)], standing: 'good' },
  grants: [granted(role)],
});

/** The third event of the decision, done for somebody. @param on how much of the actor's own register it rests on */
export function delegated(
  ledger: MadeUpLedger,
  lender: string,
  { on = 1, type = 'Counted', role = 'proposer' } = {},
): number {
  const own = FACTS.actor.grants;
  const grants = own.some((grant) => grant.role === role) ? own : [...own, granted(role)];
  const facts = {
    ...FACTS,
    actor: { ...FACTS.actor, position: on, grants },
    delegation: lentBy(lender, role),
  };
  return ledger.add('decision/1', type, { add: 1 }, counted(1, 6, { type, facts }));
}
