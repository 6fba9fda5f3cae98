import { isObject, type Json, type JsonObject } from './json.js';
import type { Leaf } from './leaf.js';
import { actOf, type BuiltWorkflow } from './procedure.js';

/** Who acted, and for whom, in the events of a decision so far. */
export type StoodIn = readonly (readonly [delegate: string, delegator: string])[];

/** Lists of the state in which people stand whose other acts are kept apart; requirements that compare people of one act. */
const KEPT_APART = ['drafters', 'assessors'];
const SECOND_PERSONS = ['evidence-second-person', 'correction-checked', 'risk-report-reviewed'];

/** After this event. */
export function stoodInAfter(before: StoodIn, { actor, data }: Leaf): StoodIn {
  const by = delegatorIn(data.facts);
  const known = by === undefined || before.some(([one, other]) => one === actor && other === by);
  return known ? before : [...before, [actor, by]];
}

function delegatorIn({ delegation }: JsonObject): string | undefined {
  const by = isObject(delegation) ? delegation['by'] : undefined;
  const person = isObject(by) ? by['person'] : undefined;
  return typeof person === 'string' ? person : undefined;
}

/**
 * Whether the procedure would accept the act still, whoever stands in for another being counted as both (docs/bag.md, 13f).
 * @param before as of the events before this one
 */
export function standsBySides(
  { procedure }: BuiltWorkflow,
  state: unknown,
  leaf: Leaf,
  days: unknown,
  before: StoodIn,
): boolean {
  const stoodIn = stoodInAfter(before, leaf);
  if (stoodIn.length === 0) return true;
  const sideOf = (person: string) => side(stoodIn, person);
  const widened = withSides(state, sideOf);
  const act = actOf(leaf, days);
  const all = [act, ...ofDelegator(act, leaf)];
  if (all.some((one) => procedure.decide(widened, one).is !== 'accepted')) return false;
  const people = sideOf(leaf.actor);
  return people.every((one) =>
    people
      .filter((other) => other !== one)
      .every((other) => {
        const verdict = procedure.decide(state, actOf(asAnother(leaf, one, other), days));
        return (
          verdict.is !== 'refused' ||
          !verdict.unmet.some(({ requirement }) => SECOND_PERSONS.includes(requirement ?? ''))
        );
      }),
  );
}

function side(stoodIn: StoodIn, person: string): string[] {
  const people = [person];
  for (const one of people)
    for (const pair of stoodIn)
      for (const other of pair) if (pair.includes(one) && !people.includes(other)) people.push(other);
  return people;
}

function ofDelegator(act: object, { data: { facts } }: Leaf): object[] {
  const { delegation, ...rest } = facts;
  const actor = delegatorIn(facts);
  const by = isObject(delegation) ? delegation['by'] : undefined;
  return actor === undefined ? [] : [{ ...act, actor, facts: { ...rest, actor: by } }];
}

function withSides(state: unknown, sideOf: (person: string) => string[]): unknown {
  const { context } = (state ?? {}) as { readonly context?: unknown };
  if (typeof context !== 'object' || context === null) return state;
  const lists = KEPT_APART.flatMap((name) => {
    const list = (context as Readonly<Record<string, unknown>>)[name];
    return Array.isArray(list) ? [[name, (list as Json[]).flatMap((one) => entries(one, sideOf))]] : [];
  });
  return { ...(state as object), context: { ...context, ...(Object.fromEntries(lists) as object) } };
}

function entries(entry: Json, sideOf: (person: string) => string[]): Json[] {
  if (typeof entry === 'string') return sideOf(entry);
  const person = isObject(entry) ? entry['person'] : undefined;
  return isObject(entry) && typeof person === 'string'
    ? sideOf(person).map((one) => ({ ...entry, person: one }))
    : [entry];
}

/** The event with one person in the place of another, wherever the act itself names people. */
function asAnother(leaf: Leaf, one: string, other: string): Leaf {
  const { payload, facts, evidenced } = leaf.data;
  const { actor = null, persons } = facts;
  const again = (value: Json): Json => replaced(value, one, other);
  return {
    ...leaf,
    actor: leaf.actor === one ? other : leaf.actor,
    data: {
      ...leaf.data,
      payload: again(payload) as JsonObject,
      ...(evidenced === undefined
        ? {}
        : {
            evidenced: { ...evidenced, checkedBy: evidenced.checkedBy === one ? other : evidenced.checkedBy },
          }),
      facts: { ...facts, actor: again(actor), ...(persons === undefined ? {} : { persons: again(persons) }) },
    },
  };
}

function replaced(value: Json, one: string, other: string): Json {
  if (value === one) return other;
  if (Array.isArray(value)) return value.map((item) => replaced(item, one, other));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name === one ? other : name, replaced(item, one, other)]),
  );
}
