import type { Grant } from '../../workflows/vocabulary.js';
import type { Procedure, Unmet, Verdict } from '../engine/procedure.js';
import type { ActRequest } from './act-request.js';
import type { Candidates } from './candidates.js';
import { NotCompetent, RequirementUnmet } from './refusals.js';

/** The act as each of the roles that would do, the first accepted one wins. @throws NotCompetent where none would do */
export function verdictOn(
  procedure: Procedure,
  state: unknown,
  act: Candidates,
  { type }: ActRequest,
): { verdict: Verdict<unknown>; grant: Grant } {
  let first: { verdict: Verdict<unknown>; grant: Grant } | undefined;
  for (const grant of act.candidates) {
    const verdict = procedure.decide(state, act.as(grant));
    if (verdict.is === 'accepted') return { verdict, grant };
    first ??= { verdict, grant };
  }
  if (first) return first;
  throw new NotCompetent(type, procedure.rulesFor(type), procedure.rolesFor(type), act.held);
}

/** What is not met, as people are told it: where it is competence alone, they are told who is competent. */
export function refusalOf(
  procedure: Procedure,
  { type }: ActRequest,
  { held }: Candidates,
  unmet: readonly Unmet[],
): Error {
  if (!unmet.every(({ requirement }) => requirement === 'competent'))
    return new RequirementUnmet(type, unmet);
  const rules = unmet.flatMap((one) => one.rules);
  return new NotCompetent(type, rules, procedure.rolesFor(type), held);
}
