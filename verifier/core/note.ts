import { base64Of, bytesOfBase64, equal, hexOf, joined, textOf, utf8 } from './bytes.js';
import { isKeyName } from './forms.js';
import type { Host } from './host.js';

/** C2SP signed-note: a text, an empty line, and lines `— name base64(key id ‖ signature)`. */
export interface Note {
  readonly text: string;
  readonly signatures: readonly SignatureLine[];
}

export interface SignatureLine {
  readonly name: string;
  /** 8 hex digits; with the name it says which key the line is from. */
  readonly id: string;
  readonly signature: Uint8Array;
}

/** C2SP tlog-checkpoint: the three lines that are signed. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

export interface SignedCheckpoint extends Checkpoint, Note {}

export const MAX_NOTE = 1_000_000;
const MAX_SIGNATURES = 100;

/** Undefined for what is no note in the one form that it may have. */
export function readNote(note: string): Note | undefined {
  const blank = note.lastIndexOf('\n\n');
  // oxlint-disable-next-line no-control-regex -- the format forbids exactly these
  if (blank < 0 || !note.endsWith('\n') || /[\u0000-\u0009\u000b-\u001f]/.test(note)) return undefined;
  const lines = note.slice(blank + 2, -1).split('\n');
  if (lines.length > MAX_SIGNATURES) return undefined;
  const signatures = lines.map(signatureIn);
  if (signatures.some((one) => one === undefined)) return undefined;
  return { text: note.slice(0, blank + 1), signatures: signatures as SignatureLine[] };
}

function signatureIn(line: string): SignatureLine | undefined {
  const [, name = '', base64 = ''] = /^— ([^ ]+) ([^ ]+)$/u.exec(line) ?? [];
  const bytes = bytesOfBase64(base64);
  if (!isKeyName(name) || !bytes || bytes.length < 5) return undefined;
  return { name, id: hexOf(bytes.subarray(0, 4)), signature: bytes.subarray(4) };
}

/** Reads the three lines of a checkpoint. */
export function readCheckpoint(text: string): Checkpoint | undefined {
  const [, origin = '', decimal = '', base64 = ''] =
    /^([^\n]+)\n(0|[1-9][0-9]{0,15})\n([^\n]+)\n$/u.exec(text) ?? [];
  const size = Number(decimal);
  const root = bytesOfBase64(base64);
  if (!isKeyName(origin) || decimal === '' || !Number.isSafeInteger(size) || root?.length !== 32)
    return undefined;
  if (size === 0 && base64 !== EMPTY_ROOT) return undefined;
  return { origin, size, root };
}

/** SHA-256 of nothing. */
const EMPTY_ROOT = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';

export function readSignedCheckpoint(bytes: Uint8Array): SignedCheckpoint | undefined {
  const note = bytes.length > MAX_NOTE ? undefined : readNoteBytes(bytes);
  const checkpoint = note && readCheckpoint(note.text);
  return note && checkpoint && { ...note, ...checkpoint };
}

function readNoteBytes(bytes: Uint8Array): Note | undefined {
  const text = textOf(bytes);
  return text === undefined ? undefined : readNote(text);
}

/** The text that was signed. */
export const checkpointText = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${base64Of(root)}\n`;

/** Ed25519 over the text; and over the text with a time (C2SP tlog-cosignature). */
export type KeyType = 0x01 | 0x04;

export interface Key {
  readonly name: string;
  readonly id: string;
  readonly type: KeyType;
  readonly bytes: Uint8Array;
}

/** Reads `name+id+base64(type ‖ key)`; undefined unless the id is that of the name and the key. */
export function readVkey(host: Host, vkey: string, type: KeyType): Key | undefined {
  const [, name = '', id = '', base64 = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/u.exec(vkey) ?? [];
  const typed = bytesOfBase64(base64);
  if (!isKeyName(name) || typed?.length !== 33 || typed[0] !== type) return undefined;
  const expected = hexOf(host.sha256(utf8(`${name}\n`), typed).subarray(0, 4));
  return expected === id ? { name, id, type, bytes: typed.subarray(1) } : undefined;
}

export const sameKey = (a: Key, b: Key): boolean => equal(a.bytes, b.bytes);

/** One line that holds: a log's has no time. */
export interface Holding {
  readonly key: Key;
  /** Seconds since 1970, as the witness said. */
  readonly time?: number;
}

/**
 * Checks every line that is by one of these keys. @returns those that hold, and the first that does not
 */
export async function signaturesOf(
  host: Host,
  { text, signatures }: Note,
  keys: readonly Key[],
): Promise<{ readonly holding: readonly Holding[]; readonly broken: SignatureLine | undefined }> {
  const holding: Holding[] = [];
  let broken: SignatureLine | undefined;
  for (const line of signatures) {
    const known = keys.filter(({ name, id }) => name === line.name && id === line.id);
    if (known.length === 0) continue;
    const held: Holding[] = [];
    for (const key of known) {
      const one = await heldBy(host, key, text, line.signature);
      if (one) held.push(one);
    }
    if (held.length === 0) broken ??= line;
    holding.push(...held);
  }
  return { holding, broken };
}

async function heldBy(host: Host, key: Key, text: string, line: Uint8Array): Promise<Holding | undefined> {
  if (key.type === 0x01) {
    const holds = line.length === 64 && (await host.verifiesEd25519(key.bytes, utf8(text), line));
    return holds ? { key } : undefined;
  }
  if (line.length !== 72) return undefined;
  const seconds = new DataView(line.buffer, line.byteOffset, 8).getBigUint64(0);
  if (seconds >= 2n ** 63n) return undefined;
  const message = joined([utf8(`cosignature/v1\ntime ${seconds}\n`), utf8(text)]);
  const holds = await host.verifiesEd25519(key.bytes, message, line.subarray(8));
  return holds ? { key, time: Number(seconds) } : undefined;
}
