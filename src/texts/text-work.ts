import { OneWorker, TooSlow } from '../one-worker.js';
import { compareTexts, type Compared } from './compare.js';
import { takeText, type Taken } from './take-text.js';

/** What is asked of the thread, one after the other. */
type TextJob =
  | { readonly what: 'take'; readonly path: string; readonly mediaType: string }
  | { readonly what: 'compare'; readonly before: string; readonly after: string };
type TextAnswer = { readonly taken: Taken } | { readonly compared: Compared };

const WITHIN_MS = 30_000;
/** Of the thread, in megabytes: a paper that needs more to be read is not read. */
const MEMORY = { maxOldGenerationSizeMb: 512 };

/**
 * Papers are read, and texts compared, in a thread of their own with an end to its time and memory: what is in a paper is
 * not ours, and whoever waits for something else must not wait for it. The thread stays until it fails or the server ends.
 */
export class TextWork {
  private readonly worker = new OneWorker<TextJob, TextAnswer>(
    new URL('./text-worker.js', import.meta.url),
    doTextJob,
    { withinMs: WITHIN_MS, memory: MEMORY },
  );

  /** What could not be read in time, or with that much memory, is told like what cannot be read. */
  async take(path: string, mediaType: string): Promise<Taken> {
    try {
      const answer = await this.worker.does({ what: 'take', path, mediaType });
      return 'taken' in answer ? answer.taken : { state: 'failed', failure: 'unreadable' };
    } catch (error) {
      return { state: 'failed', failure: error instanceof TooSlow ? 'too-slow' : 'unreadable' };
    }
  }

  /** @throws Error when the thread fails */
  async compare(before: string, after: string): Promise<Compared> {
    const answer = await this.worker.does({ what: 'compare', before, after });
    if (!('compared' in answer)) throw new Error('The texts were not compared.');
    return answer.compared;
  }

  stop(): Promise<void> {
    return this.worker.stop();
  }
}

export async function doTextJob(job: TextJob): Promise<TextAnswer> {
  if (job.what === 'compare') return { compared: compareTexts(job.before, job.after) };
  return { taken: await takeText(job.path, job.mediaType) };
}
