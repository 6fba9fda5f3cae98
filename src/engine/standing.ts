import type { Act, Requirement } from '../../workflows/vocabulary.js';
import type { RuleSet } from '../../workflows/vocabulary.js';
import { FIELDS, wordsFor } from '../../workflows/words.js';
import type { Standing, Unmet } from './procedure.js';

/** What a body may let give way, read from the decision's context. */
export interface Yielding {
  readonly ruleSet?: RuleSet | null;
  /** Requirements from which the body recorded a reasoned departure (`DepartureRecorded`). */
  readonly departures?: readonly string[];
}

/**
 * How one requirement stands. A rule followed by reference gives way to a recorded departure (article 42);
 * nothing else does.
 */
export function standingOf(
  requirement: Requirement,
  context: unknown,
  act: Act,
  yielding: Yielding,
): Standing {
  const { id, title } = requirement;
  const strength = strengthFor(requirement, yielding.ruleSet);
  const finding = requirement.test(context, act);
  if (finding.is === 'met') return { requirement: id, title, is: 'met' };
  if (strength === 'by-reference' && yielding.departures?.includes(id))
    return { requirement: id, title, is: 'met' };
  if (finding.is === 'depends') return { requirement: id, title, is: 'depends', fields: finding.fields };
  return { ...finding, requirement: id, title, rules: requirement.rules, strength };
}

/** `binding` becomes `by-reference` for a township, except what the Organic Law (ORG-006) binds directly. */
export function strengthFor(
  requirement: Pick<Requirement, 'rules' | 'strength'>,
  ruleSet: RuleSet | null | undefined,
): Requirement['strength'] {
  const direct = requirement.rules.some((rule) => !rule.startsWith('D713-'));
  if (requirement.strength === 'binding' && ruleSet?.decree === 'by-reference' && !direct)
    return 'by-reference';
  return requirement.strength;
}

/** The unmet ones. A field that a requirement still waits for, though the payload is there, counts as unmet. */
export function unmetAmong(standings: readonly Standing[], requirements: readonly Requirement[]): Unmet[] {
  const unmet: Unmet[] = [];
  for (const standing of standings) {
    if (standing.is === 'met') continue;
    if (standing.is === 'unmet') {
      const { is: _, ...rest } = standing;
      unmet.push(rest);
      continue;
    }
    const requirement = requirements.find(({ id }) => id === standing.requirement);
    const fields = wordsFor(FIELDS, standing.fields);
    unmet.push({
      requirement: standing.requirement,
      rules: requirement?.rules ?? [],
      strength: requirement?.strength ?? 'house',
      title: standing.title,
      found: { zh: `未填写：${fields.zh}`, en: `not filled in: ${fields.en}` },
      needed: { zh: `须填写：${fields.zh}`, en: `to be filled in: ${fields.en}` },
      remedy: { zh: '请补充填写后再提交。', en: 'Fill these in and submit again.' },
    });
  }
  return unmet;
}
