import { NotACheckpoint, openCheckpoint, type OpenedCheckpoint } from './checkpoint.js';
import { verifyInclusion } from './proofs.js';
import { NoteRefused, type NoteVerifier } from './signed-note.js';
import { decodeBase64, NotBase64 } from './strict-base64.js';
import { HASH_SIZE } from './tree.js';

/**
 * C2SP tlog-proof@v1: what a person keeps. It holds on paper, offline and for ever: with the event's bytes and the
 * log's public key, anyone can check that the event stands in the log at its position.
 */
export interface Receipt {
  /** Position of the event in the log. */
  readonly index: number;
  /** Audit path from the leaf's sibling upwards, 32 bytes each. */
  readonly path: readonly Buffer[];
  /** The signed checkpoint, verbatim. */
  readonly checkpoint: string;
  /** Opaque, and covered by no signature: never trust it. We write none. */
  readonly extra?: Buffer;
}

export interface VerifiedReceipt {
  readonly index: number;
  readonly checkpoint: OpenedCheckpoint;
}

export type ReceiptRefusedReason = 'malformed' | 'checkpoint' | 'not-included';

export class ReceiptRefused extends Error {
  readonly code = 'receipt-refused';

  constructor(
    readonly reason: ReceiptRefusedReason,
    cause?: unknown,
  ) {
    super(`Receipt refused: ${reason}.`, { cause });
    this.name = 'ReceiptRefused';
  }
}

const FIRST_LINE = 'c2sp.org/tlog-proof@v1';
const MAX_PATH = 63;
const MAX_CHARACTERS = 1_100_000;
const HEAD = /^(?:extra ([^\n]+)\n)?index (0|[1-9][0-9]{0,15})$/;

/** @throws ReceiptRefused `malformed` for what `parseReceipt` would not read */
export function formatReceipt({ index, path, checkpoint, extra }: Receipt): string {
  const extraLine = extra === undefined ? '' : `extra ${extra.toString('base64')}\n`;
  const hashes = path.map((hash) => `${hash.toString('base64')}\n`).join('');
  const text = `${FIRST_LINE}\n${extraLine}index ${index}\n${hashes}\n${checkpoint}`;
  parseReceipt(text);
  return text;
}

/** Reads the form only; nothing is verified. @throws ReceiptRefused `malformed` */
export function parseReceipt(text: string): Receipt {
  const blank = text.length > MAX_CHARACTERS ? -1 : text.indexOf('\n\n');
  const [first, ...lines] = text.slice(0, Math.max(blank, 0)).split('\n');
  const headLines = lines[0]?.startsWith('extra ') ? 2 : 1;
  const [, extra, index] = HEAD.exec(lines.slice(0, headLines).join('\n')) ?? [];
  const path = lines.slice(headLines).map(bytesOf);
  const wrongPath = path.length > MAX_PATH || path.some((hash) => hash.length !== HASH_SIZE);
  if (first !== FIRST_LINE || index === undefined || !Number.isSafeInteger(Number(index)) || wrongPath) {
    throw new ReceiptRefused('malformed');
  }
  const receipt = { index: Number(index), path, checkpoint: text.slice(blank + 2) };
  return extra === undefined ? receipt : { ...receipt, extra: bytesOf(extra) };
}

/**
 * Verifies a receipt for the event whose leaf hash is `leaf`.
 *
 * @param known the log's own keys, and those of witnesses that the caller wants to count
 * @throws ReceiptRefused
 */
export function verifyReceipt(text: string, leaf: Buffer, known: readonly NoteVerifier[]): VerifiedReceipt {
  const { index, path, checkpoint: signed } = parseReceipt(text);
  const checkpoint = opened(signed, known);
  if (!verifyInclusion(index, checkpoint.size, leaf, path, checkpoint.root))
    throw new ReceiptRefused('not-included');
  return { index, checkpoint };
}

function opened(signed: string, known: readonly NoteVerifier[]): OpenedCheckpoint {
  try {
    return openCheckpoint(signed, known);
  } catch (cause) {
    if (cause instanceof NoteRefused || cause instanceof NotACheckpoint)
      throw new ReceiptRefused('checkpoint', cause);
    throw cause;
  }
}

function bytesOf(base64: string): Buffer {
  try {
    return decodeBase64(base64);
  } catch (cause) {
    if (cause instanceof NotBase64) throw new ReceiptRefused('malformed');
    throw cause;
  }
}
