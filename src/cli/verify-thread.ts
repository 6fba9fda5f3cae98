/** The program of the thread that verifies: reads the ledger from one end to the other, and has it judged. */
import { parentPort, workerData } from 'node:worker_threads';
import { CannotTell } from './console.js';
import { asReceived, type ThreadSays } from './verify-in-thread.js';
import { type Verification, verifyAll } from './verify-work.js';

const say = (what: ThreadSays): void => parentPort?.postMessage(what, []);

verifyAll(asReceived(workerData as Verification), {
  progress: (progress, far) => say({ progress, far }),
  reached: (reached) => say({ reached }),
}).then(
  (verified) => say({ verified }),
  (error: unknown) =>
    say(error instanceof CannotTell ? { cannotTell: error.text } : { failed: asError(error) }),
);

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
