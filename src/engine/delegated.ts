import { KEPT_APART, SECOND_PERSONS } from '../../workflows/delegation.js';
import type { Act, DelegationFacts, Facts } from '../../workflows/vocabulary.js';
import type { Procedure, Unmet } from './procedure.js';

/** Who acted, and for whom, in what a subject has been through so far. */
export type StoodIn = readonly (readonly [delegate: string, delegator: string])[];

/** After one more event. Undefined as long as nobody stood in for anybody. */
export function stoodInAfter(
  before: StoodIn | undefined,
  { actor, facts }: { readonly actor: string; readonly facts: unknown },
): StoodIn | undefined {
  const { delegation } = facts as Partial<Facts>;
  if (!delegation) return before;
  const by = delegation.by.person;
  const known = before?.some(([one, other]) => one === actor && other === by) ?? false;
  return known ? before : [...(before ?? []), [actor, by]];
}

/**
 * What keeps people apart looks at natural persons, and whoever stands in for another counts as both: neither does by a
 * delegate what they may not do, nor by having had it done. The procedure itself accepts the act of whoever acts; here
 * it is asked again, as the act of whoever delegated, with everybody counted who stood in for one of them in this
 * matter. Without any delegation in the subject's history nothing is asked twice.
 * @returns what is not met then; nothing where all is well
 */
export function unmetBySides(
  procedure: Procedure,
  state: unknown,
  act: Act,
  before: StoodIn | undefined,
): readonly Unmet[] {
  const stoodIn = stoodInAfter(before, act);
  if (!stoodIn) return [];
  const sameSide = sidesOf(stoodIn);
  const widened = withSides(state, sameSide);
  const { delegation } = act.facts;
  const whole = [act, ...(delegation ? [actOfDelegator(act, delegation)] : [])].map((one) =>
    procedure.decide(widened, one),
  );
  const compared = asOnePerson(act, sameSide).map((one) => procedure.decide(state, one));
  const found = [
    ...whole.flatMap((verdict) => (verdict.is === 'refused' ? verdict.unmet : [])),
    ...compared.flatMap((verdict) =>
      verdict.is === 'refused'
        ? verdict.unmet.filter(({ requirement }) => SECOND_PERSONS.includes(requirement))
        : [],
    ),
  ];
  return found.filter(
    ({ requirement }, at) => found.findIndex((one) => one.requirement === requirement) === at,
  );
}

type Side = (person: string) => readonly string[];

/** Everybody who is joined with this person, by however many delegations; the person first. */
function sidesOf(stoodIn: StoodIn): Side {
  return (person) => {
    const side = [person];
    for (const one of side)
      for (const [delegate, delegator] of stoodIn) {
        if (delegate === one && !side.includes(delegator)) side.push(delegator);
        if (delegator === one && !side.includes(delegate)) side.push(delegate);
      }
    return side;
  };
}

/** The act as it would be were it the delegator's own. */
function actOfDelegator({ facts, ...act }: Act, { by }: DelegationFacts): Act {
  const { delegation: _, ...rest } = facts;
  return { ...act, actor: by.person, facts: { ...rest, actor: by } };
}

/** What the state remembers of people whose other acts are kept apart, with all who are on their side. */
function withSides(state: unknown, sameSide: Side): unknown {
  const { context } = (state ?? {}) as { readonly context?: Readonly<Record<string, unknown>> };
  if (typeof context !== 'object') return state;
  const lists = KEPT_APART.flatMap((name) => {
    const list = context[name];
    return Array.isArray(list) ? [[name, list.flatMap((one: unknown) => entriesFor(one, sameSide))]] : [];
  });
  return { ...(state as object), context: { ...context, ...Object.fromEntries(lists) } };
}

function entriesFor(entry: unknown, sameSide: Side): unknown[] {
  if (typeof entry === 'string') return [...sameSide(entry)];
  const { person } = entry as { readonly person?: unknown };
  return typeof person === 'string'
    ? sameSide(person).map((one) => ({ ...(entry as object), person: one }))
    : [entry];
}

/** The act with each of its people counted as each other one of their side: is the second person still a second one? */
function asOnePerson(act: Act, sameSide: Side): Act[] {
  const side = sameSide(act.actor);
  return side.flatMap((one) =>
    side.filter((other) => other !== one).map((other) => replacedIn(act, one, other)),
  );
}

function replacedIn(act: Act, one: string, other: string): Act {
  const { actor, persons, ...facts } = act.facts;
  const again = <T>(value: T): T => replaced(value, one, other) as T;
  return {
    ...act,
    actor: again(act.actor),
    ...(act.payload === undefined ? {} : { payload: again(act.payload) }),
    ...(act.evidenced === undefined ? {} : { evidenced: again(act.evidenced) }),
    facts: { ...facts, actor: again(actor), ...(persons && { persons: again(persons) }) },
  };
}

function replaced(value: unknown, one: string, other: string): unknown {
  if (value === one) return other;
  if (Array.isArray(value)) return value.map((item) => replaced(item, one, other));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name === one ? other : name, replaced(item, one, other)]),
  );
}
