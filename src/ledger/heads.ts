import { createHash } from 'node:crypto';
import { canonicalize } from '../canonical/canonical-json.js';
import type { Rows } from '../database/database.js';
import { inclusionProof, type NodeLookup } from './proofs.js';
import { CompactRange, leafHash, type NodeId } from './tree.js';

/** What a `HeadsRecorded` says (docs/bag.md, "Heads"): hex; `size` is the number of events before it. */
export interface Heads {
  /** SHA-256 over the texts of the checkpoints above `covered`, by size. */
  readonly checkpoints: string;
  /** How many subjects have an event. */
  readonly count: number;
  /** RFC 6962 root over one entry a subject, in the order of their names. */
  readonly root: string;
  readonly size: number;
}

/** Which checkpoints: those above the size that an earlier `HeadsRecorded` covered, up to the largest kept by then. */
export interface CheckpointSpan {
  readonly covered: number;
  /** All that are kept, unless told. */
  readonly upTo?: number | undefined;
}

/** Proof that `version` was the subject's last when the heads were recorded; hashes are hex. */
export interface HeadProof {
  readonly subject: string;
  readonly version: number;
  readonly leaf: string;
  readonly count: number;
  readonly index: number;
  readonly path: readonly string[];
}

/** How a subject stood. */
interface Entry {
  readonly subject: string;
  readonly version: number;
  readonly leaf: string;
}

const PAGE = 1000;

/**
 * The heads of all subjects after the first `size` events, and how far the checkpoints that they cover reach. It
 * reads subjects by the page: the same memory for a million as for ten.
 */
export async function headsAt(
  rows: Rows,
  size: number,
  span: CheckpointSpan,
): Promise<Heads & { readonly checkpointsTo: number }> {
  const range = CompactRange.empty();
  for await (const entry of entriesAt(rows, size)) range.append(entryHash(entry));
  return headsOf(rows, range, size, span);
}

/** Subjects whose entries are kept: some 200 bytes each, 10 MB in all. */
const KEPT = 50_000;

/**
 * The heads at one position after another, for whoever reads the log from its beginning: what did not change is not
 * hashed again. Of more subjects than there is room for it keeps nothing, and reads them by the page each time: slower,
 * and the same memory for a million.
 */
export class HeadsSoFar {
  private readonly entries = new Map<string, Buffer>();
  private names: readonly string[] | undefined;
  private readTo = 0;
  private isFull = false;

  constructor(
    private readonly rows: Rows,
    private readonly most = KEPT,
  ) {}

  /** As `headsAt`. @throws RangeError for a position before one that was asked for */
  async at(size: number, span: CheckpointSpan) {
    if (size < this.readTo) throw new RangeError('The heads are read forwards.');
    while (this.readTo < size && !this.isFull) await this.readOn(Math.min(this.readTo + PAGE, size));
    this.readTo = size;
    if (this.isFull) return headsAt(this.rows, size, span);
    this.names ??= [...this.entries.keys()].toSorted();
    const range = CompactRange.empty();
    for (const name of this.names) {
      const entry = this.entries.get(name);
      if (entry) range.append(entry);
    }
    return headsOf(this.rows, range, size, span);
  }

  private async readOn(to: number): Promise<void> {
    const page = await this.rows.query<{ subject: string; version: number; leaf_hash: Buffer }>(
      'SELECT subject, version, leaf_hash FROM event WHERE seq >= ? AND seq < ? ORDER BY seq',
      [this.readTo, to],
    );
    for (const { subject, version, leaf_hash } of page) {
      if (!this.entries.has(subject)) this.names = undefined;
      this.entries.set(subject, entryHash({ subject, version, leaf: leaf_hash.toString('hex') }));
    }
    this.readTo = to;
    if (this.entries.size <= this.most) return;
    this.isFull = true;
    this.names = undefined;
    this.entries.clear();
  }
}

async function headsOf(rows: Rows, range: CompactRange, size: number, span: CheckpointSpan) {
  const checkpoints = await checkpointsIn(rows, size, span);
  return { ...checkpoints, count: range.size, root: range.root().toString('hex'), size };
}

/**
 * Proofs for these subjects from the heads after the first `size` events, in the order given; a subject that had no
 * event then is left out. It holds the hash of every subject's entry (32 bytes each).
 */
export async function proveHeads(
  rows: Rows,
  size: number,
  subjects: readonly string[],
): Promise<HeadProof[]> {
  const hashes: Buffer[] = [];
  const places = new Map<string, { readonly index: number; readonly entry: Entry }>();
  const wanted = new Set(subjects);
  for await (const entry of entriesAt(rows, size)) {
    if (wanted.has(entry.subject)) places.set(entry.subject, { index: hashes.length, entry });
    hashes.push(entryHash(entry));
  }
  const lookup = lookupIn(hashes);
  const proofs: HeadProof[] = [];
  for (const subject of wanted) {
    const place = places.get(subject);
    if (!place) continue;
    const path = await inclusionProof(place.index, hashes.length, lookup);
    proofs.push({
      ...place.entry,
      count: hashes.length,
      index: place.index,
      path: path.map((hash) => hash.toString('hex')),
    });
  }
  return proofs;
}

/** Hash of one entry of the tree of heads. */
export function entryHash({ leaf, subject, version }: Entry): Buffer {
  return leafHash(Buffer.from(canonicalize({ leaf, subject, version })));
}

/** Every subject with its last event before position `size`, by name in code units (names are ASCII). */
async function* entriesAt(rows: Rows, size: number): AsyncGenerator<Entry> {
  for (let after = ''; ;) {
    const page = await rows.query<{ subject: string; version: number; leaf_hash: Buffer }>(
      `SELECT e.subject, e.version, e.leaf_hash FROM event e JOIN
         (SELECT subject, max(version) AS version FROM event WHERE subject > ? AND seq < ?
           GROUP BY subject ORDER BY subject LIMIT ${PAGE}) AS last
         ON last.subject = e.subject AND last.version = e.version
       ORDER BY e.subject`,
      [after, size],
    );
    for (const { subject, version, leaf_hash } of page)
      yield { subject, version, leaf: leaf_hash.toString('hex') };
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = last.subject;
  }
}

async function checkpointsIn(
  rows: Rows,
  size: number,
  { covered, upTo = size }: CheckpointSpan,
): Promise<{ checkpoints: string; checkpointsTo: number }> {
  const digest = createHash('sha256');
  const limit = Math.min(upTo, size);
  let checkpointsTo = covered;
  for (;;) {
    const page = await rows.query<{ size: number; note: string }>(
      `SELECT size, note FROM checkpoint WHERE size > ? AND size <= ? ORDER BY size LIMIT ${PAGE}`,
      [checkpointsTo, limit],
    );
    for (const { note } of page) digest.update(textOf(note));
    checkpointsTo = page.at(-1)?.size ?? checkpointsTo;
    if (page.length < PAGE) return { checkpoints: digest.digest('hex'), checkpointsTo };
  }
}

/** The three lines that were signed, without the signatures below them. */
const textOf = (note: string): string => note.slice(0, note.indexOf('\n\n') + 1);

/** Nodes of a tree whose leaf hashes are all in memory. */
function lookupIn(leaves: readonly Buffer[]): NodeLookup {
  const hashOf = ({ level, index }: NodeId): Buffer => {
    const range = CompactRange.empty();
    const width = 2 ** level;
    for (const leaf of leaves.slice(index * width, (index + 1) * width)) range.append(leaf);
    return range.root();
  };
  return (nodes) => nodes.map(hashOf);
}
