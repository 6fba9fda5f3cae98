import { parentPort } from 'node:worker_threads';
import type { Print, PrintJob } from './printing.js';
import { viewAssets } from './view-assets.js';
import { certificatePdf } from './views/certificate-pdf.js';
import { dossierPdf } from './views/dossier-pdf.js';

/** Sets documents, away from the thread that answers requests. */
parentPort?.on('message', ({ what, shown }: PrintJob) => {
  const set = what === 'dossier' ? dossierPdf : certificatePdf;
  set(shown, viewAssets().fonts).then(
    (bytes) => answer({ bytes }),
    (error: unknown) => answer({ failed: error instanceof Error ? error.message : String(error) }),
  );
});

function answer(print: Print): void {
  parentPort?.postMessage(print, []);
}
