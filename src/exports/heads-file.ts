import { canonicalize } from '../canonical/canonical-json.js';
import type { Rows } from '../database/database.js';
import { inclusionProof } from '../ledger/proofs.js';
import { CompactRange, leafHash, type NodeId } from '../ledger/tree.js';
import { linesFile, type BagFile } from './bag-file.js';
import { hex } from './leaf-files.js';

/** Position of the newest `HeadsRecorded` below `size`; undefined where there is none. */
export async function newestHeads(rows: Rows, size: number): Promise<number | undefined> {
  const [newest] = await rows.query<{ seq: number }>(
    `SELECT seq FROM event WHERE subject = 'installation' AND type = 'HeadsRecorded' AND seq < ?
     ORDER BY version DESC LIMIT 1`,
    [size],
  );
  return newest?.seq;
}

type Head = { subject: string; version: number; leaf_hash: Buffer };
type Placed = Head & { index: number };

/**
 * For each of these subjects the proof that the `HeadsRecorded` at `seq` counted its last event (docs/bag.md, Heads). One
 * that had no event before it has no line.
 */
export function headsFile(rows: Rows, subjects: readonly string[], seq: number): AsyncGenerator<BagFile> {
  return linesFile(
    'data/ledger/heads.jsonl',
    (async function* () {
      const { placed, count } = await placesOf(rows, subjects, seq);
      const nodes = await nodesFor(rows, seq, count, placed);
      for (const { subject, version, leaf_hash, index } of placed) {
        const path = await inclusionProof(index, count, (wanted) =>
          wanted.flatMap((one) => nodes.get(keyOf(one)) ?? []),
        );
        yield { count, index, leaf: leaf_hash.toString('hex'), path: hex(path), seq, subject, version };
      }
    })(),
  );
}

/** Where the subjects stand among all that had an event, and how many those were. */
async function placesOf(rows: Rows, subjects: readonly string[], seq: number) {
  const wanted = new Set(subjects);
  const placed: Placed[] = [];
  let count = 0;
  for await (const head of headsBelow(rows, seq)) {
    if (wanted.has(head.subject)) placed.push({ ...head, index: count });
    count += 1;
  }
  return { placed, count };
}

/** The tree grows once more, and only the nodes that the paths need are kept: there may be a million subjects. */
async function nodesFor(rows: Rows, seq: number, count: number, placed: readonly Placed[]) {
  const needed = new Set<string>();
  for (const { index } of placed)
    await inclusionProof(index, count, (nodes) => nodes.map((node) => (needed.add(keyOf(node)), UNKNOWN)));
  const nodes = new Map<string, Buffer>();
  const range = CompactRange.empty();
  for await (const head of headsBelow(rows, seq)) {
    for (const node of range.append(entryHash(head)))
      if (needed.has(keyOf(node))) nodes.set(keyOf(node), node.hash);
  }
  return nodes;
}

const UNKNOWN = Buffer.alloc(32);
const keyOf = ({ level, index }: NodeId): string => `${level}/${index}`;

/** The leaf hash of one entry of the heads' tree. */
export function entryHash({ subject, version, leaf_hash }: Head): Buffer {
  return leafHash(Buffer.from(canonicalize({ leaf: leaf_hash.toString('hex'), subject, version }), 'utf8'));
}

const PAGE = 500;

/** Every subject that has an event before `seq`, with the last of them, sorted by subject in code units. */
async function* headsBelow(rows: Rows, seq: number): AsyncGenerator<Head> {
  for (let after = ''; ;) {
    const page = await rows.query<Head>(
      `SELECT e.subject, e.version, e.leaf_hash FROM event e JOIN
         (SELECT subject, max(version) AS version FROM event WHERE seq < ? AND subject > ?
          GROUP BY subject ORDER BY subject LIMIT ${PAGE}) AS last
       ON last.subject = e.subject AND last.version = e.version ORDER BY e.subject`,
      [seq, after],
    );
    yield* page;
    const last = page.at(-1);
    if (!last) return;
    after = last.subject;
  }
}
