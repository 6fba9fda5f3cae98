/** What the machine that verifies lends to the checking: the core itself runs on Node and in a browser alike. */

export type MaybePromise<T> = T | Promise<T>;

export type HashName = 'SHA-256' | 'SHA-384' | 'SHA-512';

/** A hash of 32 bytes over these pieces, one after the other. */
export type Hash = (...parts: readonly Uint8Array[]) => Uint8Array;

/** SHA-256 over pieces. */
export interface Hasher {
  update(bytes: Uint8Array): void;
  digest(): Uint8Array;
  /** A hasher that goes on from here on its own. */
  copy(): Hasher;
}

/** The machine has no means to do this; what rests on it is not decided. */
export class Unsupported extends Error {}

/** Coordinates of a point, 32 bytes each. */
export interface P256Key {
  readonly x: Uint8Array;
  readonly y: Uint8Array;
}

export interface Host {
  readonly sha256: Hash;
  /** GB/T 32905: for the second origin. */
  readonly sm3: Hash;
  hasher(): Hasher;
  /** Another hash, as time-stamp tokens may have it. @throws Unsupported */
  digest(name: HashName, bytes: Uint8Array): MaybePromise<Uint8Array>;
  /** Ed25519 over a message (RFC 8032, without cofactor). @throws Unsupported */
  verifiesEd25519(key: Uint8Array, message: Uint8Array, signature: Uint8Array): MaybePromise<boolean>;
  /** ECDSA with P-256 and SHA-256 over a message; the signature is r ‖ s. False for no point of the curve. @throws Unsupported */
  verifiesEs256(key: P256Key, message: Uint8Array, signature: Uint8Array): MaybePromise<boolean>;
  /** CRC-32 as ZIP has it, from a value before (0 at first). */
  crc32(bytes: Uint8Array, before: number): number;
  /** Raw deflate, undone. Fails with a TypeError where the stream is broken or does not end after `length` bytes. */
  inflateRaw(chunks: AsyncIterable<Uint8Array>, length: number): AsyncIterable<Uint8Array>;
  /** Whether a token's signature holds under these authorities; undefined where the machine cannot tell. */
  tokenHolds?(token: Uint8Array, authorities: readonly string[]): MaybePromise<boolean>;
  /** Runs a built workflow whose digest the auditor has listed. @throws Unsupported */
  load?(module: Uint8Array, sha256: string): Promise<unknown>;
}
