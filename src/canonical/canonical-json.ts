/** What this program keeps, hashes and sends: JSON, and nothing that only looks like it. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export type JsonObject = { [name: string]: Json };

/** How many arrays and objects may stand inside each other; `[]` alone is depth 1. */
export const MAX_DEPTH = 16;

/** The value has no canonical form here. `path` is the JSON pointer (RFC 6901) of what is wrong. */
export class NotCanonical extends Error {
  readonly code = 'not-canonical';

  constructor(
    readonly reason: string,
    readonly path: string,
  ) {
    super(`This value has no canonical form: ${reason} (at "${path}").`);
    this.name = 'NotCanonical';
  }
}

const LONE_SURROGATE = /\p{Cs}/u;
const CONTROL_CHARACTER = /\p{Cc}/u;

/**
 * The one text of a JSON value: RFC 8785 (JCS), narrowed so that a reader in any language agrees with us byte
 * for byte. Numbers are safe integers only (money and identifiers are strings); names have no control
 * characters (U+0000–U+001F, U+007F–U+009F) and are never `__proto__`; no lone surrogates; depth at most 16.
 *
 * @throws NotCanonical for anything else: `undefined`, a hole, a Date, a fraction, a cycle …
 */
export function canonicalize(value: Json): string {
  return textOf(value, 0, '');
}

function textOf(value: Json, depth: number, path: string): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return stringText(value, path);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new NotCanonical('a number is not a safe integer', path);
    return String(value); // -0 becomes "0", as RFC 8785 §3.2.2.3 asks
  }
  if (typeof value !== 'object') throw new NotCanonical(`${typeof value} is no JSON`, path);
  if (depth === MAX_DEPTH) throw new NotCanonical(`deeper than ${MAX_DEPTH}`, path);
  return Array.isArray(value) ? arrayText(value, depth + 1, path) : objectText(value, depth + 1, path);
}

function stringText(value: string, path: string): string {
  if (LONE_SURROGATE.test(value)) throw new NotCanonical('a string has a lone surrogate', path);
  return JSON.stringify(value);
}

function arrayText(value: Json[], depth: number, path: string): string {
  let text = '[';
  for (let i = 0; i < value.length; i++) {
    const item = value[i];
    if (item === undefined) throw new NotCanonical('undefined is no JSON', `${path}/${i}`);
    text += (i === 0 ? '' : ',') + textOf(item, depth, `${path}/${i}`);
  }
  return text + ']';
}

function objectText(value: JsonObject, depth: number, path: string): string {
  refuseInstances(value, path);
  let text = '{';
  // The default sort compares UTF-16 code units, which is the order of RFC 8785 §3.2.3.
  for (const name of Object.keys(value).sort()) {
    const at = `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (name === '__proto__') throw new NotCanonical('a member is named __proto__', at);
    if (CONTROL_CHARACTER.test(name)) throw new NotCanonical('a name has a control character', at);
    const member = value[name];
    if (member === undefined) throw new NotCanonical('undefined is no JSON', at);
    text += (text === '{' ? '' : ',') + stringText(name, at) + ':' + textOf(member, depth, at);
  }
  return text + '}';
}

/** A Date, Map or Buffer would lose its content without a word. Plain objects of another realm are welcome. */
function refuseInstances(value: object, path: string): void {
  const prototype: unknown = Object.getPrototypeOf(value);
  const plain = prototype === null || Object.getPrototypeOf(prototype) === null;
  if (!plain) throw new NotCanonical('an object is not a plain one', path);
}
