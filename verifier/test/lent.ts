import type { Line } from './forging.js';
import type { MadeUpLedger } from './made-up-ledger.js';
import { counted, FACTS } from './sample.js';

const GRANT: Line = { role: 'proposer', unit: 'u', body: 'b' };

/** Somebody is granted what the actor of the sample has, and lends it to that actor. */
export function lends(ledger: MadeUpLedger, lender: string, more: Line = {}): void {
  ledger.add(`person/${lender}`, 'RoleGranted', GRANT);
  ledger.add(`person/${lender}`, 'DelegationGranted', {
    delegation: `lent-by-${lender}`,
    to: 'a',
    body: 'b',
    roles: ['proposer'],
    from: '2000-01-01',
    until: '2999-12-31',
    ...more,
  });
}

/** What the facts say of an act that was done for them by that. */
export const lentBy = (lender: string): Line => ({
  delegation: `lent-by-${lender}`,
  by: { person: lender, position: 1, grants: [GRANT], standing: 'good' },
  grants: [GRANT],
});

/** The third event of the decision, done for somebody. @param on how much of the actor's own register it rests on */
export const delegated = (ledger: MadeUpLedger, lender: string, on = 1, type = 'Counted'): number =>
  ledger.add(
    'decision/1',
    type,
    { add: 1 },
    counted(1, 6, {
      type,
      facts: { ...FACTS, actor: { ...FACTS.actor, position: on }, delegation: lentBy(lender) },
    }),
  );
