import { canonicalize } from '../canonical/canonical-json.js';
import type { Rows } from '../database/database.js';
import { parseCheckpoint } from '../ledger/checkpoint.js';
import { latest } from '../ledger/checkpointing.js';
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

/** A bag that is about to be written (docs/bag.md). */
export interface Bag {
  /** Name of its base directory. */
  readonly name: string;
  readonly at: Date;
  /** Digests of the papers that a decision's events name, known beforehand; none for the whole ledger. */
  readonly papers: readonly string[];
  /** Its files, in the order of writing. Each is read to its end before the next one is asked for; the list once. */
  files(): AsyncGenerator<BagFile>;
}

/**
 * The bag of a decision, or of the whole ledger, up to the newest checkpoint. It judges nothing: what was altered in the
 * database or in the store is written as it is found, and the verifiers say what is wrong with it.
 *
 * @throws SubjectNotFound when there is no such decision; NotSignedYet, also while its files are read
 */
export async function bagOf(exported: Exported, options: BagOptions): Promise<Bag> {
  const { rows } = exported;
  const { decision, at } = options;
  const head = await latest(rows);
  if (!head) throw await missing(rows, decision);
  await refuseUnsignedRemoval(rows, head.size);
  const { origin } = parseCheckpoint(head.note.slice(0, head.note.indexOf('\n\n') + 1));
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
  const payload: Payload = {
    ...exported,
    ...options,
    leaves,
    size: head.size,
    headsSeq,
    belonging,
  };
  return {
    name: decision === undefined ? `ledger-${head.size}` : `decision-${decision}`,
    at,
    papers: belonging?.papers ?? [],
    files: () =>
      sealed(
        (async function* () {
          yield textFile('data/bag.json', canonicalize(claims));
          yield* payloadFiles(payload);
          await refuseUnsignedRemoval(rows, head.size);
          yield textFile('README.txt', readmeOf(claims));
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

/** `source` is the same in every leaf; the verifier compares. */
async function sourceOf(leaves: Leaves): Promise<string> {
  for await (const [first] of leaves.pages()) {
    const source = first && saidIn(first)['source'];
    return typeof source === 'string' ? source : '';
  }
  return '';
}
