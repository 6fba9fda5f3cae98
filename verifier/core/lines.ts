import { joined } from './bytes.js';
import type { BagFile } from './container.js';
import { Ended, type Finding } from './findings.js';
import { wrongMember, type Members } from './forms.js';
import { readCanonical, type JsonObject } from './json.js';

const NEWLINE = 0x0a;

/** The lines of a file, one at a time and never more of it in memory than a piece. */
export class Lines {
  private readonly chunks: AsyncIterator<Uint8Array>;
  private chunk: Uint8Array = new Uint8Array();
  private at = 0;
  /** Of the line that comes next, from 1. */
  number = 1;

  constructor(
    file: BagFile,
    private readonly max: number,
  ) {
    this.chunks = file.chunks()[Symbol.asyncIterator]();
  }

  /** The next line without its newline; `undefined` at the end; `'broken'` for one that is too long or has no end. */
  async next(): Promise<Uint8Array | undefined | 'broken'> {
    const parts: Uint8Array[] = [];
    let length = 0;
    for (;;) {
      const end = this.chunk.indexOf(NEWLINE, this.at);
      const part = this.chunk.subarray(this.at, end < 0 ? this.chunk.length : end);
      length += part.length;
      if (length > this.max) return 'broken';
      if (end >= 0) {
        this.at = end + 1;
        this.number += 1;
        return parts.length === 0 ? part : joined([...parts, part]);
      }
      if (part.length > 0) parts.push(part);
      const more = await this.chunks.next();
      if (more.done) return length === 0 ? undefined : 'broken';
      [this.chunk, this.at] = [more.value, 0];
    }
  }

  /** Lets go of the file before its end. */
  async close(): Promise<void> {
    await this.chunks.return?.();
  }
}

export const MAX_LINE = 262_144;

/** How lines of a file may follow each other: the number of one, rising or not falling. */
export interface Order {
  readonly by: string;
  readonly strictly: boolean;
}

/**
 * A `.jsonl` file, read along with the leaves. What is wrong in it is kept and not thrown: the leaves come first
 * (docs/bag.md, To the letter, 2).
 */
export class RecordFile<T> {
  private readonly lines: Lines | undefined;
  private ahead: T | undefined;
  private before: string | number | undefined;
  private started = false;
  fault: Finding | undefined;

  constructor(
    private readonly file: BagFile | undefined,
    private readonly members: Members | ((line: JsonObject) => Members),
    private readonly order: Order,
  ) {
    this.lines = file && new Lines(file, MAX_LINE);
  }

  /** The line that comes next, without taking it. */
  async peek(): Promise<T | undefined> {
    if (!this.started) await this.take();
    return this.ahead;
  }

  async take(): Promise<T | undefined> {
    const taken = this.ahead;
    this.started = true;
    this.ahead = await this.read();
    return taken;
  }

  /** Reads to the end, so that every line has been looked at; what is left is given to `see`. */
  async drain(see: (line: T) => void): Promise<void> {
    for (let line = await this.peek(); line !== undefined; line = await this.peek()) {
      see(line);
      await this.take();
    }
  }

  private async read(): Promise<T | undefined> {
    if (!this.lines || this.fault) return undefined;
    const { number } = this.lines;
    const bytes = await this.lines.next();
    if (bytes === undefined) return undefined;
    const value = bytes === 'broken' ? undefined : readCanonical(bytes);
    const members =
      typeof this.members === 'function' ? this.members((value ?? {}) as JsonObject) : this.members;
    if (
      value === undefined ||
      wrongMember(value, members) !== undefined ||
      !this.follows(value as JsonObject)
    ) {
      this.fault = notParsed(this.file?.path ?? '', `line ${number}`, `第 ${number} 行`);
      return undefined;
    }
    return value as T;
  }

  private follows(line: JsonObject): boolean {
    const { by, strictly } = this.order;
    const place = line[by] as string | number;
    const { before } = this;
    this.before = place;
    return before === undefined || before < place || (!strictly && before === place);
  }
}

export function notParsed(file: string, en: string, zh: string): Finding {
  return {
    code: 'E_PARSE',
    file,
    zh: `${zh}不是规定的格式`,
    en: `${en}: not in the form that it must have`,
  };
}

export const ended = (finding: Finding): Ended => new Ended(finding);
