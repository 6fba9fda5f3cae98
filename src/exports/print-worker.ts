import { parentPort, workerData } from 'node:worker_threads';
import type { PrintJob } from './printing.js';
import { viewAssets } from './view-assets.js';
import { certificatePdf } from './views/certificate-pdf.js';
import { dossierPdf } from './views/dossier-pdf.js';

/** Sets one document, away from the thread that answers requests. */
const { what, shown } = workerData as PrintJob;
const print = what === 'dossier' ? dossierPdf : certificatePdf;
parentPort?.postMessage(await print(shown, viewAssets().fonts), []);
