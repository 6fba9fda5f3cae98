import { DELEGABLE } from '../../workflows/delegation.js';
import type { Rows } from '../database/database.js';
import { readActor } from '../people/actor.js';
import { standingDelegations } from '../people/standing-delegations.js';
import type { TaskQuery } from './answers.js';
import { candidatesOf, type Candidate } from './candidates.js';

/**
 * What colleagues' delegations of today let somebody look at: each as a task of that colleague's roles, done for them.
 * Acts bound to the person are left out, and what is the reader's own anyway. Whether the delegation holds for the act is
 * asked with everything else that is in its way.
 */
export async function lentCandidatesOf(
  rows: Rows,
  { person, today, own }: { person: string; today: string; own: readonly Candidate[] },
  query: TaskQuery,
): Promise<{ readonly candidates: Candidate[]; readonly more: boolean }> {
  const received = (await standingDelegations(rows, person)).filter(
    ({ to, from, until }) => to === person && from <= today && today <= until,
  );
  const known = new Set(own.map(keyOf));
  const lent = new Map<string, Candidate>();
  let more = false;
  for (const { person: delegatedBy, body, roles, unit, acts, decision } of received) {
    const lender = await readActor(rows, delegatedBy, today);
    const grants = (lender?.grants ?? []).filter(
      (grant) =>
        grant.body === body && roles.includes(grant.role) && (unit === undefined || grant.unit === unit),
    );
    const found = await candidatesOf(rows, grants, query);
    more ||= found.more;
    for (const candidate of found.candidates) {
      const covered =
        DELEGABLE.has(candidate.act) &&
        (acts?.includes(candidate.act) ?? true) &&
        (decision === undefined || candidate.subject === `decision/${decision}`);
      if (covered && !known.has(keyOf(candidate)))
        lent.set(`${keyOf(candidate)} ${delegatedBy}`, { ...candidate, delegatedBy });
    }
  }
  return { candidates: [...lent.values()], more };
}

const keyOf = ({ subject, act }: Candidate): string => `${subject} ${act}`;
