import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { viewAssets } from './view-assets.js';
import { certificatePdf } from './views/certificate-pdf.js';
import type { DecisionShown } from './views/decision-shown.js';
import { dossierPdf } from './views/dossier-pdf.js';

export interface PrintJob {
  readonly what: 'dossier' | 'certificate';
  readonly shown: DecisionShown;
}

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
      existsSync(fileURLToPath(WORKER)) ? this.inWorker(job) : here(job),
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

/** Where the program runs from its sources there is no compiled worker. */
const here = ({ what, shown }: PrintJob): Promise<Uint8Array> =>
  (what === 'dossier' ? dossierPdf : certificatePdf)(shown, viewAssets().fonts);

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
