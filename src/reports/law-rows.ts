import type { Precedence, WorkflowDefinition } from '../../workflows/definition.js';
import type { Claim, Claims } from '../../workflows/law/claims.js';
import type { ParameterName } from '../../workflows/parameters.js';
import type { Requirement, Text } from '../../workflows/vocabulary.js';
import type { Overlay } from '../jurisdictions/overlay.js';
import { ROOT } from '../jurisdictions/overlay.js';
import { isParameter } from '../jurisdictions/values.js';
import type { Rule } from '../law/rules.js';
import type { LawfulProcedure } from './procedures.js';

/** What the page about the law is written from. */
export interface LawSources {
  readonly rules: readonly Rule[];
  readonly procedures: readonly LawfulProcedure[];
  /** The workflow whose order and whose steps are proved. */
  readonly workflow: WorkflowDefinition;
  /** Rules of places and of matters. */
  readonly overlays: readonly Overlay[];
  readonly claims: Claims;
  /** For each requirement, the specs that name it, by their path. */
  readonly specs: ReadonlyMap<string, readonly string[]>;
}

/** How a rule is kept, the strongest way first; `place` is: refused where a place's or a matter's rules say so. */
export const STATUSES = [
  'enforced',
  'structure',
  'form',
  'place',
  'elsewhere',
  'recorded',
  'no-duty',
  'out-of-scope',
  'not-yet',
] as const;
export type Status = (typeof STATUSES)[number];

/** A place or a matter that sets a parameter by a rule, and what reads that parameter. */
export interface SetHere {
  readonly overlay: Overlay;
  readonly name: ParameterName;
  readonly value: unknown;
  readonly readBy: readonly Requirement<never>[];
}

export interface AssessedHere {
  readonly overlay: Overlay;
  readonly title: Text;
  readonly neededFor: string;
}

/** Everything that keeps one rule. */
export interface LawRow {
  readonly rule: Rule;
  /** Undefined where nothing keeps it and nobody says why: that is a fault. */
  readonly status: Status | undefined;
  readonly requirements: readonly Requirement<never>[];
  readonly precedences: readonly Precedence[];
  readonly steps: readonly Text[];
  readonly set: readonly SetHere[];
  readonly assessed: readonly AssessedHere[];
  readonly claims: readonly Claim[];
  /** Paths of the specs that try it. */
  readonly specs: readonly string[];
}

export function lawRows(sources: LawSources): LawRow[] {
  const requirements = sources.procedures.flatMap((procedure) => procedure.requirements);
  return sources.rules.map((rule) => {
    const found = {
      rule,
      requirements: requirements.filter(
        ({ id, rules }) => rules.includes(rule.id) || keptByClaim(sources.claims[rule.id], id),
      ),
      precedences: sources.workflow.precedences.filter(({ rules }) => rules.includes(rule.id)),
      steps: sources.workflow.mandatorySteps
        .filter(({ rules }) => rules.includes(rule.id))
        .map(({ title }) => title),
      set: sources.overlays.flatMap((overlay) => setBy(overlay, rule.id, requirements)),
      assessed: sources.overlays.flatMap((overlay) => assessedBy(overlay, rule.id)),
      claims: sources.claims[rule.id] ?? [],
    };
    return { ...found, status: statusOf(found), specs: specsOf(sources, found) };
  });
}

const keptByClaim = (claims: readonly Claim[] = [], requirement: string): boolean =>
  claims.some((claim) => claim.how === 'requirement' && claim.requirement === requirement);

const setBy = (overlay: Overlay, rule: string, requirements: readonly Requirement<never>[]): SetHere[] =>
  Object.entries(overlay.parameters).flatMap(([name, set]) => {
    if (set.rule !== rule || !isParameter(name)) return [];
    const readBy = requirements.filter(({ parameters = [] }) => parameters.includes(name));
    return [{ overlay, name, value: set.value, readBy }];
  });

const assessedBy = (overlay: Overlay, rule: string): AssessedHere[] =>
  overlay.assessments
    .filter((one) => one.rule === rule)
    .map(({ title, neededFor }) => ({ overlay, title, neededFor }));

type Found = Omit<LawRow, 'status' | 'specs'>;

/** What somebody says of it in so many words goes before what merely cites it: a citation may be about a part. */
function statusOf({ requirements, precedences, steps, set, assessed, claims }: Found): Status | undefined {
  const said = claims.map(({ how }) => how).filter((how) => how !== 'form');
  const weakest = STATUSES.findLast((status) => said.some((how) => how === status));
  if (weakest) return weakest;
  const here = [...set.filter(({ readBy }) => readBy.length > 0), ...assessed];
  if (requirements.length > 0 || here.some(({ overlay }) => overlay.id === ROOT)) return 'enforced';
  if (precedences.length > 0 || steps.length > 0) return 'structure';
  if (claims.some(({ how }) => how === 'form')) return 'form';
  return here.length > 0 ? 'place' : undefined;
}

/** The theorems about order and steps, and the test of every form, are tried in one spec each. */
const PROOF = 'src/engine/proof.spec.ts';
const FORMS = 'workflows/law/forms.spec.ts';
const ASSESSMENTS_IN = 'assessments-in';

function specsOf({ specs }: LawSources, found: Found): string[] {
  const ids = [
    ...found.requirements.map(({ id }) => id),
    ...found.set.flatMap(({ readBy }) => readBy.map(({ id }) => id)),
    ...(found.assessed.length > 0 ? [ASSESSMENTS_IN] : []),
  ];
  const elsewhere = found.claims.flatMap((claim) =>
    claim.how === 'elsewhere' ? claim.tested.map(([spec]) => spec) : [],
  );
  return [
    ...new Set([
      ...ids.flatMap((id) => specs.get(id) ?? []),
      ...(found.precedences.length + found.steps.length > 0 ? [PROOF] : []),
      ...(found.claims.some(({ how }) => how === 'form') ? [FORMS] : []),
      ...elsewhere,
    ]),
  ].toSorted();
}
