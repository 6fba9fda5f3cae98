import { hexOf, utf8 } from './bytes.js';
import type { Host } from './host.js';
import { canonical, isObject, type Json, type JsonObject } from './json.js';
import { papersNamedIn, type Leaf } from './leaf.js';
import { grantsOn, lentBy, readAt, standingOn, type Registers } from './registers.js';

/** What a fact turned out to be: not what the events here say; or nothing that they can tell. */
export interface FactFault {
  readonly is: 'false' | 'unclear';
  readonly fact: string;
}

/** Who acts without an account, and what each of them may be. */
const WITHOUT_ACCOUNT: Readonly<Record<string, string>> = {
  installation: 'installation',
  timekeeper: 'timekeeper',
};

/** The day of an instant where the decisions are made. */
export const dayInChina = (time: string): string =>
  new Date(Date.parse(time) + 8 * 3_600_000).toISOString().slice(0, 10);

/**
 * Asks the facts of an event again of the events that are here, as they stood before it. What the bag does not hold (the
 * rules' origin, an index that the installation kept) is not asked; what a decision's procedure asks for: `asked.ts`.
 *
 * @param isWhole whether every subject is here, so that what is not here has not happened
 * @param adopted the calendar that the decision itself has adopted, if any
 */
export function factFaults(
  host: Host,
  leaf: Leaf,
  registers: Registers,
  isWhole: boolean,
  adopted?: Json,
): FactFault[] {
  const { data, subject, time, actor, actorrole, actorunit, onbehalf } = leaf;
  const { facts } = data;
  const day = dayInChina(time);
  const asked: [id: string, fact: Json | undefined][] = Object.entries(
    isObject(facts['persons']) ? facts['persons'] : {},
  );
  // Whoever acts for another rests on that other's roles: without that fact nothing asked for them.
  if (onbehalf !== undefined || facts['principal'] !== undefined)
    asked.push([onbehalf ?? '', facts['principal'] ?? null]);
  const lent = delegated(leaf, registers, day, isWhole);
  const own = facts['actor'];
  const faults: (FactFault | undefined)[] = [
    lent.fault,
    // Where it cannot be told what was lent, neither can whether it is what the actor has more.
    own === undefined || lent.fault
      ? undefined
      : faultOf(`person ${actor}`, personIs(actor, own, registers, day, isWhole, lent.grants)),
  ];
  const others = asked.map(([id, fact]) =>
    fact === undefined ? undefined : faultOf(`person ${id}`, personIs(id, fact, registers, day, isWhole)),
  );
  faults.push(...others);
  // A decision's own procedure asks this; a register has none here.
  const isRegister = !subject.startsWith('decision/');
  if (isRegister && facts['actor'] !== undefined && !holds(facts['actor'], actorrole, actorunit))
    faults.push({ is: 'false', fact: `role ${actorrole}` });
  for (const kind of ['meeting', 'consultation'])
    if (facts[kind] !== undefined) faults.push(faultOf(kind, otherIs(kind, facts[kind], registers, isWhole)));
  const { documents, openCall, ruleSet, calendar, noticedCalendar } = facts;
  if (documents !== undefined)
    faults.push(faultOf('documents', areNamed(documents, papersNamedIn(leaf)) ? 'true' : 'false'));
  if (openCall !== undefined) faults.push(faultOf('openCall', decisionStoodAt(openCall, registers, isWhole)));
  if (ruleSet !== undefined) faults.push(faultOf('ruleSet', isDigestedBy(host, ruleSet) ? 'true' : 'false'));
  const expected = adopted ?? registers.calendar;
  if (typeof expected === 'string' && calendar !== undefined && calendar !== expected)
    faults.push({ is: 'false', fact: 'calendar' });
  const noticed = registers.calendar;
  if (noticedCalendar !== undefined && noticed !== undefined && noticedCalendar !== noticed)
    faults.push({ is: 'false', fact: 'noticedCalendar' });
  return faults.filter((fault) => fault !== undefined);
}

export type Answer = 'true' | 'false' | 'unclear';

const faultOf = (fact: string, is: Answer): FactFault | undefined =>
  is === 'true' ? undefined : { is, fact };

