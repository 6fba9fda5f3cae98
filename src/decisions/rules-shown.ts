import type { BaseContext } from '../../workflows/definition.js';
import type { ParameterName } from '../../workflows/parameters.js';
import type { Assessment, RuleSet, Source, Text } from '../../workflows/vocabulary.js';
import { SHIPPED } from '../jurisdictions/shipped.js';
import { called, type UNITS } from '../jurisdictions/values.js';
import { citedIfKnown, type Citation } from '../law/citations.js';

/** A rule by its id, with its article where a file of this program still has it. */
export interface Cited {
  readonly rule: string;
  readonly citation?: Citation;
}

/** The rules that bind one decision, fixed at its start, as people read them. */
export interface RulesShown {
  readonly digest: string;
  readonly jurisdiction: string;
  readonly inForceFrom: string;
  readonly decree: RuleSet['decree'];
  /** Whether we know of any of the overlays that it does not say everything. */
  readonly partial: boolean;
  readonly overlays: readonly {
    readonly id: string;
    readonly title?: Text;
    readonly sha256: string;
    readonly partial?: Text;
  }[];
  readonly parameters: readonly (Cited &
    Omit<Source, 'rule'> & {
      readonly name: string;
      readonly title: Text;
      readonly value: unknown;
      readonly unit?: (typeof UNITS)[number];
    })[];
  readonly assessments: readonly (Cited & Omit<Assessment, 'rule'>)[];
  readonly givesWay: {
    /** Requirements from which the body recorded a reasoned departure. */
    readonly departures: readonly Named[];
    readonly workingRules: readonly (Named & Omit<RuleSet['givesWay'][number], 'requirement'>)[];
  };
  readonly warnings: readonly Named[];
}

/** A requirement by its id, with its title. */
interface Named {
  readonly requirement: string;
  readonly title: Text;
}

/** Sets of version 1 say nothing of sources, overlays, what gives way and what only warns. */
type AnyRuleSet = Pick<RuleSet, 'digest' | 'jurisdiction' | 'inForceFrom' | 'decree' | 'parameters'> &
  Partial<RuleSet>;

/** Null before the start, which fixes the rules. */
export function rulesShown(
  { ruleSet, departures }: Pick<BaseContext, 'ruleSet' | 'departures'>,
  requirements: Readonly<Record<string, { readonly title: Text }>>,
): RulesShown | null {
  if (!ruleSet) return null;
  const { digest, jurisdiction, inForceFrom, decree, parameters, ...more }: AnyRuleSet = ruleSet;
  const { sources = {}, overlays = [], assessments = [], givesWay = [], warnings = [] } = more;
  const named = (requirement: string): Named => ({
    requirement,
    title: requirements[requirement]?.title ?? { zh: requirement, en: requirement },
  });
  const shown = overlays.map(overlayShown);
  return {
    digest,
    jurisdiction,
    inForceFrom,
    decree,
    partial: shown.some(({ partial }) => partial !== undefined),
    overlays: shown,
    parameters: (Object.entries(sources) as [ParameterName, Source][]).map(([name, { rule, ...source }]) => ({
      name,
      ...called(name),
      value: parameters[name],
      ...citedBy(rule),
      ...source,
    })),
    assessments: assessments.map(({ rule, ...assessment }) => ({ ...assessment, ...citedBy(rule) })),
    givesWay: {
      departures: departures.map(named),
      workingRules: givesWay.map(({ requirement, ...own }) => ({ ...named(requirement), ...own })),
    },
    warnings: warnings.map(named),
  };
}

export function citedBy(rule: string): Cited {
  const citation = citedIfKnown(rule);
  return citation ? { rule, citation } : { rule };
}

/** What a file says of itself today is told of an overlay only where it is that very file. */
function overlayShown({ id, sha256 }: RuleSet['overlays'][number]): RulesShown['overlays'][number] {
  const today = SHIPPED.places.get(id) ?? SHIPPED.matters.get(id);
  return {
    id,
    sha256,
    ...(today && { title: today.title }),
    ...(today?.partial && today.sha256 === sha256 && { partial: today.partial }),
  };
}
