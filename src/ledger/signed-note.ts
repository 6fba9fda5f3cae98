import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { decodeBase64, NotBase64 } from './strict-base64.js';

/**
 * C2SP signed-note v1: a text, a blank line, one line per signature. Ed25519 only: type 0x01 here, what witnesses
 * add (type 0x04) in `cosignature.ts`. What an attacker
 * who hands us a note can do: add signatures of keys that we do not know, which count for nothing.
 */
export const ED25519 = 0x01;
const ED25519_SIZE = 32;
const MAX_SIGNATURES = 100;
const MAX_CHARACTERS = 1_000_000;

/** Checks the signatures of one key. `id` is 8 hex digits; name and id together say which key a line is from. */
export interface NoteVerifier {
  readonly name: string;
  readonly id: string;
  /** A witness's key: it says that it saw the text, not that the text is its own. */
  readonly cosigns?: true;
  verifies(text: string, signature: Buffer): boolean;
}

export interface NoteSigner {
  readonly name: string;
  /** The public half as it is given to others: `name+id+base64(type ‖ key)`. */
  readonly vkey: string;
  sign(text: string): Buffer;
}

export interface NoteSignature {
  readonly name: string;
  readonly id: string;
  readonly signature: Buffer;
}

export interface OpenedNote {
  /** What was signed, with its final newline. */
  readonly text: string;
  /** Signatures of the keys that we know; all of them hold, each key once. */
  readonly verified: readonly NoteSignature[];
  /** Signatures of keys that we do not know. They say nothing. */
  readonly unknown: readonly NoteSignature[];
}

export type NoteRefusedReason = 'malformed-note' | 'malformed-key' | 'bad-signature' | 'no-known-signature';

export class NoteRefused extends Error {
  readonly code = 'note-refused';

  constructor(
    readonly reason: NoteRefusedReason,
    detail: string,
  ) {
    super(`Note refused, ${reason}: ${detail}.`);
    this.name = 'NoteRefused';
  }
}

/** @throws NoteRefused `malformed-key` unless it is exactly an Ed25519 vkey whose id is that of its key */
export function verifierOf(vkey: string): NoteVerifier {
  const { name, id, publicKey } = publicKeyIn(vkey, ED25519);
  return {
    name,
    id,
    verifies: (text, signature) => verify(null, Buffer.from(text, 'utf8'), publicKey, signature),
  };
}

/** The private half as text: `PRIVATE+KEY+name+id+base64(type ‖ seed)`, as Go's sumdb/note writes it. */
export function signerKeyText(name: string, seed: Buffer, type: number = ED25519): string {
  const id = keyId(name, publicOf(ed25519Private(seed)), type);
  return `PRIVATE+KEY+${name}+${id}+${typed(seed, type).toString('base64')}`;
}

/** @throws NoteRefused `malformed-key` unless it is exactly what `signerKeyText` writes */
export function signerOf(keyText: string): NoteSigner {
  return privateKeyIn(keyText, ED25519);
}

/** A key that signs, whatever it is for: `type` says that. @throws NoteRefused `malformed-key` */
export function privateKeyIn(keyText: string, type: number): NoteSigner {
  const prefix = 'PRIVATE+KEY+';
  if (!keyText.startsWith(prefix)) throw new NoteRefused('malformed-key', 'it is no private key');
  const { name, id, key: seed } = keyParts(keyText.slice(prefix.length), type);
  const privateKey = ed25519Private(seed);
  const publicKey = publicOf(privateKey);
  if (id !== keyId(name, publicKey, type))
    throw new NoteRefused('malformed-key', 'the id is not that of the key');
  return {
    name,
    vkey: `${name}+${id}+${typed(publicKey, type).toString('base64')}`,
    sign: (text) => sign(null, Buffer.from(text, 'utf8'), privateKey),
  };
}

/** @throws NoteRefused `malformed-key` unless it is exactly a vkey of this type whose id is that of its key */
export function publicKeyIn(vkey: string, type: number): { name: string; id: string; publicKey: KeyObject } {
  const { name, id, key } = keyParts(vkey, type);
  if (id !== keyId(name, key, type)) throw new NoteRefused('malformed-key', 'the id is not that of the key');
  return { name, id, publicKey: ed25519Public(key) };
}

/**
 * Text and signatures as one note.
 *
 * @param text ends in a newline; no other control characters
 * @throws NoteRefused `malformed-note`
 */
export function signNote(text: string, ...signers: readonly NoteSigner[]): string {
  if (!text.endsWith('\n') || hasForbidden(text))
    throw new NoteRefused('malformed-note', 'this text cannot be signed');
  const lines = signers.map((signer) => {
    const { name, id } = keyParts(signer.vkey, ED25519);
    return signatureLine({ name, id, signature: signer.sign(text) });
  });
  return `${text}\n${lines.join('')}`;
}

