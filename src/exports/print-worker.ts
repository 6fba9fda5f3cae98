import { parentPort } from 'node:worker_threads';
import type { Print } from './printing.js';
import { typeset, type PrintJob } from './typeset.js';

/** Sets documents, away from the thread that answers requests. */
parentPort?.on('message', (job: PrintJob) => {
  typeset(job).then(
    (bytes) => answer({ bytes }),
    (error: unknown) => answer({ failed: error instanceof Error ? error.message : String(error) }),
  );
});

function answer(print: Print): void {
  parentPort?.postMessage(print, []);
}
