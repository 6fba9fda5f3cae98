import { createHash } from 'node:crypto';
import { isSm2Key, PUBLIC_KEY_SIZE, verifiesSm2 } from '../../verifier/core/sm2.js';
import { isKeyName, NoteRefused, type NoteVerifier } from '../ledger/signed-note.js';
import { decodeBase64, NotBase64 } from '../ledger/strict-base64.js';
import { sm3 } from './sm-tree.js';

/**
 * A signature type that C2SP signed-note has no number for: 0xff, then a name that nobody else means otherwise, here the
 * object identifier of SM2 with SM3 (GM/T 0006).
 */
const TYPE = Buffer.concat([Buffer.from([0xff]), Buffer.from('1.2.156.10197.1.501')]);

/** The second log's name: its own, so that nobody takes one's checkpoints for the other's. */
export const smOriginOf = (origin: string): string => `${origin}/sm`;

/** The public key as it is given to others. @param key 04 ‖ x ‖ y */
export function smVkey(name: string, key: Uint8Array): string {
  const typed = Buffer.concat([TYPE, key]);
  return `${name}+${idOf(name, typed)}+${typed.toString('base64')}`;
}

/** Checks the signatures of an SM2 key. @throws NoteRefused `malformed-key` */
export function smVerifierOf(vkey: string): NoteVerifier {
  const [, name = '', id = '', base64 = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/u.exec(vkey) ?? [];
  const typed = bytesIn(base64);
  const key = typed.subarray(TYPE.length);
  const isOne =
    isKeyName(name) &&
    typed.length === TYPE.length + PUBLIC_KEY_SIZE &&
    typed.subarray(0, TYPE.length).equals(TYPE) &&
    idOf(name, typed) === id &&
    isSm2Key(key);
  if (!isOne) throw new NoteRefused('malformed-key', 'it is no key of a second origin (SM2)');
  return { name, id, verifies: (text, signature) => holds(key, text, signature) };
}

/** Whether this is a public key on the curve of SM2: 04 ‖ x ‖ y. */
export const isPublicKey = (key: Uint8Array): boolean => isSm2Key(key);

/** @param signature r ‖ s */
export function holds(key: Uint8Array, text: string, signature: Uint8Array): boolean {
  return verifiesSm2(sm3, key, Buffer.from(text, 'utf8'), signature);
}

/** r ‖ s of a signature in DER, as OpenSSL and GM/T 0009 write it; undefined for anything else. */
export function fromDer(der: Buffer): Buffer | undefined {
  if (der[0] !== 0x30 || der[1] !== der.length - 2) return undefined;
  const parts: Buffer[] = [];
  let at = 2;
  for (let n = 0; n < 2; n += 1) {
    const length = der[at + 1] ?? 0;
    const digits = der.subarray(at + 2, at + 2 + length);
    if (der[at] !== 0x02 || length === 0 || digits.length !== length) return undefined;
    const number = digits[0] === 0 ? digits.subarray(1) : digits;
    if (number.length > 32) return undefined;
    parts.push(Buffer.concat([Buffer.alloc(32 - number.length), number]));
    at += 2 + length;
  }
  return at === der.length ? Buffer.concat(parts) : undefined;
}

function idOf(name: string, typed: Uint8Array): string {
  return createHash('sha256').update(`${name}\n`).update(typed).digest('hex').slice(0, 8);
}

function bytesIn(base64: string): Buffer {
  try {
    return decodeBase64(base64);
  } catch (cause) {
    if (cause instanceof NotBase64) return Buffer.alloc(0);
    throw cause;
  }
}
