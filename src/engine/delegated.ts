import { KEPT_APART, SECOND_PERSONS } from '../../workflows/delegation.js';
import type { Act, DelegationFacts, Facts } from '../../workflows/vocabulary.js';
import type { Procedure, Unmet, Verdict } from './procedure.js';

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
  const widened = withSides(state, stoodIn);
  const { delegation } = act.facts;
  const whole = [act, ...(delegation ? [actOfDelegator(act, delegation)] : [])].map((one) =>
    procedure.decide(widened, one),
  );
  const compared = asOnePerson(act, sameSide).map((one) => procedure.decide(state, one));
  const found = [
    ...whole.flatMap((verdict) => (verdict.is === 'accepted' ? [] : unmetIn(verdict))),
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

/** How an act stands before its payload is known, asked of both where it is done for somebody: as `unmetBySides` asks it. */
export function explainedBySides(
  procedure: Procedure,
  state: unknown,
  act: Act,
  before: StoodIn | undefined,
) {
  const widened = withSides(state, stoodInAfter(before, act));
  const own = procedure.explain(widened, act);
  const { delegation } = act.facts;
  if (!delegation) return own;
  const theirs = procedure.explain(widened, actOfDelegator(act, delegation));
  const told = own.standings.filter(({ is }) => is === 'unmet').map(({ requirement }) => requirement);
  const more = theirs.standings.filter(
    ({ is, requirement }) => is === 'unmet' && !told.includes(requirement),
  );
  return { available: own.available && theirs.available, standings: [...own.standings, ...more] };
}

/** Where the act would not even be in its turn, that is what is told. */
const unmetIn = (verdict: Exclude<Verdict<unknown>, { is: 'accepted' }>): readonly Unmet[] =>
  verdict.is === 'refused' ? verdict.unmet : [NOT_IN_TURN];

const NOT_IN_TURN: Unmet = {
  requirement: 'sides-kept-apart',
  rules: [],
  strength: 'house',
  title: { zh: '委托人与受托人视为同一方', en: 'Delegate and delegator count as one' },
  found: {
    zh: '把受托办理计在委托人名下，此时不能办理这一行为',
    en: 'with what was done for another counted as theirs, the act is not possible now',
  },
  needed: { zh: '由另一方办理', en: 'somebody who is on neither side' },
  remedy: { zh: '请未参与的人员办理。', en: 'Have somebody do it who took no part.' },
};

type Side = (person: string) => readonly string[];

/** Everybody who is joined with this person, by however many delegations; the person first. */
export function sidesOf(stoodIn: StoodIn): Side {
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

/** The state with all on their side beside the people whose other acts are kept apart, as far as it remembers them. */
export function withSides(state: unknown, stoodIn: StoodIn | undefined): unknown {
  if (!stoodIn) return state;
  const sameSide = sidesOf(stoodIn);
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
