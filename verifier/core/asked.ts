import { dayInChina, type Answer, type FactFault } from './facts.js';
import { canonical, isObject, type Json } from './json.js';
import type { Leaf } from './leaf.js';
import type { BuiltWorkflow } from './procedure.js';
import { readAt, type Registers, type Told } from './registers.js';

/** What an act on a decision was to be told of other subjects, as its own procedure asks for it; nothing is trusted to be so. */
interface Asks {
  catalogue?(payload: Json, context: unknown): unknown;
  decisions?(payload: Json): unknown;
  readonly correction?: unknown;
}

/** What the facts are asked of: the events that are here, as they stood before this one. */
export interface Before {
  readonly registers: Registers;
  /** Whether every subject is here, so that what is not here has not happened. */
  readonly isWhole: boolean;
  readonly context: unknown;
  /** The types of this decision's own events, from its first. */
  readonly types: readonly string[];
}

/**
 * Asks again the facts that a decision's procedure itself asks for: which catalogue, which other decisions, what a
 * correction is about. Those asked for must be there where the ledger has them, and no others.
 */
export function askedFaults({ procedure }: BuiltWorkflow, leaf: Leaf, before: Before): FactFault[] {
  const asks = ((procedure.events[leaf.type] as { asks?: Asks } | undefined)?.asks ?? {}) as Asks;
  const { facts, payload } = leaf.data;
  const body = asks.catalogue?.(payload, before.context);
  const catalogue = typeof body === 'string' ? `${body}-${dayInChina(leaf.time).slice(0, 4)}` : undefined;
  const ids = asks.decisions?.(payload);
  const named = Array.isArray(ids) ? new Set(ids.map(String)) : undefined;
  const answers: readonly (readonly [fact: string, is: Answer])[] = [
    ['catalogue', catalogueIs(catalogue, facts['catalogue'], before)],
    ['decisions', decisionsAre(named, facts['decisions'], before)],
    [
      'correction',
      asks.correction === true
        ? correctionIs(facts['correction'], leaf, procedure.restsOn ?? {}, before)
        : trueIf(facts['correction'] === undefined),
    ],
  ];
  return answers.flatMap(([fact, is]) => (is === 'true' ? [] : [{ is, fact }]));
}

/** What other decisions may be told of one: whose it is, where it comes from, and how far it has come. */
export function toldOf(context: { readonly [name: string]: Json }, state: unknown): Told | undefined {
  const { hasTag } = (state ?? {}) as { hasTag?: unknown };
  if (typeof hasTag !== 'function') return undefined;
  const has = (tag: string): boolean => hasTag.call(state, tag) === true;
  return {
    body: context['body'] ?? '',
    arisesFrom: context['arisesFrom'] ?? null,
    effective: has('effective'),
    settled: has('settled'),
  };
}

function catalogueIs(id: string | undefined, fact: Json | undefined, { registers, isWhole }: Before): Answer {
  if (id === undefined) return trueIf(fact === undefined);
  const register = registers.other(`catalogue/${id}`);
  // That there is none is told by a whole ledger alone; in a decision's bag silence is believed.
  if (fact === undefined) return trueIf(register.version < 0);
  const read = readAt(fact, 'catalogue');
  if (read?.id !== id || !isObject(fact)) return 'false';
  if (!isWhole && (register.version < read.position || !register.isClear)) return 'unclear';
  return trueIf(same(fact, { catalogue: id, position: register.version, ...register.told }));
}

function decisionsAre(
  ids: ReadonlySet<string> | undefined,
  fact: Json | undefined,
  { registers, isWhole }: Before,
): Answer {
  if (ids === undefined) return trueIf(fact === undefined);
  if (!isObject(fact) || Object.keys(fact).some((id) => !ids.has(id))) return 'false';
  const answers = [...ids].map((id): Answer => {
    const said = Object.hasOwn(fact, id) ? fact[id] : undefined;
    const decision = registers.decisions.get(id);
    if (!decision) return said === undefined ? 'true' : isWhole ? 'false' : 'unclear';
    if (!isObject(said) || said['position'] !== decision.version) return 'false';
    if (!decision.told) return 'unclear';
    return trueIf(same(said, { position: decision.version, ...decision.told }));
  });
  return answers.includes('false') ? 'false' : answers.includes('unclear') ? 'unclear' : 'true';
}

/** Which event it is about, and what rests on that; whether the field is there, and what would fall, is not asked. */
function correctionIs(
  fact: Json | undefined,
  { data: { payload } }: Leaf,
  restsOn: Readonly<Record<string, string>>,
  { types }: Before,
): Answer {
  if (!isObject(fact)) return 'false';
  const version = Number(payload['event']);
  const type = types[version];
  const step = type !== undefined && Object.hasOwn(restsOn, type) ? restsOn[type] : null;
  const { known, unmet } = fact;
  const isEmpty = Array.isArray(unmet) && unmet.length === 0;
  const agrees = fact['version'] === version && fact['type'] === (type ?? '');
  if (known === true) return trueIf(agrees && type !== undefined && fact['step'] === step);
  return trueIf(agrees && known === false && fact['step'] === null && isEmpty);
}

const same = (one: Json, other: Json): boolean => canonical(one) === canonical(other);
const trueIf = (holds: boolean): Answer => (holds ? 'true' : 'false');
