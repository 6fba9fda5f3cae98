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

const WORKER = new URL('./print-worker.js', import.meta.url);

/**
 * Documents are set in a thread of their own, one after the other: setting type takes a second of computing, and whoever
 * waits for something else must not wait for it.
 */
export class Printing {
  private last: Promise<unknown> = Promise.resolve();

  print(job: PrintJob): Promise<Uint8Array> {
    const printed = this.last.then(() => (existsSync(fileURLToPath(WORKER)) ? inWorker(job) : here(job)));
    this.last = printed.catch(() => undefined);
    return printed;
  }
}

/** Where the program runs from its sources there is no compiled worker. */
const here = ({ what, shown }: PrintJob): Promise<Uint8Array> =>
  (what === 'dossier' ? dossierPdf : certificatePdf)(shown, viewAssets().fonts);

function inWorker(job: PrintJob): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(WORKER, { workerData: job });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`Printing stopped with ${code}.`)));
  });
}
