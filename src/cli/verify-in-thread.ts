import { Worker } from 'node:worker_threads';
import type { Text } from '../../workflows/vocabulary.js';
import type { JudgedSoFar } from '../ledger/verify.js';
import { CannotTell } from './console.js';
import type { OnTheWay, Verification, Verified } from './verify-work.js';

/** What the thread says: how far it is, and at last one of the other three. */
export type ThreadSays =
  | { readonly progress: 'events' | 'papers'; readonly far: { readonly done: number; readonly of: number } }
  | { readonly reached: JudgedSoFar }
  | { readonly verified: Verified }
  | { readonly cannotTell: Text }
  | { readonly failed: Error };

/**
 * What the thread may take, in MB. Some 60 MB are in use at any length of the ledger; left alone, V8 lets garbage pile
 * up beside it, the more the longer it runs. Below 256 MB it collects once that has grown by a third; young objects are
 * dead within one event, so little room is enough for them.
 */
const MEMORY = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 12 };

/** There when this is compiled. */
const PROGRAM = new URL('./verify-thread.js', import.meta.url);

/**
 * Verifies in a thread of its own, whose memory is bounded: that of the thread that a program starts with is not.
 * @throws CannotTell
 */
export async function verifyInThread(asked: Verification, way: OnTheWay): Promise<Verified> {
  const worker = new Worker(PROGRAM, { workerData: asked, resourceLimits: MEMORY });
  try {
    return await answerOf(worker, way);
  } finally {
    await worker.terminate();
  }
}

function answerOf(worker: Worker, way: OnTheWay): Promise<Verified> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The verifying thread stopped with ${code}.`)));
    worker.on('message', (says: ThreadSays) => {
      if ('progress' in says) way.progress(says.progress, says.far);
      else if ('reached' in says) way.reached(withBytes(says.reached));
      else if ('cannotTell' in says) reject(new CannotTell(says.cannotTell));
      else if ('failed' in says) reject(says.failed);
      else resolve(verifiedFrom(says.verified));
    });
  });
}

/** Between threads a Buffer arrives as a plain array of bytes. */
const withBytes = <T extends { readonly root: Uint8Array }>(head: T): T & { readonly root: Buffer } => ({
  ...head,
  root: Buffer.from(head.root),
});

const verifiedFrom = ({ ledger, ...more }: Verified): Verified => ({ ledger: withBytes(ledger), ...more });

/** What a thread was asked, as it was before it was sent. */
export function asReceived({ trust, smTrust, judgedBefore, ...more }: Verification): Verification {
  return {
    ...more,
    trust: { ...trust, ...(trust.pins && { pins: trust.pins.map(withBytes) }) },
    smTrust: smTrust && { ...smTrust, ...(smTrust.pin && { pin: withBytes(smTrust.pin) }) },
    judgedBefore: judgedBefore && withBytes(judgedBefore),
  };
}
