import { isKeyName, openNote, type NoteVerifier, type OpenedNote } from './signed-note.js';
import { decodeBase64, NotBase64 } from './strict-base64.js';
import { EMPTY_ROOT, HASH_SIZE } from './tree.js';

/** The head of the log at one size (C2SP tlog-checkpoint), without extension lines. */
export interface Checkpoint {
  /** Which log it is; also the name of the log's key. No spaces, no plus sign. */
  readonly origin: string;
  readonly size: number;
  /** 32 bytes. */
  readonly root: Buffer;
}

export interface OpenedCheckpoint extends Checkpoint {
  readonly note: OpenedNote;
}

export type NotACheckpointReason = 'malformed' | 'not-signed-by-log';

export class NotACheckpoint extends Error {
  readonly code = 'not-a-checkpoint';

  constructor(readonly reason: NotACheckpointReason) {
    super(`This is no checkpoint that we take: ${reason}.`);
    this.name = 'NotACheckpoint';
  }
}

/** The three lines that are signed. @throws NotACheckpoint when these are no tree head */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  const text = `${origin}\n${size}\n${root.toString('base64')}\n`;
  parseCheckpoint(text);
  return text;
}

/** Reads exactly three lines. @throws NotACheckpoint */
export function parseCheckpoint(text: string): Checkpoint {
  const [, origin, sizeText, rootText] = /^([^\n]+)\n(0|[1-9][0-9]{0,15})\n([^\n]+)\n$/.exec(text) ?? [];
  if (origin === undefined || rootText === undefined || !isKeyName(origin))
    throw new NotACheckpoint('malformed');
  const size = Number(sizeText);
  const root = rootOf(rootText);
  const possible =
    Number.isSafeInteger(size) && root.length === HASH_SIZE && (size > 0 || root.equals(EMPTY_ROOT));
  if (!possible) throw new NotACheckpoint('malformed');
  return { origin, size, root };
}

/**
 * Opens a signed checkpoint. The log itself must have signed it: a known key whose name is the origin. Keys of
 * witnesses may be among `known`; whether enough of them signed is for the caller's policy.
 *
 * @throws NoteRefused, NotACheckpoint
 */
export function openCheckpoint(signed: string, known: readonly NoteVerifier[]): OpenedCheckpoint {
  const note = openNote(signed, known);
  const checkpoint = parseCheckpoint(note.text);
  const logs = known.filter(({ name, cosigns }) => name === checkpoint.origin && !cosigns);
  if (!note.verified.some(({ name, id }) => logs.some((log) => log.name === name && log.id === id)))
    throw new NotACheckpoint('not-signed-by-log');
  return { ...checkpoint, note };
}

function rootOf(text: string): Buffer {
  try {
    return decodeBase64(text);
  } catch (cause) {
    if (cause instanceof NotBase64) throw new NotACheckpoint('malformed');
    throw cause;
  }
}