/** What the actor holds by delegation in this act, and what is wrong with it. */
function delegated(
  leaf: Leaf,
  registers: Registers,
  day: string,
  isWhole: boolean,
): { readonly grants: readonly string[]; readonly fault?: FactFault | undefined } {
  const fact = leaf.data.facts['delegation'];
  if (fact === undefined) return { grants: [] };
  const by = isObject(fact) ? readAt(fact['by'], 'person') : undefined;
  if (!isObject(fact) || !by || fact['by'] === undefined)
    return { grants: [], fault: { is: 'false', fact: 'delegation' } };
  const register = registers.person(by.id);
  const stands = personIs(by.id, fact['by'], registers, day, isWhole);
  if (!register || stands !== 'true')
    return { grants: [], fault: { is: stands === 'unclear' ? 'unclear' : 'false', fact: 'delegation' } };
  const grants = lentBy(register, String(fact['delegation']), leaf, day);
  const said = Array.isArray(fact['grants']) ? fact['grants'] : [];
  const agrees =
    grants.length > 0 &&
    said
      .map((grant) => canonical(grant) ?? '')
      .sort()
      .join() === grants.join();
  return { grants, fault: agrees ? undefined : { is: 'false', fact: 'delegation' } };
}

/** @param lent what the person holds besides, by delegation */
function personIs(
  id: string,
  fact: Json,
  registers: Registers,
  day: string,
  isWhole: boolean,
  lent: readonly string[] = [],
): Answer {
  const read = readAt(fact, 'person');
  if (read?.id !== id || !isObject(fact) || !Array.isArray(fact['grants'])) return 'false';
  const grants = fact['grants'];
  const register = registers.person(read.id);
  if (read.position < 0) return isWithoutAccount(read.id, grants) && !register ? 'true' : 'false';
  if (!register || register.version < read.position || !register.isClear)
    return isWhole ? 'false' : 'unclear';
  const said = grants.map((grant) => canonical(grant) ?? '').sort();
  const held = [...new Set([...grantsOn(register, day), ...lent])].sort();
  const agrees = register.version === read.position && said.join() === held.join();
  return agrees && fact['standing'] === standingOn(register, day) ? 'true' : 'false';
}

/** Whether a person's facts have the role that the act was done in. */
function holds(fact: Json, role: string, unit: string): boolean {
  const grants = isObject(fact) && Array.isArray(fact['grants']) ? fact['grants'] : [];
  return grants.some((grant) => isObject(grant) && grant['role'] === role && grant['unit'] === unit);
}

/** The program itself, a member of the public, or somebody who holds nothing. */
function isWithoutAccount(id: string, grants: readonly Json[]): boolean {
  const own = Object.hasOwn(WITHOUT_ACCOUNT, id) ? WITHOUT_ACCOUNT[id] : 'public';
  return grants.length === 0 || (grants.length === 1 && isObject(grants[0]) && grants[0]['role'] === own);
}

function otherIs(kind: string, fact: Json | undefined, registers: Registers, isWhole: boolean): Answer {
  const read = readAt(fact, kind);
  if (!read || !isObject(fact)) return 'false';
  const register = registers.other(`${kind}/${read.id}`);
  const isElsewhere = register.version < 0 && read.position >= 0 && !isWhole;
  if (!register.isClear || isElsewhere) return 'unclear';
  if (register.version !== read.position) return 'false';
  const agrees = Object.entries(register.told).every(
    ([name, value]) => canonical(fact[name] ?? null) === canonical(value),
  );
  return agrees ? 'true' : 'false';
}

function decisionStoodAt(fact: Json, registers: Registers, isWhole: boolean): Answer {
  const read = readAt(fact, 'decision');
  if (!read) return 'false';
  const version = registers.decisions.get(read.id)?.version;
  if (version === undefined) return isWhole ? 'false' : 'unclear';
  return version === read.position ? 'true' : 'false';
}

/** Which papers the store held then is told by no event; that they are papers of this act, each once and in order, is. */
function areNamed(documents: Json, named: ReadonlySet<string>): boolean {
  if (!Array.isArray(documents)) return false;
  return documents.every(
    (one, at) => typeof one === 'string' && named.has(one) && (at === 0 || String(documents[at - 1]) < one),
  );
}

/** Rules carry their own digest: SHA-256 of the JCS text of all the rest. */
function isDigestedBy(host: Host, ruleSet: Json): boolean {
  if (!isObject(ruleSet)) return false;
  const { digest, ...rest } = ruleSet as JsonObject;
  return hexOf(host.sha256(utf8(canonical(rest) ?? ''))) === digest;
}
