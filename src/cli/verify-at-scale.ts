import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import type { Rows } from '../database/database.js';
import type { JudgedSoFar } from '../ledger/verify.js';
import type { Trust } from '../ledger/verify-checkpoints.js';
import { programDigest } from '../verification/program-digest.js';
import { NotAResumeFile, ResumeFile } from '../verification/resume-file.js';
import { type Console, UsageError } from './console.js';

export interface ScaleOptions {
  readonly workers?: string;
  readonly resume?: string;
}

/** A thread takes a second to be ready: below this it costs more than it saves. */
const WORTH_THREADS = 4000;
const MOST_THREADS = 256;
/** How often the progress is written down, in milliseconds. */
const KEPT_EVERY = 5000;

/** How many threads were asked for; undefined where none were named. @throws UsageError */
export function threadsFrom({ workers }: ScaleOptions): number | undefined {
  if (workers === undefined) return undefined;
  if (/^\d{1,3}$/.test(workers) && Number(workers) <= MOST_THREADS) return Number(workers);
  throw new UsageError({
    zh: `“${workers}” 不是线程数：应为 0（不另开线程）至 ${MOST_THREADS}`,
    en: `'${workers}' is no number of threads: give 0 (none beside this one) to ${MOST_THREADS}`,
  });
}

/** One per core, where there is enough to do. */
export async function threadsFor(rows: Rows): Promise<number> {
  const [last] = await rows.query<{ events: number }>(
    'SELECT coalesce(max(seq) + 1, 0) AS events FROM event',
  );
  return (last?.events ?? 0) < WORTH_THREADS ? 0 : availableParallelism();
}

/** What an earlier run came to, and where this one writes down how far it is. */
export interface Progress {
  readonly judged: JudgedSoFar | undefined;
  reached(reached: JudgedSoFar): void;
  /** Whatever was reached last is written down. */
  ended(): void;
}

/** @throws UsageError when the file is another kind of file, or others can write it */
export function progressIn({ resume }: ScaleOptions, trust: Trust, screen: Console): Progress | undefined {
  if (resume === undefined) return undefined;
  const file = resumeFileAt(resolve(resume), trust);
  if (file.setAside) screen.warns(file.setAside);
  let [last, keptAt]: [JudgedSoFar | undefined, number] = [undefined, performance.now()];
  const keep = () => {
    if (last) file.keep(last);
    [last, keptAt] = [undefined, performance.now()];
  };
  return {
    judged: file.judged,
    reached: (reached) => {
      last = reached;
      if (performance.now() - keptAt > KEPT_EVERY) keep();
    },
    ended: keep,
  };
}

function resumeFileAt(path: string, trust: Trust): ResumeFile {
  try {
    return new ResumeFile(path, trust, programDigest());
  } catch (error) {
    throw error instanceof NotAResumeFile ? new UsageError(error.text) : error;
  }
}
