import { OneWorker } from '../one-worker.js';
import { typeset, type PrintJob } from './typeset.js';

/**
 * Documents are set in a thread of their own: setting type takes a second of computing, and whoever waits for something
 * else must not wait for it. One for the whole process.
 */
export const printing = new OneWorker<PrintJob, Uint8Array>(
  new URL('./print-worker.js', import.meta.url),
  typeset,
);
