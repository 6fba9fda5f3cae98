import { parentPort } from 'node:worker_threads';
import { doTextJob, type TextAnswer, type TextJob } from './text-work.js';

/** Reads papers and compares texts, away from the thread that answers requests. */
parentPort?.on('message', (job: TextJob) => {
  doTextJob(job).then(
    (answer) => says(answer),
    (error: unknown) => says({ failed: error instanceof Error ? error.message : String(error) }),
  );
});

function says(answer: TextAnswer | { readonly failed: string }): void {
  parentPort?.postMessage(answer, []);
}
