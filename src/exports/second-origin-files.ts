import type { Rows } from '../database/database.js';
import { newestSmCheckpoint, smCheckpoints } from '../second-origin/second-origin.js';
import { smOriginOf } from '../second-origin/sm-key.js';
import { smNodeHash, smNodeLookup } from '../second-origin/sm-tree.js';
import { textFile, type BagFile } from './bag-file.js';
import { inclusionLines } from './leaf-files.js';

/**
 * What the second origin (SM3/SM2) has over these leaves, where it is on: of the whole ledger all its checkpoints, of a
 * decision the newest with the proof of each leaf below it.
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
  for (const one of seqs ? [newest] : await smCheckpoints(rows, name, size))
    yield textFile(`data/sm/checkpoints/${one.size}.note`, one.note);
  if (!seqs) return;
  const below = seqs.filter((seq) => seq < newest.size);
  yield* inclusionLines('data/sm/inclusion.jsonl', below, newest.size, smNodeLookup(rows), smNodeHash);
}
