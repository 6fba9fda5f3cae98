import type { Files } from './container.js';
import { isCount, isPath } from './forms.js';
import type { Hash } from './host.js';
import { RecordFile } from './lines.js';
import { type Head, isConsistent, pathOf } from './tree.js';

interface ConsistencyLine {
  readonly from: number;
  readonly path: readonly string[];
  readonly to: number;
}

export type ConsistencyFile = RecordFile<ConsistencyLine>;

/** Proofs that one tree begins with the one before: of the log, or of its second origin. */
export const consistencyOf = (files: Files, of: 'ledger' | 'sm' = 'ledger'): ConsistencyFile =>
  new RecordFile(
    files.get(`data/${of}/consistency.jsonl`),
    (line) => ({
      from: { form: (from) => isCount(from) && Number(from) < Number(line['to']) },
      path: { form: isPath },
      to: { form: isCount },
    }),
    { by: 'from', strictly: true },
  );

/** Tells of each two neighbours that are not proved consistent, and of each proof that is of no neighbours, in order. */
export async function notProved(
  hash: Hash,
  notes: readonly Head[],
  lines: ConsistencyFile,
  fail: (from: number, to: number) => void,
): Promise<void> {
  for (const [at, to] of notes.entries()) {
    const from = notes[at - 1];
    if (!from) continue;
    let line = await lines.peek();
    for (; line && line.from < from.size; line = await lines.peek()) {
      fail(line.from, line.to);
      await lines.take();
    }
    const own = line?.from === from.size ? line : undefined;
    if (own) await lines.take();
    if (own?.to !== to.size || !isConsistent(hash, from, to, pathOf(own.path))) fail(from.size, to.size);
  }
  await lines.drain(({ from, to }) => fail(from, to));
}
