import { bytesOfBase64, textOf } from './bytes.js';
import { readCheckpoint, readNote, MAX_NOTE, type SignedCheckpoint } from './note.js';

/** C2SP tlog-proof@v1: what a person keeps of a binding act. */
export interface Receipt {
  readonly index: number;
  readonly path: readonly Uint8Array[];
  readonly checkpoint: SignedCheckpoint;
}

const MAX_PATH = 63;

/** Undefined for what is no such proof, in the one form that it may have. */
export function readReceipt(bytes: Uint8Array): Receipt | undefined {
  const text = bytes.length > MAX_NOTE ? undefined : textOf(bytes);
  const blank = text?.indexOf('\n\n') ?? -1;
  if (text === undefined || blank < 0) return undefined;
  const [first, ...lines] = text.slice(0, blank).split('\n');
  const extra = lines[0]?.startsWith('extra ') ? lines.shift()?.slice('extra '.length) : undefined;
  const [, decimal = ''] = /^index (0|[1-9][0-9]{0,15})$/.exec(lines.shift() ?? '') ?? [];
  const index = Number(decimal);
  if (first !== 'c2sp.org/tlog-proof@v1' || decimal === '' || !Number.isSafeInteger(index)) return undefined;
  if (extra !== undefined && (extra === '' || !bytesOfBase64(extra))) return undefined;
  const path = lines.map(bytesOfBase64);
  if (path.length > MAX_PATH || path.some((hash) => hash?.length !== 32)) return undefined;
  const note = readNote(text.slice(blank + 2));
  const checkpoint = note && readCheckpoint(note.text);
  return note && checkpoint && { index, path: path as Uint8Array[], checkpoint: { ...note, ...checkpoint } };
}
