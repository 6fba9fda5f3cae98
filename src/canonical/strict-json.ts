import { MAX_DEPTH, type Json, type JsonObject } from './canonical-json.js';

export type MalformedReason =
  | 'unexpected-end'
  | 'unexpected-character'
  | 'trailing-text'
  | 'bad-number'
  | 'bad-string'
  | 'number-out-of-range'
  | 'not-an-integer'
  | 'duplicate-name'
  | 'forbidden-name'
  | 'lone-surrogate'
  | 'null-character'
  | 'too-deep'
  | 'not-utf8';

/** The text is not JSON as we take it. `position` counts UTF-16 code units (bytes for `not-utf8`) from 0. */
export class MalformedJson extends Error {
  readonly code = 'malformed-json';

  constructor(
    readonly reason: MalformedReason,
    readonly position: number,
  ) {
    super(`Malformed JSON at position ${position}: ${reason}.`);
    this.name = 'MalformedJson';
  }
}

export interface ParseLimits {
  /** Arrays and objects inside each other; 16 unless told. */
  readonly depth?: number;
  /** Numbers must be written as integers and be safe ones. Off unless told. */
  readonly integersOnly?: boolean;
}

/**
 * Reads JSON (RFC 8259) so that no two readers can understand it differently: no duplicate names, no
 * `__proto__`, no lone surrogates (escaped or raw), no U+0000 (which PostgreSQL cannot keep as text), no number too large for a double, nothing after the value.
 * It does not recurse, so a text of a million brackets costs what it is long.
 *
 * @throws MalformedJson and nothing else.
 */
export function parseStrict(text: string, limits: ParseLimits = {}): Json {
  return new Reader(text, limits.depth ?? MAX_DEPTH, limits.integersOnly ?? false).read();
}

/**
 * UTF-8 to text; a byte-order mark stays, as a character that JSON refuses.
 *
 * @throws MalformedJson `not-utf8` at the first byte that is wrong.
 */
export function decodeUtf8Strict(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new MalformedJson('not-utf8', firstDifference(bytes));
  }
}

function firstDifference(bytes: Uint8Array): number {
  const repaired = Buffer.from(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), 'utf8');
  const at = bytes.findIndex((byte, i) => byte !== repaired[i]);
  return at === -1 ? bytes.length : at;
}

type Open = { array: Json[] } | { object: JsonObject; name: string };

const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const INTEGER = /^-?(?:0|[1-9][0-9]*)$/;
const LONE_SURROGATE = /\p{Cs}/u;
const LITERALS: readonly [string, Json][] = [
  ['null', null],
  ['true', true],
  ['false', false],
];

class Reader {
  private at = 0;
  private readonly open: Open[] = [];

  constructor(
    private readonly text: string,
    private readonly depth: number,
    private readonly integersOnly: boolean,
  ) {}

  read(): Json {
    for (;;) {
      const started = this.start();
      if (started === undefined) continue;
      const whole = this.attach(started);
      if (whole !== undefined) return this.end(whole);
    }
  }

  /** Reads a whole scalar or empty container, or enters a container and answers `undefined`. */
  private start(): Json | undefined {
    this.skipSpace();
    const character = this.text[this.at];
    if (character !== '{' && character !== '[') return this.scalar(character);
    if (this.open.length >= this.depth) throw new MalformedJson('too-deep', this.at);
    this.at++;
    this.skipSpace();
    if (character === '[') {
      if (this.take(']')) return [];
      this.open.push({ array: [] });
    } else {
      if (this.take('}')) return {};
      const object: JsonObject = {};
      this.open.push({ object, name: this.name(object) });
    }
    return undefined;
  }

  /** Puts a finished value where it belongs; answers the outermost value once that is finished. */
  private attach(finished: Json): Json | undefined {
    let value = finished;
    for (;;) {
      const holder = this.open.at(-1);
      if (holder === undefined) return value;
      if ('array' in holder) holder.array.push(value);
      else holder.object[holder.name] = value;
      this.skipSpace();
      if (this.take(',')) {
        this.skipSpace();
        if ('object' in holder) holder.name = this.name(holder.object);
        return undefined;
      }
      this.expect('array' in holder ? ']' : '}');
      value = 'array' in holder ? holder.array : holder.object;
      this.open.pop();
    }
  }

  private end(value: Json): Json {
    this.skipSpace();
    if (this.at < this.text.length) throw new MalformedJson('trailing-text', this.at);
    return value;
  }

  private name(object: JsonObject): string {
    const at = this.at;
    const name = this.string();
    if (name === '__proto__') throw new MalformedJson('forbidden-name', at);
    if (Object.hasOwn(object, name)) throw new MalformedJson('duplicate-name', at);
    this.skipSpace();
    this.expect(':');
    return name;
  }

  private scalar(character: string | undefined): Json {
    if (character === '"') return this.string();
    for (const [word, value] of LITERALS) {
      if (!this.text.startsWith(word, this.at)) continue;
      this.at += word.length;
      return value;
    }
    if (character === '-' || (character !== undefined && character >= '0' && character <= '9')) {
      return this.number();
    }
    throw this.unexpected();
  }

  private string(): string {
    const at = this.at;
    if (this.text[at] !== '"') throw this.unexpected();
    const value = stringOf(this.text.slice(at, this.endOfString()));
    if (value === undefined) throw new MalformedJson('bad-string', at);
    if (LONE_SURROGATE.test(value)) throw new MalformedJson('lone-surrogate', at);
    if (value.includes('\0')) throw new MalformedJson('null-character', at);
    return value;
  }

  /** Moves behind the closing quote. By hand: a pattern would need memory for every character. */
  private endOfString(): number {
    for (this.at++; this.text[this.at] !== '"'; this.at++) {
      if (this.text[this.at] === '\\') this.at++;
      if (this.at >= this.text.length) throw new MalformedJson('unexpected-end', this.text.length);
    }
    return ++this.at;
  }

  private number(): number {
    const at = this.at;
    const written = this.match(NUMBER);
    if (written === undefined) throw new MalformedJson('bad-number', at);
    const value = Number(written);
    if (!Number.isFinite(value)) throw new MalformedJson('number-out-of-range', at);
    if (this.integersOnly && !(INTEGER.test(written) && Number.isSafeInteger(value))) {
      throw new MalformedJson('not-an-integer', at);
    }
    return value;
  }

  private skipSpace(): void {
    this.match(SPACE);
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  private take(character: string): boolean {
    if (this.text[this.at] !== character) return false;
    this.at++;
    return true;
  }

  private expect(character: string): void {
    if (!this.take(character)) throw this.unexpected();
  }

  private unexpected(): MalformedJson {
    const ended = this.at >= this.text.length;
    return new MalformedJson(ended ? 'unexpected-end' : 'unexpected-character', this.at);
  }
}

/** The built-in parser knows escapes and forbidden characters; between two quotes it can mean one thing only. */
function stringOf(written: string): string | undefined {
  try {
    const value: unknown = JSON.parse(written);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
