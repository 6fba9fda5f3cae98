import { canonicalize, type Json } from '../canonical/canonical-json.js';

/** One file of a bag, its bytes in pieces. `path` is relative, with `/`. Files are read one after the other, each once. */
export interface BagFile {
  readonly path: string;
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Its content is compressed already: a ZIP stores it as it is. */
  readonly dense?: boolean;
}

/** How large a piece may become before it is handed on. */
const PIECE = 64 * 1024;

/** A file made of one text. */
export function textFile(path: string, text: string): BagFile {
  return bytesFile(path, Buffer.from(text, 'utf8'));
}

/** A file whose bytes are in memory. */
export function bytesFile(path: string, bytes: Uint8Array): BagFile {
  return { path, chunks: once(bytes) };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** A file of lines, each one ending in `\n`; no file at all where there is no line: a bag has no empty files. */
export async function* linesFile(
  path: string,
  lines: AsyncIterable<Uint8Array | Json>,
): AsyncGenerator<BagFile> {
  const chunks = inPieces(lines);
  const first = await chunks.next();
  if (first.done) return;
  yield { path, chunks: rejoined(first.value, chunks) };
}

const LINE_END = Buffer.from('\n');

async function* inPieces(lines: AsyncIterable<Uint8Array | Json>): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array[] = [];
  let size = 0;
  for await (const line of lines) {
    const bytes = line instanceof Uint8Array ? line : Buffer.from(canonicalize(line), 'utf8');
    waiting.push(bytes, LINE_END);
    size += bytes.length + 1;
    if (size < PIECE) continue;
    yield Buffer.concat(waiting);
    [waiting, size] = [[], 0];
  }
  if (size > 0) yield Buffer.concat(waiting);
}

async function* rejoined(first: Uint8Array, rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  yield* rest;
}
