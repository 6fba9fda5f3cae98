import type { Act, Finding, Requirement } from '../../workflows/vocabulary.js';

/** What a requirement looked at while it was tested: names of facts, fields of the payload, what is remembered. */
export interface Seen {
  readonly facts: readonly string[];
  readonly fields: readonly string[];
  /** Members of what the procedure remembers (its context); of the rules, each parameter by its path. */
  readonly remembered: readonly string[];
}

/** Into these one looks deeper: the whole of them says nothing about what was looked at. */
const DEEP = ['ruleSet', 'ruleSet/parameters', 'ruleSet/sources'];

/** Tests a requirement on an act, noting what it looks at. The answer is the requirement's own. */
export function testedAndSeen(
  requirement: Requirement,
  context: object,
  act: Act,
): { readonly finding: Finding; readonly seen: Seen } {
  const [facts, fields, remembered] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const watched = {
    ...act,
    facts: watching(act.facts, facts),
    ...(act.payload === undefined ? {} : { payload: watching(act.payload as object, fields) }),
  } as Act;
  const finding = requirement.test(watching(context, remembered), watched);
  return {
    finding,
    seen: {
      facts: [...facts].toSorted(),
      fields: [...fields].toSorted(),
      remembered: [...remembered].toSorted(),
    },
  };
}

function watching<T extends object>(of: T, noted: Set<string>, above = ''): T {
  return new Proxy(of, {
    get: (target, name) => {
      const member = Reflect.get(target, name) as unknown;
      if (typeof name !== 'string') return member;
      const path = `${above}${name}`;
      if (DEEP.includes(path) && typeof member === 'object' && member !== null)
        return watching(member, noted, `${path}/`);
      if (Object.hasOwn(target, name)) noted.add(path);
      return member;
    },
  });
}
