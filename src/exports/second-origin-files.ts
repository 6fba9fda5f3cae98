import type { Rows } from '../database/database.js';
import { smRotations } from '../ledger/key-rotations.js';
import { firstSmCheckpointOver, newestSmCheckpoint, smCheckpoints } from '../second-origin/second-origin.js';
import { smOriginOf } from '../second-origin/sm-key.js';
import { smNodeHash, smNodeLookup } from '../second-origin/sm-tree.js';
import { textFile, type BagFile } from './bag-file.js';
import { consistencyLines } from './checkpoint-files.js';
import { inclusionLines } from './leaf-files.js';

/**
 * What the second origin (SM3/SM2) has over these leaves, where it is on: of the whole ledger all its checkpoints; of a
 * decision the newest with the proof of each leaf below it, and where its key was rotated the first over each rotation,
 * by which whoever holds an older key follows to the newest.
 *
 * @param seqs positions of a decision's leaves; undefined where the whole ledger is in the bag
 */
export async function* secondOriginFiles(
  rows: Rows,
  origin: string,
  size: number,
  seqs: readonly number[] | undefined,
): AsyncGenerator<BagFile> {
  const name = smOriginOf(origin);
  const newest = await newestSmCheckpoint(rows, name, size);
  if (!newest) return;
  const lookup = smNodeLookup(rows);
  const kept = seqs ? await overRotations(rows, name, newest) : await smCheckpoints(rows, name, size);
  for (const one of kept) yield textFile(`data/sm/checkpoints/${one.size}.note`, one.note);
  if (!seqs) return;
  const below = seqs.filter((seq) => seq < newest.size);
  yield* inclusionLines('data/sm/inclusion.jsonl', below, newest.size, lookup, smNodeHash);
  const sizes = kept.map((one) => one.size);
  if (sizes.length > 1) yield* consistencyLines('data/sm/consistency.jsonl', sizes, lookup, smNodeHash);
}

type SmCheckpoint = NonNullable<Awaited<ReturnType<typeof newestSmCheckpoint>>>;

/** By size, the newest last. */
async function overRotations(rows: Rows, name: string, newest: SmCheckpoint): Promise<SmCheckpoint[]> {
  const bySize = new Map([[newest.size, newest]]);
  for (const { seq } of await smRotations(rows)) {
    const first = await firstSmCheckpointOver(rows, name, seq);
    if (first && first.size < newest.size) bySize.set(first.size, first);
  }
  return [...bySize.values()].toSorted((a, b) => a.size - b.size);
}
