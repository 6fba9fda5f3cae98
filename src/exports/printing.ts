import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { typeset, type PrintJob } from './typeset.js';

/** What the worker answers to a job; jobs come one after the other. */
export type Print = { readonly bytes: Uint8Array } | { readonly failed: string };

const WORKER = new URL('./print-worker.js', import.meta.url);

/**
 * Documents are set in a thread of their own, one after the other: setting type takes a second of computing, and whoever
 * waits for something else must not wait for it. The thread stays, so that the next document finds it warm; it keeps no
 * process alive.
 */
class Printing {
  private last: Promise<unknown> = Promise.resolve();
  private worker: Worker | undefined;

  print(job: PrintJob): Promise<Uint8Array> {
    const printed = this.last.then(() =>
      // Where the program runs from its sources there is no compiled worker.
      existsSync(fileURLToPath(WORKER)) ? this.inWorker(job) : typeset(job),
    );
    this.last = printed.catch(() => undefined);
    return printed;
  }

  private async inWorker(job: PrintJob): Promise<Uint8Array> {
    const worker = (this.worker ??= new Worker(WORKER));
    worker.ref();
    try {
      const print = await answerOf(worker, job);
      if ('failed' in print) throw new Error(`Printing failed: ${print.failed}`);
      return print.bytes;
    } catch (error) {
      this.worker = undefined;
      await worker.terminate();
      throw error;
    } finally {
      worker.unref();
    }
  }
}

/** One for the whole process. */
export const printing = new Printing();

function answerOf(worker: Worker, job: PrintJob): Promise<Print> {
  return new Promise((resolve, reject) => {
    const stopped = (code: number) => reject(new Error(`Printing stopped with ${code}.`));
    worker.once('error', reject);
    worker.once('exit', stopped);
    worker.once('message', (print: Print) => {
      worker.off('error', reject);
      worker.off('exit', stopped);
      resolve(print);
    });
    worker.postMessage(job, []);
  });
}
