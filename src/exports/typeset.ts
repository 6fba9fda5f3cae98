import { blankFormPdf, type BlankForm } from '../forms/blank-form.js';
import { officialPdf, type Official } from '../templates/official-pdf.js';
import { viewAssets } from './view-assets.js';
import { certificatePdf } from './views/certificate-pdf.js';
import type { DecisionShown } from './views/decision-shown.js';
import { dossierPdf } from './views/dossier-pdf.js';

/** A document to be set. */
export type PrintJob =
  | { readonly what: 'dossier' | 'certificate'; readonly shown: DecisionShown }
  | { readonly what: 'form'; readonly form: BlankForm }
  | { readonly what: 'official'; readonly official: Official };

/** Sets a document: a second of computing, so a thread of its own does it (`printing.ts`). */
export function typeset(job: PrintJob): Promise<Uint8Array> {
  const { fonts } = viewAssets();
  if (job.what === 'form') return blankFormPdf(job.form, fonts);
  if (job.what === 'official') return officialPdf(job.official, fonts);
  return (job.what === 'dossier' ? dossierPdf : certificatePdf)(job.shown, fonts);
}
