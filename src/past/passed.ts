import { initialTransition, type AnyMachineSnapshot } from 'xstate';
import type { BaseContext } from '../../workflows/definition.js';
import type { Requirement, Text } from '../../workflows/vocabulary.js';
import { FIELDS, wordFor } from '../../workflows/words.js';
import type { Json, JsonObject } from '../canonical/canonical-json.js';
import type { ReleasedWorkflow } from '../decisions/workflows.js';
import { actOf, type Calendars } from '../engine/fold.js';
import type { Standing } from '../engine/procedure.js';
import { rulesOf } from '../engine/standing.js';
import { askedOf } from '../engine/workflow.js';
import { citedIfKnown, type Citation } from '../law/citations.js';
import type { StoredEvent } from '../ledger/reading.js';
import { FACTS } from '../road/fact-words.js';
import { testedAndSeen, type Seen } from './seen.js';

/** Something that a requirement looked at, by its name and as people call it. */
export interface Looked {
  readonly name: string;
  readonly title: Text;
  readonly value: Json;
}

/** One requirement that an act met, or that gave way, with its articles and what it saw. */
export interface Passed {
  readonly requirement: string;
  readonly title: Text;
  /** `met`; or unmet and let pass: `gave-way` or `warning`, and then why. */
  readonly is: 'met' | 'gave-way' | 'warning';
  readonly because?: Text;
  readonly strength: Requirement['strength'];
  readonly rules: readonly string[];
  readonly citations: readonly Citation[];
  readonly saw: {
    readonly facts: readonly Looked[];
    readonly fields: readonly Looked[];
    readonly remembered: readonly Looked[];
  };
}

/**
 * The requirements that let a recorded event pass, tested once more in the state before it by the workflow that the
 * decision names. They are told in the order in which they were asked.
 *
 * @param before undefined for the first event
 */
export function passedBy(
  { procedure }: ReleasedWorkflow,
  before: AnyMachineSnapshot | undefined,
  { leaf }: StoredEvent,
  calendars: Calendars,
): Passed[] {
  const act = actOf(leaf, calendars);
  const { definition } = procedure;
  const state = before ?? initialTransition(definition.machine)[0];
  const context = state.context as BaseContext;
  const asked = new Map((askedOf(definition, state, act) ?? []).map((one) => [one.id, one]));
  // The standings are the built workflow's own; what each looked at is noted beside them.
  return procedure.explain(before, act).standings.flatMap((standing) => {
    if (standing.is === 'unmet' || standing.is === 'depends') return [];
    const requirement = asked.get(standing.requirement);
    const ruleSet = context.ruleSet ?? act.facts.ruleSet;
    const rules = 'rules' in standing ? standing.rules : requirement ? rulesOf(requirement, ruleSet) : [];
    const seen = requirement && testedAndSeen(requirement, context, act).seen;
    return [
      {
        ...aboutOf(standing),
        strength: requirement?.strength ?? 'house',
        rules,
        citations: rules.flatMap((rule) => citedIfKnown(rule) ?? []),
        saw: sawIn(seen, leaf.data.facts, leaf.data.payload, context),
      },
    ];
  });
}

function aboutOf(
  standing: Extract<Standing, { is: 'met' | 'gave-way' | 'warning' }>,
): Pick<Passed, 'requirement' | 'title' | 'is' | 'because'> {
  const { requirement, title, is } = standing;
  return { requirement, title, is, ...('because' in standing ? { because: standing.because } : {}) };
}

const NOTHING: Seen = { facts: [], fields: [], remembered: [] };

function sawIn(
  { facts, fields, remembered }: Seen = NOTHING,
  recorded: JsonObject,
  payload: JsonObject,
  context: BaseContext,
): Passed['saw'] {
  const remembers = JSON.parse(JSON.stringify(context)) as JsonObject;
  return {
    facts: facts.map((name) => ({
      name,
      title: wordFor(FACTS, name),
      value: shown(name, recorded[name] ?? null),
    })),
    fields: fields.map((name) => ({ name, title: wordFor(FIELDS, name), value: payload[name] ?? null })),
    remembered: remembered.map((path) => ({
      name: path,
      title: wordFor(FIELDS, path),
      value: shown(path, valueAt(remembers, path)),
    })),
  };
}

const valueAt = (value: JsonObject, path: string): Json =>
  path
    .split('/')
    .reduce<Json>(
      (at, name) => (typeof at === 'object' && at !== null && !Array.isArray(at) ? (at[name] ?? null) : null),
      value,
    );

/** A whole set of rules is named by its digest: it is read elsewhere. */
function shown(name: string, value: Json): Json {
  if (name !== 'ruleSet' || typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const { digest = null, jurisdiction = null, inForceFrom = null } = value;
  return { digest, jurisdiction, inForceFrom };
}
