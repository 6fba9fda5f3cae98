import { canonicalize, NotCanonical, type Json } from '../canonical/canonical-json.js';
import { sha256 } from '../canonical/digest.js';
import { decodeUtf8Strict, MalformedJson, parseStrict } from '../canonical/strict-json.js';
import { writesNull } from './null-character.js';
import { decodeBase64Url, NotBase64 } from './strict-base64.js';

/**
 * Salted disclosures (RFC 9901 §4.2): the leaf carries only the digest, so the value can be erased later while
 * every proof still holds. The salt keeps a short value (a telephone number) from being guessed from its digest.
 */
export const SALT_SIZE = 16;

/** A disclosure as it is stored, and the digest that stands in `_sd` (both base64url, RFC 9901 §4.2.3). */
export interface MadeDisclosure {
  readonly encoded: string;
  readonly digest: string;
}

export interface Disclosure {
  readonly salt: Buffer;
  /** JSON pointer (RFC 6901) of the field in the event that the value belongs to. */
  readonly pointer: string;
  readonly value: Json;
}

export type NotADisclosureReason = 'malformed' | 'not-canonical' | 'wrong-shape';

export class NotADisclosure extends Error {
  readonly code = 'not-a-disclosure';

  constructor(readonly reason: NotADisclosureReason) {
    super(`This text is no disclosure of ours: ${reason}.`);
    this.name = 'NotADisclosure';
  }
}

const POINTER = /^(?:\/(?:[^~/]|~[01])*)+$/;

/**
 * `encoded` is base64url(JCS([salt, pointer, value])), the salt itself as base64url; `digest` is its SHA-256.
 *
 * @param salt 16 random bytes, never used twice
 * @throws NotCanonical when the value has no canonical form; NotADisclosure for a wrong salt or pointer, or U+0000
 */
export function makeDisclosure(pointer: string, value: Json, salt: Buffer): MadeDisclosure {
  if (salt.length !== SALT_SIZE || !POINTER.test(pointer)) throw new NotADisclosure('wrong-shape');
  const text = canonicalize([salt.toString('base64url'), pointer, value]);
  if (writesNull(text)) throw new NotADisclosure('malformed');
  const encoded = Buffer.from(text, 'utf8').toString('base64url');
  return { encoded, digest: disclosureDigest(encoded) };
}

/** The digest in `_sd`: base64url of SHA-256 over the encoded text as it stands, without decoding it first. */
export function disclosureDigest(encoded: string): string {
  return sha256(encoded).toString('base64url');
}

/** @throws NotADisclosure for anything that `makeDisclosure` would not have written */
export function openDisclosure(encoded: string): Disclosure {
  const parts = readParts(encoded);
  const [salt, pointer, value] = Array.isArray(parts) && parts.length === 3 ? parts : [];
  if (
    typeof salt !== 'string' ||
    typeof pointer !== 'string' ||
    value === undefined ||
    !POINTER.test(pointer)
  ) {
    throw new NotADisclosure('wrong-shape');
  }
  return { salt: readSalt(salt), pointer, value };
}

/** What a disclosure says that `openDisclosure` has taken before: read, and not checked again. */
export function fieldOf(encoded: string): Pick<Disclosure, 'pointer' | 'value'> {
  const [, pointer, value] = JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8')) as [
    string,
    string,
    Json,
  ];
  return { pointer, value };
}

function readParts(encoded: string): Json {
  try {
    const text = decodeUtf8Strict(decodeBase64Url(encoded));
    const parts = parseStrict(text);
    if (canonicalize(parts) !== text) throw new NotADisclosure('not-canonical');
    return parts;
  } catch (cause) {
    if (cause instanceof NotCanonical) throw new NotADisclosure('not-canonical');
    if (cause instanceof MalformedJson || cause instanceof NotBase64) throw new NotADisclosure('malformed');
    throw cause;
  }
}

function readSalt(text: string): Buffer {
  try {
    const salt = decodeBase64Url(text);
    if (salt.length === SALT_SIZE) return salt;
  } catch (cause) {
    if (!(cause instanceof NotBase64)) throw cause;
  }
  throw new NotADisclosure('wrong-shape');
}