/** One signature as its line in a note, newline included. */
export function signatureLine({ name, id, signature }: NoteSignature): string {
  return `— ${name} ${Buffer.concat([Buffer.from(id, 'hex'), signature]).toString('base64')}\n`;
}

/**
 * Opens a note that at least one known key signed. Every signature of a known key must hold: one that does not
 * refuses the note. A key is known only by name and id together.
 *
 * @throws NoteRefused
 */
export function openNote(note: string, known: readonly NoteVerifier[]): OpenedNote {
  const { text, signatures } = splitNote(note);
  const verified = new Map<string, NoteSignature>();
  const unknown: NoteSignature[] = [];
  for (const signature of signatures) {
    const key = `${signature.name}+${signature.id}`;
    const verifiers = known.filter(({ name, id }) => name === signature.name && id === signature.id);
    if (verifiers.length === 0) unknown.push(signature);
    else if (verifiers.every((verifier) => verifier.verifies(text, signature.signature)))
      verified.set(key, signature);
    else throw new NoteRefused('bad-signature', `that of ${key} does not hold`);
  }
  if (verified.size === 0) throw new NoteRefused('no-known-signature', 'no key that we know signed it');
  return { text, verified: [...verified.values()], unknown };
}

/** Reads the form only; nothing is verified. @throws NoteRefused `malformed-note` */
export function splitNote(note: string): { text: string; signatures: NoteSignature[] } {
  const blank = note.lastIndexOf('\n\n');
  if (note.length > MAX_CHARACTERS || blank < 0 || !note.endsWith('\n') || hasForbidden(note)) {
    throw new NoteRefused('malformed-note', 'it is not a text, a blank line and signature lines');
  }
  const lines = note.slice(blank + 2, -1).split('\n');
  if (lines.length > MAX_SIGNATURES) throw new NoteRefused('malformed-note', 'too many signatures');
  return { text: note.slice(0, blank + 1), signatures: lines.map(signatureOf) };
}

/** Reads one line, without its newline. @throws NoteRefused `malformed-note` */
export function signatureOf(line: string): NoteSignature {
  const [, name, base64] = /^— ([^ ]+) ([^ ]+)$/.exec(line) ?? [];
  const bytes = base64 === undefined ? undefined : bytesOf(base64);
  if (name === undefined || !isKeyName(name) || bytes === undefined || bytes.length < 5) {
    throw new NoteRefused('malformed-note', 'a signature line is not one');
  }
  return { name, id: bytes.toString('hex', 0, 4), signature: bytes.subarray(4) };
}

/** Whether a key may have this name: not empty, no Unicode space, no control character, no plus sign. */
export function isKeyName(name: string): boolean {
  return name !== '' && !/[\s\u0085\p{Cc}\p{Cs}+]/u.test(name);
}

/** Splits `name+id+base64(type ‖ 32 bytes)`; the name has no plus, the base64 may. */
function keyParts(text: string, type: number): { name: string; id: string; key: Buffer } {
  const [, name, id, base64] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/u.exec(text) ?? [];
  const bytes = base64 === undefined ? undefined : bytesOf(base64);
  if (name === undefined || id === undefined || !isKeyName(name) || bytes === undefined) {
    throw new NoteRefused('malformed-key', 'it is not name, id and key');
  }
  if (bytes[0] !== type || bytes.length !== 1 + ED25519_SIZE) {
    throw new NoteRefused('malformed-key', `it is no Ed25519 key of type ${type}`);
  }
  return { name, id, key: bytes.subarray(1) };
}

function keyId(name: string, publicKey: Buffer, type: number): string {
  return createHash('sha256').update(`${name}\n`).update(typed(publicKey, type)).digest('hex').slice(0, 8);
}

function typed(key: Buffer, type: number): Buffer {
  return Buffer.concat([Buffer.from([type]), key]);
}

function ed25519Public(key: Buffer): KeyObject {
  return createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: key.toString('base64url') },
    format: 'jwk',
  });
}

/** A seed in the smallest PKCS #8 envelope (RFC 8410 §7), which is how Node takes one. */
function ed25519Private(seed: Buffer): KeyObject {
  const envelope = Buffer.from('302e020100300506032b657004220420', 'hex');
  return createPrivateKey({ key: Buffer.concat([envelope, seed]), format: 'der', type: 'pkcs8' });
}

function publicOf(privateKey: KeyObject): Buffer {
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' });
  return Buffer.from(x ?? '', 'base64url');
}

function bytesOf(base64: string): Buffer | undefined {
  try {
    return decodeBase64(base64);
  } catch (cause) {
    if (cause instanceof NotBase64) return undefined;
    throw cause;
  }
}

/** Control characters other than newline, and halves of characters, which have no UTF-8. */
function hasForbidden(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- the format forbids exactly these
  return /[\u0000-\u0009\u000b-\u001f]|\p{Cs}/u.test(text);
}
