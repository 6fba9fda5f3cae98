import { CalendarMissing } from '../calendar/calendars.js';
import { WorkflowMissing } from '../decisions/workflows.js';
import { IllegalHistory } from '../engine/fold.js';
import { NotADisclosure } from '../ledger/disclosure.js';
import { NotALeaf } from '../ledger/leaf.js';
import { bytesFile, type BagFile } from './bag-file.js';
import { printing } from './printing.js';
import { readShown, type ReadFrom } from './read-shown.js';
import { viewAssets } from './view-assets.js';
import { viewsOf } from './views/views-of.js';

/**
 * The readable views of a decision, and `index.html`. They are for convenience: where the record was altered, so that it
 * cannot be read as a history any more, the bag goes without them, and the reason is told.
 */
export async function* viewFiles(
  from: ReadFrom,
  decision: string,
  at: Date,
  onLeftOut: (why: Error) => void,
): AsyncGenerator<BagFile> {
  try {
    const shown = await readShown(from, decision, at);
    const views = viewsOf(shown, viewAssets(), (job) => printing.does(job));
    for await (const { path, bytes } of views) yield bytesFile(path, bytes);
  } catch (error) {
    if (!isAboutTheRecord(error)) throw error;
    onLeftOut(error);
  }
}

const isAboutTheRecord = (error: unknown): error is Error =>
  [NotALeaf, NotADisclosure, IllegalHistory, CalendarMissing, WorkflowMissing].some(
    (kind) => error instanceof kind,
  );
