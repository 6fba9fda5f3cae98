import { personFactsOf, type Act } from '../vocabulary.js';

/** The units for which somebody acts: one's own, or those of the person whose act is entered from paper. */
export function unitsIn(act: Act, body: string | null): readonly string[] {
  if (act.onBehalf === undefined) return [act.actorUnit];
  return personFactsOf(act)
    .grants.filter((grant) => grant.body === body)
    .map(({ unit }) => unit);
}
