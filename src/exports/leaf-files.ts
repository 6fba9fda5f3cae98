import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { Json } from '../canonical/canonical-json.js';
import type { Rows } from '../database/database.js';
import { nodeLookup } from '../ledger/node-store.js';
import { inclusionProof, type NodeLookup } from '../ledger/proofs.js';
import { HASH_SIZE, type NodeHash, type NodeId } from '../ledger/tree.js';
import { linesFile, type BagFile } from './bag-file.js';
import type { BroughtByThePublic, Named } from './named.js';
import { leavesAt, type Leaves } from './leaves.js';

type DisclosureRow = { seq: number; digest: string; encoded: string; subject: string; type: string };

/** The leaves, byte for byte; `named` sees each of them. */
export function leavesFile(leaves: Leaves, named: Named, done: (leaves: number) => void) {
  return linesFile(
    'data/ledger/leaves.jsonl',
    (async function* () {
      let written = 0;
      for await (const page of leaves.pages()) {
        for (const row of page) {
          named.see(row);
          yield row.bytes;
        }
        written += page.length;
        done(written);
      }
    })(),
  );
}

/** The disclosures that still exist, save what members of the public said where that is withheld. */
export function disclosuresFile(
  rows: Rows,
  leaves: Leaves,
  isWithheld: (row: Pick<DisclosureRow, 'subject' | 'type'>) => boolean,
): AsyncGenerator<BagFile> {
  return linesFile(
    'data/ledger/disclosures.jsonl',
    (async function* () {
      for (const { where, params } of leaves.ranges()) {
        const found = await rows.query<DisclosureRow>(
          `SELECT seq, digest, encoded, subject, type FROM
             (SELECT d.seq AS seq, d.digest AS digest, d.encoded AS encoded, e.subject AS subject, e.type AS type
              FROM disclosure d JOIN event e ON e.seq = d.seq) AS kept
           WHERE ${where}`,
          params,
        );
        for (const row of found.toSorted(byPlace))
          if (!isWithheld(row)) yield { encoded: row.encoded, seq: row.seq };
      }
    })(),
  );
}

/** What is withheld: only what is here. A disclosure that was deleted in silence is listed nowhere. */
export function withheldFile(
  rows: Rows,
  { spoken }: Named,
  brought: BroughtByThePublic,
  isKept: (document: string) => Promise<boolean>,
): AsyncGenerator<BagFile> {
  return linesFile(
    'data/ledger/withheld.jsonl',
    (async function* () {
      const papers = await keptPapers(brought, isKept);
      for (const { where, params } of leavesAt(rows, spoken).ranges()) {
        const found = await rows.query<{ seq: number; digest: string }>(
          `SELECT seq, digest FROM disclosure WHERE ${where}`,
          params,
        );
        const lines = [
          ...found.map(({ seq, digest }) => ({ seq, digest, line: { digest, reason: 'public', seq } })),
          ...params.flatMap((seq) =>
            (papers.get(Number(seq)) ?? []).map((digest) => ({
              seq: Number(seq),
              digest,
              line: { document: digest, reason: 'public', seq: Number(seq) },
            })),
          ),
        ];
        for (const { line } of lines.toSorted(byPlace)) yield line satisfies Json;
      }
    })(),
  );
}

/** For every leaf its audit path in the tree of `size`. */
export function inclusionFile(rows: Rows, seqs: readonly number[], size: number): AsyncGenerator<BagFile> {
  return inclusionLines('data/ledger/inclusion.jsonl', seqs, size, nodeLookup(rows));
}

/** The same of any tree whose nodes are kept. @param node its hash over two subtrees, SHA-256 unless told */
export function inclusionLines(
  path: string,
  seqs: readonly number[],
  size: number,
  lookup: NodeLookup,
  node?: NodeHash,
): AsyncGenerator<BagFile> {
  return linesFile(
    path,
    (async function* () {
      for (let from = 0; from < seqs.length; from += AT_ONCE) {
        const some = seqs.slice(from, from + AT_ONCE);
        const known = await nodesFor(some, size, lookup);
        for (const [at, seq] of some.entries()) {
          yield { path: hex(await inclusionProof(seq, size, known, node)), seq };
          if (at % BETWEEN === 0) await letOthersRun();
        }
      }
    })(),
  );
}

/** By `seq` of the events that name them, the papers that are in the store. */
async function keptPapers(
  brought: BroughtByThePublic,
  isKept: (document: string) => Promise<boolean>,
): Promise<Map<number, string[]>> {
  const papers = new Map<number, string[]>();
  for (const [digest, seqs] of brought) {
    if (!(await isKept(digest))) continue;
    for (const seq of seqs) papers.set(seq, [...(papers.get(seq) ?? []), digest]);
  }
  return papers;
}

/** Code units, whatever the database sorts by. */
function byPlace(a: { seq: number; digest: string }, b: { seq: number; digest: string }): number {
  return a.seq - b.seq || (a.digest < b.digest ? -1 : a.digest > b.digest ? 1 : 0);
}

/** How much is asked for at once: no database takes any number of values in one question. */
const AT_ONCE = 250;
/** Proofs that are worked out until whoever waits for something else comes. */
const BETWEEN = 10;

/** The nodes of all these paths, fetched together: neighbours share most of theirs. */
async function nodesFor(seqs: readonly number[], size: number, lookup: NodeLookup): Promise<NodeLookup> {
  const wanted = new Map<string, NodeId>();
  for (const seq of seqs)
    await inclusionProof(seq, size, (nodes) =>
      nodes.map((node) => {
        wanted.set(keyOf(node), node);
        return UNKNOWN;
      }),
    );
  const hashes = new Map<string, Buffer>();
  const nodes = [...wanted.values()];
  for (let from = 0; from < nodes.length; from += AT_ONCE) {
    const some = nodes.slice(from, from + AT_ONCE);
    const found = await lookup(some);
    // Which one is missing cannot be told from what came back: the proofs that need them are short, and say so.
    if (found.length === some.length)
      found.forEach((hash, at) => hashes.set(keyOf(some[at] as NodeId), hash));
  }
  return (asked) => asked.flatMap((node) => hashes.get(keyOf(node)) ?? []);
}

const UNKNOWN = Buffer.alloc(HASH_SIZE);
const keyOf = ({ level, index }: NodeId): string => `${level}/${index}`;

export const hex = (hashes: readonly Buffer[]): string[] => hashes.map((hash) => hash.toString('hex'));
