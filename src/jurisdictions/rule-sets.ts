import { NATIONAL, PARAMETERS, type ParameterName } from '../../workflows/parameters.js';
import type { Assessment, LocalDate, RuleSet, Strength } from '../../workflows/vocabulary.js';
import type { Json } from '../canonical/canonical-json.js';
import { digestOf } from '../canonical/digest.js';
import { FOLLOWED_BY_REFERENCE } from '../engine/standing.js';
import type { Level } from './levels.js';
import type { Jurisdictions } from './load-jurisdictions.js';
import { ROOT, type Overlay } from './overlay.js';
import { inForce, settled } from './settled.js';
import { SHIPPED } from './shipped.js';

/** Whose rules, and for a matter of which kinds. */
export interface Where {
  /** Id of a place under `workflows/jurisdictions`. */
  readonly jurisdiction?: string;
  /** Ids under `workflows/matters`. */
  readonly matters?: readonly string[];
  /** Other rules than the shipped ones: a draft beside them. */
  readonly among?: Jurisdictions;
}

/**
 * The rules that bind a body of this level, for such a matter, on this day: from the nation down to the place, then by
 * matter, each only tightening what stands before it. Resolved and named by digest.
 * @throws RangeError before Decree 713, and for a place or a matter that is not known
 */
export function ruleSetFor(level: Level, on: LocalDate, where: Where = {}): RuleSet {
  const { jurisdiction = ROOT, matters = [], among = SHIPPED } = where;
  const { national } = among;
  if (on < national.inForceFrom)
    throw new RangeError(
      `No rules are known for ${on}: Decree 713 is in force from ${national.inForceFrom}.`,
    );
  const overlays = [...among.chainOf(jurisdiction), ...mattersAmong(among, matters)].filter(
    (one) => inForce(one, on) && (one.level === undefined || one.level === level),
  );
  const { decree, decidingMeetings } = national.levels[level];
  const strengthOf = strengthsFor(decree, among);
  const resolved = {
    jurisdiction: `${jurisdiction}/${level}`,
    inForceFrom:
      overlays
        .map(({ inForceFrom }) => inForceFrom)
        .toSorted()
        .at(-1) ?? national.inForceFrom,
    decree,
    ...settled(overlays, strengthOf, { parameters: { ...NATIONAL, decidingMeetings }, sources: {} }),
    assessments: overlays.flatMap((one) => assessmentsOf(one, on, strengthOf)),
    overlays: overlays.map(({ id, sha256 }) => ({ id, sha256 })),
    givesWay: overlays.flatMap(({ givesWay }) => givesWay),
    warnings: [...new Set(overlays.flatMap(({ warnings }) => warnings))].toSorted(),
  };
  return { digest: digestOf(JSON.parse(JSON.stringify(resolved)) as Json), ...resolved };
}

function mattersAmong({ matters: known }: Jurisdictions, matters: readonly string[]): Overlay[] {
  return [...new Set(matters)].toSorted().map((id) => {
    const matter = known.get(id);
    if (!matter) throw new RangeError(`No rules are known for matters of the kind '${id}'.`);
    return matter;
  });
}

/** Whether rules can be resolved for this place and these kinds of matter. */
export const areKnown = (
  jurisdiction: string,
  matters: readonly string[],
  { places, matters: known } = SHIPPED,
) => places.has(jurisdiction) && matters.every((id) => known.has(id));

type StrengthOf = (overlay: Overlay, name: ParameterName | undefined, rule: string) => Strength;

/**
 * How hard a rule of an overlay binds. What another law says of a matter binds everybody; what a place says is followed
 * as the decree is; a choice that the national text leaves, and a rule known from a summary only, are local options.
 */
function strengthsFor(decree: RuleSet['decree'], { ruleOf }: Jurisdictions): StrengthOf {
  return ({ of, id }, name, rule) => {
    if (of === 'matter' || (id === ROOT && !rule.startsWith(FOLLOWED_BY_REFERENCE))) return 'binding';
    const chosen = name !== undefined && PARAMETERS[name].direction === 'option';
    return chosen || ruleOf(rule).confidence === 'medium' ? 'local-option' : decree;
  };
}

function assessmentsOf(overlay: Overlay, on: LocalDate, strengthOf: StrengthOf): Assessment[] {
  return overlay.assessments
    .filter(({ inForceFrom = on }) => inForceFrom <= on)
    .map(({ kind, title, rule, by, when, gates, neededFor, lastsWorkingDays, dueWorkingDays, option }) => ({
      kind,
      title,
      rule,
      strength: option ? 'local-option' : strengthOf(overlay, undefined, rule),
      by,
      when,
      gates,
      neededFor,
      ...(lastsWorkingDays === undefined ? {} : { lastsWorkingDays }),
      ...(dueWorkingDays === undefined ? {} : { dueWorkingDays }),
    }));
}
