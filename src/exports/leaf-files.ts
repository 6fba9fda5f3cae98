import type { Json } from '../canonical/canonical-json.js';
import type { Rows } from '../database/database.js';
import { nodeLookup } from '../ledger/node-store.js';
import { inclusionProof, type NodeLookup } from '../ledger/proofs.js';
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
export function inclusionFile(rows: Rows, leaves: Leaves, size: number): AsyncGenerator<BagFile> {
  const lookup = remembering(nodeLookup(rows));
  return linesFile(
    'data/ledger/inclusion.jsonl',
    (async function* () {
      for await (const page of leaves.pages())
        for (const { seq } of page) yield { path: hex(await inclusionProof(seq, size, lookup)), seq };
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

const REMEMBERED = 20_000;

/** Neighbours share most of their paths: each node is asked for once, and only so many are kept. */
function remembering(lookup: NodeLookup): NodeLookup {
  const kept = new Map<string, Buffer>();
  return async (nodes) => {
    if (kept.size > REMEMBERED) kept.clear();
    const missing = nodes.filter(({ level, index }) => !kept.has(`${level}/${index}`));
    const found = await lookup(missing);
    // A node that is not there leaves the proof short, which `inclusionProof` says.
    if (found.length !== missing.length) return [];
    missing.forEach(({ level, index }, at) => {
      const hash = found[at];
      if (hash) kept.set(`${level}/${index}`, hash);
    });
    return nodes.flatMap(({ level, index }) => kept.get(`${level}/${index}`) ?? []);
  };
}

export const hex = (hashes: readonly Buffer[]): string[] => hashes.map((hash) => hash.toString('hex'));
