import { createHash } from 'node:crypto';
import { canonicalize, type Json } from './canonical-json.js';

/** SHA-256 (FIPS 180-4), 32 bytes. A string is hashed as its UTF-8 bytes. */
export function sha256(content: Uint8Array | string): Buffer {
  return createHash('sha256').update(content).digest();
}

/** SHA-256 as 64 lowercase hex digits: the form of every digest that stands in JSON. */
export function sha256Hex(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}

/**
 * The digest of a JSON value: SHA-256 over its canonical text (RFC 8785), in hex.
 *
 * @throws NotCanonical when the value has no canonical text.
 */
export function digestOf(value: Json): string {
  return sha256Hex(canonicalize(value));
}
