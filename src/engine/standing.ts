import type { Act, Requirement, RuleSet, Source, Text } from '../../workflows/vocabulary.js';
import { FIELDS, wordsFor } from '../../workflows/words.js';
import type { Remark, Standing, Unmet } from './procedure.js';

/** What a body may let give way, read from the decision's context. */
export interface Yielding {
  readonly ruleSet?: RuleSet | null;
  /** Requirements from which the body recorded a reasoned departure (`DepartureRecorded`). */
  readonly departures?: readonly string[];
}

/**
 * How one requirement stands. A rule followed by reference gives way to a recorded departure or to the body's own
 * published working rules (article 42), a house rule may only warn; nothing else lets anything pass.
 */
export function standingOf(
  requirement: Requirement,
  context: unknown,
  act: Act,
  yielding: Yielding,
): Standing {
  const { id, title } = requirement;
  const finding = requirement.test(context, act);
  if (finding.is === 'met') return { requirement: id, title, is: 'met' };
  const strength = strengthFor(requirement, yielding.ruleSet);
  const because = letsPass(id, strength, yielding);
  if (finding.is === 'depends') {
    if (because && act.payload === undefined) return { requirement: id, title, is: 'met' };
    return { requirement: id, title, is: 'depends', fields: finding.fields };
  }
  const rules = rulesOf(requirement, yielding.ruleSet, finding.rules);
  const unmet = { ...finding, requirement: id, title, rules, strength };
  return because ? { ...unmet, is: strength === 'house' ? 'warning' : 'gave-way', because } : unmet;
}

/** Why an unmet requirement is not in the way here; undefined where it is. */
function letsPass(id: string, strength: Requirement['strength'], yielding: Yielding): Text | undefined {
  if (strength === 'house')
    return yielding.ruleSet?.warnings?.includes(id)
      ? { zh: '本机关已将此项自设要求改为提示', en: 'this body has turned the house rule into a warning' }
      : undefined;
  if (strength !== 'by-reference') return undefined;
  if (yielding.departures?.includes(id))
    return { zh: '已记录说明理由的变通', en: 'a reasoned departure is on record' };
  const own = yielding.ruleSet?.givesWay?.find(({ requirement }) => requirement === id);
  if (!own) return undefined;
  return {
    zh: `依本机关工作规则：《${own.document}》${own.article}（${own.publishedOn} 公布）`,
    en: `by the body's own working rules: ${own.document}, ${own.article} (published ${own.publishedOn})`,
  };
}

/** The rules that a requirement rests on here: its own, and those of the place or the matter that say more. */
export function rulesOf(
  { rules, parameters = [] }: Pick<Requirement, 'rules' | 'parameters'>,
  ruleSet: RuleSet | null | undefined,
  more: readonly string[] = [],
): readonly string[] {
  return [...new Set([...rules, ...sourcesOf(parameters, ruleSet).map(({ rule }) => rule), ...more])];
}

/** Decree 713 and what provinces add to it are followed by reference in a township; other laws bind it directly. */
export const FOLLOWED_BY_REFERENCE = 'D713-';

/** `binding` becomes `by-reference` for a township, except what other laws (ORG-006) bind directly. */
export function strengthFor(
  requirement: Pick<Requirement, 'rules' | 'strength' | 'parameters'>,
  ruleSet: RuleSet | null | undefined,
): Requirement['strength'] {
  const { rules, strength, parameters = [] } = requirement;
  if (strength === 'house') return strength;
  const sources = sourcesOf(parameters, ruleSet);
  // A special law that says more binds directly, whatever the national rule behind it is here.
  if (sources.some((source) => source.strength === 'binding') && ruleSet?.decree === 'by-reference')
    return 'binding';
  if (rules.length === 0) return sources[0]?.strength ?? strength;
  const direct = rules.some((rule) => !rule.startsWith(FOLLOWED_BY_REFERENCE));
  if (strength === 'binding' && ruleSet?.decree === 'by-reference' && !direct) return 'by-reference';
  return strength;
}

const sourcesOf = (
  parameters: NonNullable<Requirement['parameters']>,
  ruleSet: RuleSet | null | undefined,
): Source[] => parameters.flatMap((name) => ruleSet?.sources?.[name] ?? []);

/** What was let pass, unmet. */
export function remarksAmong(standings: readonly Standing[]): Remark[] {
  return standings.filter((one): one is Remark => one.is === 'gave-way' || one.is === 'warning');
}

/** The unmet ones. A field that a requirement still waits for, though the payload is there, counts as unmet. */
export function unmetAmong(standings: readonly Standing[], requirements: readonly Requirement[]): Unmet[] {
  const unmet: Unmet[] = [];
  for (const standing of standings) {
    if (standing.is === 'unmet') {
      const { is: _, ...rest } = standing;
      unmet.push(rest);
    }
    if (standing.is !== 'depends') continue;
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
