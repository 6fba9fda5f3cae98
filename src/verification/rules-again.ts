import { NATIONAL, type ParameterName } from '../../workflows/parameters.js';
import type { LocalDate, RuleSet } from '../../workflows/vocabulary.js';
import { canonicalize, type Json } from '../canonical/canonical-json.js';
import { digestOf } from '../canonical/digest.js';
import type { FactReaders } from '../road/facts.js';
import type { Standpoint } from '../road/room.js';
import { sameJson } from './same-json.js';

/** Rule sets that are remembered; there are as many as places, kinds of matter and changes of law in force. */
const MOST = 200;

/**
 * What is asked of the rules that an event fixed. Thousands of decisions fix the same ones, so that what was computed of
 * one text is not computed again.
 */
export class RulesAgain {
  private readonly whole = new Map<string, boolean>();
  private readonly substances = new Map<string, string>();
  /** By the state of the unit, which never changes: another state is another object. */
  private readonly own = new WeakMap<object, Map<string, string | undefined>>();

  /** Whether the digest that rules carry is theirs. */
  isWhole(ruleSet: Json | undefined): boolean {
    if (typeof ruleSet !== 'object' || ruleSet === null || Array.isArray(ruleSet)) return false;
    return remembered(this.whole, JSON.stringify(ruleSet), () => {
      const { digest, ...resolved } = ruleSet;
      return digestOf(resolved) === digest;
    });
  }

  /** What the rules say, whatever the bytes of the files that say it. */
  substanceOf(ruleSet: RuleSet): string {
    return remembered(this.substances, JSON.stringify(ruleSet), () => substanceOf(ruleSet));
  }

  /** What the rules say that this program has for a body; undefined where it has none. */
  ownSubstance(
    readers: Pick<FactReaders, 'ruleSet'>,
    body: Standpoint,
    on: LocalDate,
    matters: readonly string[] | undefined,
  ): string | undefined {
    const read = () => {
      const own = readers.ruleSet(body, on, matters);
      return own && substanceOf(own);
    };
    if (typeof body.state !== 'object' || body.state === null) return read();
    const ofThisState = this.own.get(body.state) ?? new Map<string, string | undefined>();
    this.own.set(body.state, ofThisState);
    return remembered(ofThisState, JSON.stringify([on, matters ?? null]), read);
  }
}

/** A parameter at its national value says nothing: rules that were fixed before there was such a one are the same rules. */
const substanceOf = ({ digest: _, overlays = [], parameters, ...rules }: RuleSet): string => {
  const set = Object.entries(parameters).filter(
    ([name, value]) => !sameJson(value, NATIONAL[name as ParameterName]),
  );
  const said = [rules, Object.fromEntries(set), overlays.map(({ id }) => id)];
  return canonicalize(JSON.parse(JSON.stringify(said)) as Json);
};

function remembered<T>(known: Map<string, T>, key: string, compute: () => T): T {
  if (known.has(key)) return known.get(key) as T;
  const value = compute();
  if (known.size >= MOST) known.clear();
  known.set(key, value);
  return value;
}
