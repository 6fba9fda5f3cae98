import type { Rows } from '../database/database.js';
import { proveHeads } from '../ledger/heads.js';
import { linesFile, type BagFile } from './bag-file.js';

/** Position of the newest `HeadsRecorded` below `size`; undefined where there is none. */
export async function newestHeads(rows: Rows, size: number): Promise<number | undefined> {
  const [newest] = await rows.query<{ seq: number }>(
    `SELECT seq FROM event WHERE subject = 'installation' AND type = 'HeadsRecorded' AND seq < ?
     ORDER BY version DESC LIMIT 1`,
    [size],
  );
  return newest?.seq;
}

/**
 * For each of these subjects (in code units) the proof that the `HeadsRecorded` at `seq` counted its last event
 * (docs/bag.md, Heads). One that had no event before it has no line.
 */
export function headsFile(rows: Rows, subjects: readonly string[], seq: number): AsyncGenerator<BagFile> {
  return linesFile(
    'data/ledger/heads.jsonl',
    (async function* () {
      for (const { path, ...proof } of await proveHeads(rows, seq, subjects))
        yield { ...proof, path: [...path], seq };
    })(),
  );
}
