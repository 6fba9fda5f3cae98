import { textOf } from './bytes.js';

export type Json = null | boolean | number | string | Json[] | JsonObject;
export type JsonObject = { [name: string]: Json };

/** Arrays and objects inside each other. */
const MAX_DEPTH = 16;

const LONE_SURROGATE = /\p{Cs}/u;
const CONTROL = /\p{Cc}/u;

/** Strict and canonical; strict and written otherwise; or no JSON that is taken here. */
export type Reading =
  | { readonly is: 'canonical'; readonly value: Json }
  | { readonly is: 'strict' }
  | { readonly is: 'malformed' };

/**
 * Reads JSON of which one text only stands for any value (RFC 8785, narrowed: docs/bag.md, To the letter, 2). The quick
 * way is to parse leniently and to write again: what comes back as the same text had no duplicate name, no odd space and
 * no odd number in it. What does not is looked at by the strict grammar, which tells the two faults apart.
 */
export function readJson(bytes: Uint8Array): Reading {
  const text = textOf(bytes);
  if (text === undefined) return { is: 'malformed' };
  const value = parsedLeniently(text);
  if (value !== undefined && canonical(value) === text) return { is: 'canonical', value };
  return isStrict(text) ? { is: 'strict' } : { is: 'malformed' };
}

/** The value of canonical text; undefined for any other. */
export function readCanonical(bytes: Uint8Array): Json | undefined {
  const reading = readJson(bytes);
  return reading.is === 'canonical' ? reading.value : undefined;
}

function parsedLeniently(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The canonical text of a value; undefined when it has none. */
export function canonical(value: Json): string | undefined {
  try {
    return written(value, 0);
  } catch (error) {
    if (error === NONE) return undefined;
    throw error;
  }
}

const NONE = new Error('This value has no canonical text.');

function written(value: Json, depth: number): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw NONE;
    return String(value);
  }
  if (value === null || typeof value === 'boolean') return String(value);
  if (depth === MAX_DEPTH) throw NONE;
  if (Array.isArray(value)) return `[${value.map((one) => written(one, depth + 1)).join(',')}]`;
  let text = '';
  // The default order is that of UTF-16 code units, as RFC 8785 §3.2.3 has it.
  for (const name of Object.keys(value).sort()) {
    if (name === '__proto__' || CONTROL.test(name)) throw NONE;
    text += `${text === '' ? '' : ','}${quoted(name)}:${written(value[name] as Json, depth + 1)}`;
  }
  return `{${text}}`;
}

function quoted(text: string): string {
  if (LONE_SURROGATE.test(text) || text.includes('\0')) throw NONE;
  return JSON.stringify(text);
}

const SPACE = /[ \t\n\r]*/y;
const SCALAR = /null|true|false|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;

/** Whether the text is JSON (RFC 8259) that no two readers can understand differently. It does not recurse. */
export function isStrict(text: string): boolean {
  return new Grammar(text).holds();
}

class Grammar {
  private at = 0;
  /** Names seen in each object that is open; null for an array. */
  private readonly open: (Set<string> | null)[] = [];

  constructor(private readonly text: string) {}

  holds(): boolean {
    this.space();
    for (;;) {
      const began = this.value();
      if (began === 'broken') return false;
      if (began === 'entered') continue;
      const ended = this.after();
      if (ended !== 'more') return ended === 'end' && this.at === this.text.length;
    }
  }

  /** A whole scalar or empty container, or the way into one. */
  private value(): 'whole' | 'entered' | 'broken' {
    const first = this.text[this.at];
    if (first === '"') return this.string() === undefined ? 'broken' : 'whole';
    if (first !== '{' && first !== '[') return this.scalar() ? 'whole' : 'broken';
    if (this.open.length === MAX_DEPTH) return 'broken';
    this.at += 1;
    this.space();
    if (this.take(first === '{' ? '}' : ']')) return 'whole';
    this.open.push(first === '{' ? new Set() : null);
    return first === '[' || this.name() ? 'entered' : 'broken';
  }

  /** What follows a finished value: the next one, or the end of what holds it. */
  private after(): 'more' | 'end' | 'broken' {
    for (;;) {
      this.space();
      const names = this.open.at(-1);
      if (names === undefined) return 'end';
      if (this.take(',')) {
        this.space();
        return names === null || this.name() ? 'more' : 'broken';
      }
      if (!this.take(names === null ? ']' : '}')) return 'broken';
      this.open.pop();
    }
  }

  private name(): boolean {
    const names = this.open.at(-1);
    const name = this.text[this.at] === '"' ? this.string() : undefined;
    if (name === undefined || name === '__proto__' || !names || names.has(name)) return false;
    names.add(name);
    this.space();
    if (!this.take(':')) return false;
    this.space();
    return true;
  }

  private string(): string | undefined {
    const from = this.at;
    for (this.at += 1; this.text[this.at] !== '"'; this.at += 1) {
      if (this.text[this.at] === '\\') this.at += 1;
      if (this.at >= this.text.length) return undefined;
    }
    this.at += 1;
    // Between two quotes the built-in parser can mean one thing only.
    const value = parsedLeniently(this.text.slice(from, this.at));
    if (typeof value !== 'string' || LONE_SURROGATE.test(value) || value.includes('\0')) return undefined;
    return value;
  }

  private scalar(): boolean {
    SCALAR.lastIndex = this.at;
    const found = SCALAR.exec(this.text)?.[0];
    if (found === undefined) return false;
    this.at += found.length;
    return /^[ntf]/.test(found) || Number.isFinite(Number(found));
  }

  private space(): void {
    SPACE.lastIndex = this.at;
    this.at += SPACE.exec(this.text)?.[0].length ?? 0;
  }

  private take(character: string): boolean {
    if (this.text[this.at] !== character) return false;
    this.at += 1;
    return true;
  }
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The strings of a list; none where there is no list. */
export const stringsIn = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
