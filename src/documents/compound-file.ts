import type { FileHandle } from 'node:fs/promises';
import { bytesAt } from './bytes-at.js';

export const COMPOUND_FILE = Buffer.from('d0cf11e0a1b11ae1', 'hex');

const HEADER = 512;
const LAST_REGULAR = 0xfffffffa;
const ENTRY = 128;
/** Of directory and allocation together; a document of 100 MB needs some 1,700. */
const MOST_SECTORS = 4096;
const IN_HEADER = 109;

/** What a compound file holds, as far as its kind tells. */
export interface CompoundNames {
  /** In the root: they say what the file is. */
  readonly root: readonly string[];
  /** Anywhere, embedded objects included. */
  readonly all: readonly string[];
}

interface Node {
  readonly name: string;
  readonly links: readonly [left: number, right: number, child: number];
}

/**
 * Names in the directory of a compound file ([MS-CFB]), the container of .doc, .wps, .xls and .et; undefined when it
 * cannot be read. Loops and chains that lead outside end the reading.
 */
export async function namesInCompoundFile(
  file: FileHandle,
  size: number,
): Promise<CompoundNames | undefined> {
  const header = await bytesAt(file, 0, Math.min(size, HEADER));
  if (header.length < HEADER || !header.subarray(0, 8).equals(COMPOUND_FILE)) return undefined;
  const shift = header.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) return undefined;
  const sectors = new Sectors(file, 1 << shift, size);
  const table = await tableOf(header, sectors);
  const directory = table && (await chain(header.readUInt32LE(48), table, sectors));
  return directory && namesIn(directory);
}

class Sectors {
  private read = 0;

  constructor(
    private readonly file: FileHandle,
    readonly bytes: number,
    private readonly size: number,
  ) {}

  /** Undefined for one that is not in the file, or one too many. */
  async at(sector: number): Promise<Buffer | undefined> {
    const start = (sector + 1) * this.bytes;
    this.read += 1;
    if (sector > LAST_REGULAR || start >= this.size || this.read > MOST_SECTORS) return undefined;
    const found = await bytesAt(this.file, start, start + this.bytes);
    // The last sector of some files is cut off.
    return found.length === this.bytes
      ? found
      : Buffer.concat([found, Buffer.alloc(this.bytes - found.length)]);
  }
}

/** Which sectors hold the allocation table, and then those sectors, one after another. */
async function tableOf(header: Buffer, sectors: Sectors): Promise<Buffer[] | undefined> {
  const listed = numbersIn(header.subarray(76, 76 + IN_HEADER * 4));
  const count = header.readUInt32LE(44);
  let next = header.readUInt32LE(68);
  while (next < LAST_REGULAR && listed.length < count) {
    const more = await sectors.at(next);
    if (!more) return undefined;
    const numbers = numbersIn(more);
    next = numbers.pop() ?? LAST_REGULAR;
    listed.push(...numbers);
  }
  const table: Buffer[] = [];
  for (const sector of listed.slice(0, count)) {
    const part = await sectors.at(sector);
    if (!part) return undefined;
    table.push(part);
  }
  return table;
}

async function chain(first: number, table: readonly Buffer[], sectors: Sectors): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  const perSector = sectors.bytes / 4;
  let sector: number | undefined = first;
  while (sector !== undefined && sector < LAST_REGULAR) {
    const part = await sectors.at(sector);
    if (!part) return undefined;
    parts.push(part);
    sector = table[Math.floor(sector / perSector)]?.readUInt32LE((sector % perSector) * 4);
  }
  return Buffer.concat(parts);
}

function namesIn(directory: Buffer): CompoundNames | undefined {
  const nodes: Node[] = [];
  for (let at = 0; at + ENTRY <= directory.length; at += ENTRY) nodes.push(nodeAt(directory, at));
  const [root] = nodes;
  if (!root) return undefined;
  const inRoot: string[] = [];
  const seen = new Set<number>();
  const waiting = [root.links[2]];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const node = nodes[at];
    if (!node || seen.has(at)) continue;
    seen.add(at);
    inRoot.push(node.name);
    waiting.push(node.links[0], node.links[1]);
  }
  return { root: inRoot, all: nodes.map(({ name }) => name) };
}

function nodeAt(directory: Buffer, at: number): Node {
  const length = Math.min(Math.max(directory.readUInt16LE(at + 64) - 2, 0), 62);
  const link = (offset: number) => directory.readUInt32LE(at + offset);
  return {
    name: directory.subarray(at, at + length).toString('utf16le'),
    links: [link(68), link(72), link(76)],
  };
}

function numbersIn(bytes: Buffer): number[] {
  return Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readUInt32LE(i * 4));
}
