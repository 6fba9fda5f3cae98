import { bytesOf, pathsUnder, type Files } from './container.js';
import type { Finding } from './findings.js';
import { notParsed } from './lines.js';
import {
  checkpointText,
  MAX_NOTE,
  readSignedCheckpoint,
  type Checkpoint,
  type SignedCheckpoint,
} from './note.js';
import { readReceipt } from './receipt.js';

const CHECKPOINTS = 'data/ledger/checkpoints/';
const RECEIPTS = 'data/ledger/receipts/';

/** A checkpoint of the bag; its note is read again when its signatures are checked. */
export interface Kept extends Checkpoint {
  readonly path: string;
}

/** The checkpoints by size, and what is no checkpoint. */
export const keptCheckpoints = (files: Files) => checkpointsUnder(files, CHECKPOINTS);

/** Those of one folder. */
export async function checkpointsUnder(
  files: Files,
  folder: string,
): Promise<{ notes: Kept[]; faults: Finding[] }> {
  const notes: Kept[] = [];
  const faults: Finding[] = [];
  for (const path of pathsUnder(files, folder)) {
    const signed = await signedAt(files, path);
    if (signed && path === `${folder}${signed.size}.note`)
      notes.push({ origin: signed.origin, size: signed.size, root: signed.root.slice(), path });
    else faults.push(notParsed(path, 'note', '检查点'));
  }
  return { notes: notes.sort((a, b) => a.size - b.size), faults };
}

/** The note itself. @throws Ended when the file is not what it was a moment ago */
export async function noteOf(files: Files, kept: Kept): Promise<SignedCheckpoint> {
  const signed = await signedAt(files, kept.path);
  if (!signed || signed.text !== checkpointText(kept))
    throw new Error(`${kept.path} changed while it was read.`);
  return signed;
}

async function signedAt(files: Files, path: string): Promise<SignedCheckpoint | undefined> {
  const file = files.get(path);
  if (!file || file.size > MAX_NOTE) return undefined;
  return readSignedCheckpoint(await bytesOf(file, MAX_NOTE));
}

/** Of each receipt the size of its checkpoint, at which a root is wanted; and what is no receipt. */
export async function receiptSizes(files: Files): Promise<{ sizes: number[]; faults: Finding[] }> {
  const sizes: number[] = [];
  const faults: Finding[] = [];
  for (const path of receiptPaths(files)) {
    const file = files.get(path);
    const receipt = file && file.size <= MAX_NOTE ? readReceipt(await bytesOf(file, MAX_NOTE)) : undefined;
    if (receipt) sizes.push(receipt.checkpoint.size);
    else faults.push(notParsed(path, 'receipt', '回执'));
  }
  return { sizes, faults };
}

export const receiptPaths = (files: Files): string[] => pathsUnder(files, RECEIPTS);

export const eventIdOf = (path: string): string => path.slice(RECEIPTS.length, -'.txt'.length);
