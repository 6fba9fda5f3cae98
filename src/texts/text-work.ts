import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { compareTexts, type Compared } from './compare.js';
import { takeText, type Taken } from './take-text.js';

/** What is asked of the thread, one after the other. */
export type TextJob =
  | { readonly what: 'take'; readonly path: string; readonly mediaType: string }
  | { readonly what: 'compare'; readonly before: string; readonly after: string };
export type TextAnswer = { readonly taken: Taken } | { readonly compared: Compared };

const WORKER = new URL('./text-worker.js', import.meta.url);
const WITHIN_MS = 30_000;
/** Of the thread, in megabytes: a paper that needs more to be read is not read. */
const MEMORY = { maxOldGenerationSizeMb: 512 };

/**
 * Papers are read, and texts compared, in a thread of their own with an end to its time and memory: what is in a paper is
 * not ours, and whoever waits for something else must not wait for it. The thread stays until it is quiet or fails.
 */
export class TextWork {
  private last: Promise<unknown> = Promise.resolve();
  private worker: Worker | undefined;

  /** What could not be read in time, or with that much memory, is told like what cannot be read. */
  async take(path: string, mediaType: string): Promise<Taken> {
    try {
      const answer = await this.does({ what: 'take', path, mediaType });
      return 'taken' in answer ? answer.taken : { state: 'failed', failure: 'unreadable' };
    } catch (error) {
      return { state: 'failed', failure: error instanceof TooSlow ? 'too-slow' : 'unreadable' };
    }
  }

  /** @throws Error when the thread fails */
  async compare(before: string, after: string): Promise<Compared> {
    const answer = await this.does({ what: 'compare', before, after });
    if (!('compared' in answer)) throw new Error('The texts were not compared.');
    return answer.compared;
  }

  async stop(): Promise<void> {
    await this.last.catch(() => undefined);
    await this.worker?.terminate();
    this.worker = undefined;
  }

  private does(job: TextJob): Promise<TextAnswer> {
    const done = this.last.then(() =>
      // Where the program runs from its sources there is no compiled worker.
      existsSync(fileURLToPath(WORKER)) ? this.inWorker(job) : doTextJob(job),
    );
    this.last = done.catch(() => undefined);
    return done;
  }

  private async inWorker(job: TextJob): Promise<TextAnswer> {
    const worker = (this.worker ??= new Worker(WORKER, { resourceLimits: MEMORY }));
    worker.ref();
    try {
      return await answerOf(worker, job);
    } catch (error) {
      this.worker = undefined;
      await worker.terminate();
      throw error;
    } finally {
      worker.unref();
    }
  }
}

class TooSlow extends Error {}

export async function doTextJob(job: TextJob): Promise<TextAnswer> {
  if (job.what === 'compare') return { compared: compareTexts(job.before, job.after) };
  return { taken: await takeText(job.path, job.mediaType) };
}

function answerOf(worker: Worker, job: TextJob): Promise<TextAnswer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new TooSlow()), WITHIN_MS);
    const stopped = (code: number) => reject(new Error(`Reading stopped with ${code}.`));
    const done = () => {
      clearTimeout(timer);
      worker.off('error', reject);
      worker.off('exit', stopped);
    };
    worker.once('error', (error) => {
      done();
      reject(error);
    });
    worker.once('exit', stopped);
    worker.once('message', (answer: TextAnswer | { readonly failed: string }) => {
      done();
      if ('failed' in answer) reject(new Error(answer.failed));
      else resolve(answer);
    });
    worker.postMessage(job, []);
  });
}
