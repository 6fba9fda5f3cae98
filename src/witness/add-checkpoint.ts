import { decodeBase64, NotBase64 } from '../ledger/strict-base64.js';
import { HASH_SIZE } from '../ledger/tree.js';

/** What a log asks of a witness (C2SP tlog-witness, `add-checkpoint`). */
export interface AddCheckpoint {
  /** Size of the largest checkpoint that the log believes this witness has cosigned. */
  readonly old: number;
  /** RFC 6962 §2.1.2, from `old` to the checkpoint's size. */
  readonly proof: readonly Buffer[];
  /** The signed checkpoint, verbatim. */
  readonly note: string;
}

/** The request is not of the form that the protocol has. */
export class NotARequest extends Error {
  readonly code = 'not-a-request';
}

/** More hashes no consistency proof has. */
const MAX_PROOF = 63;
/** Bytes: a proof, a checkpoint and a hundred signatures have room in it. */
export const REQUEST_LIMIT = 64 * 1024;

export function formatAddCheckpoint({ old, proof, note }: AddCheckpoint): string {
  return `old ${old}\n${proof.map((hash) => `${hash.toString('base64')}\n`).join('')}\n${note}`;
}

/** Reads the form only; nothing is verified. @throws NotARequest */
export function parseAddCheckpoint(text: string): AddCheckpoint {
  const blank = text.length > REQUEST_LIMIT ? -1 : text.indexOf('\n\n');
  const [first = '', ...lines] = text.slice(0, Math.max(blank, 0)).split('\n');
  const [, old] = /^old (0|[1-9][0-9]{0,15})$/.exec(first) ?? [];
  if (old === undefined || !Number.isSafeInteger(Number(old)))
    throw new NotARequest('The first line is not "old" and a size.');
  if (lines.length > MAX_PROOF) throw new NotARequest('The proof has more than 63 hashes.');
  return { old: Number(old), proof: lines.map(hashOf), note: text.slice(blank + 2) };
}

function hashOf(line: string): Buffer {
  try {
    const hash = decodeBase64(line);
    if (hash.length === HASH_SIZE) return hash;
  } catch (error) {
    if (!(error instanceof NotBase64)) throw error;
  }
  throw new NotARequest('A line of the proof is no hash in base64.');
}
