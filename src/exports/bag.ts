import { canonicalize } from '../canonical/canonical-json.js';
import type { Rows } from '../database/database.js';
import { parseCheckpoint } from '../ledger/checkpoint.js';
import { publishedNote } from '../ledger/cosigned-notes.js';
import { headOf } from '../ledger/reading.js';
import { SubjectNotFound } from '../road/refusals.js';
import { textFile, type BagFile } from './bag-file.js';
import { belongingTo } from './belonging.js';
import { newestHeads } from './heads-file.js';
import { everyLeaf, leavesAt, saidIn, type Leaves } from './leaves.js';
import { REMOVALS } from './named.js';
import { payloadFiles, type BagOptions, type Exported, type Payload } from './payload-files.js';
import { readmeOf } from './readme.js';
import { NotSignedYet } from './refusals.js';
import { sealed } from './sealed.js';
import { viewFiles } from './view-files.js';

/** A bag that is about to be written (docs/bag.md). */
export interface Bag {
  /** Name of its base directory. */
  readonly name: string;
  readonly at: Date;
  /** Digests of the papers that a decision's events name, known beforehand; none for the whole ledger. */
  readonly papers: readonly string[];
  /** How many newer events are not in it, because no such checkpoint covers them yet. */
  readonly later: number;
  /** Its files, in the order of writing. Each is read to its end before the next one is asked for; the list once. */
  files(): AsyncGenerator<BagFile>;
}

/**
 * The bag of a decision, or of the whole ledger, up to the newest checkpoint that has its quorum of witnesses (of all, where
 * nobody asks for one). It judges nothing: what was altered in the
 * database or in the store is written as it is found, and the verifiers say what is wrong with it.
 *
 * @throws SubjectNotFound when there is no such decision; NotSignedYet, also while its files are read
 */
export async function bagOf(exported: Exported, options: BagOptions): Promise<Bag> {
  const { rows } = exported;
  const { decision, at } = options;
  const note = await publishedNote(rows);
  if (note === undefined) throw await missing(rows, decision);
  const head = parseCheckpoint(note.slice(0, note.indexOf('\n\n') + 1));
  const { origin } = head;
  await refuseUnsignedRemoval(rows, head.size);
  const headsSeq = await newestHeads(rows, head.size);
  const belonging =
    decision === undefined ? undefined : await belongingTo(rows, `decision/${decision}`, head.size, headsSeq);
  if (decision !== undefined && !belonging) throw await missing(rows, decision);
  const leaves = belonging ? leavesAt(rows, belonging.seqs) : everyLeaf(rows, head.size);
  const claims = {
    exportedAt: at.toISOString(),
    format: 'chengxu-bag@1',
    origin,
    root: head.root.toString('hex'),
    size: head.size,
    source: await sourceOf(leaves),
    ...(belonging
      ? { scope: 'decision', subject: `decision/${decision}`, subjects: [...belonging.subjects] }
      : { scope: 'ledger' }),
  };
  const shownFrom = {
    rows,
    released: exported.released,
    checkpoint: { origin, size: head.size, root: claims.root, note },
    withRefused: options.withRefused,
  };
  const leftOut = options.onViewsLeftOut ?? (() => undefined);
  const later = await eventsBeyond(rows, head.size, decision);
  const payload: Payload = {
    ...exported,
    ...options,
    leaves,
    note,
    size: head.size,
    origin,
    headsSeq,
    belonging,
  };
  return {
    name: decision === undefined ? `ledger-${head.size}` : `decision-${decision}`,
    at,
    papers: belonging?.papers ?? [],
    later,
    files: () =>
      sealed(
        (async function* () {
          yield textFile('data/bag.json', canonicalize(claims));
          yield* payloadFiles(payload);
          if (decision !== undefined) yield* viewFiles(shownFrom, decision, at, leftOut);
          await refuseUnsignedRemoval(rows, head.size);
          yield textFile('README.txt', readmeOf({ ...claims, later }));
        })(),
        {
          'Bag-Software-Agent': 'chengxu (chengxu-bag@1)',
          'Bagging-Date': claims.exportedAt.slice(0, 10),
          'External-Identifier': decision === undefined ? origin : `decision/${decision}`,
        },
      ),
  };
}

/** Why there is nothing to export: no such decision at all, or nothing that a checkpoint covers. */
async function missing(rows: Rows, decision: string | undefined): Promise<Error> {
  const isThere = decision === undefined || (await headOf(rows, `decision/${decision}`)).version >= 0;
  return isThere ? new NotSignedYet() : new SubjectNotFound();
}

/** What was removed by an act that the bag's tree does not hold yet would look deleted in silence. */
async function refuseUnsignedRemoval(rows: Rows, size: number): Promise<void> {
  const [removal] = await rows.query<{ seq: number }>(
    `SELECT seq FROM event WHERE subject = 'installation' AND type IN (?, ?) AND seq >= ? LIMIT 1`,
    [...REMOVALS, size],
  );
  if (removal) throw new NotSignedYet();
}

/** How many events of the decision, or of all, come after those that are exported. */
async function eventsBeyond(rows: Rows, size: number, decision: string | undefined): Promise<number> {
  const [beyond] =
    decision === undefined
      ? await rows.query<{ n: number }>('SELECT count(*) AS n FROM event WHERE seq >= ?', [size])
      : await rows.query<{ n: number }>('SELECT count(*) AS n FROM event WHERE subject = ? AND seq >= ?', [
          `decision/${decision}`,
          size,
        ]);
  return beyond?.n ?? 0;
}

/** `source` is the same in every leaf; the verifier compares. */
async function sourceOf(leaves: Leaves): Promise<string> {
  for await (const [first] of leaves.pages()) {
    const source = first && saidIn(first)['source'];
    return typeof source === 'string' ? source : '';
  }
  return '';
}
