import { base64UrlOf, hexOf } from '../core/bytes.js';
import { Unsupported, type Host, type P256Key } from '../core/host.js';
import { sm3 } from '../core/sm3.js';
import { Sha256 } from './sha256.js';

/** What a browser lends: WebCrypto for signatures, its own inflate, and SHA-256 of ours. */
export const browserHost: Host = {
  sha256(...parts) {
    const hash = new Sha256();
    for (const part of parts) hash.update(part);
    return hash.digest();
  },
  sm3,
  hasher: () => new Sha256(),
  async digest(name, bytes) {
    return new Uint8Array(await subtle().digest(name, bytes.slice()));
  },
  verifiesEd25519,
  verifiesEs256,
  crc32,
  inflateRaw,
  load,
};

function subtle(): SubtleCrypto {
  const { crypto } = globalThis;
  // Without a secure context (an http page of another machine) a browser has no cryptography.
  if (!crypto?.subtle) throw new Unsupported('WebCrypto');
  return crypto.subtle;
}

async function verifiesEd25519(
  key: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  try {
    const imported = await subtle().importKey('raw', key.slice(), 'Ed25519', false, ['verify']);
    return await subtle().verify('Ed25519', imported, signature.slice(), message.slice());
  } catch (error) {
    const { name } = error as Partial<Error>;
    if (name === 'NotSupportedError') throw new Unsupported('Ed25519', { cause: error });
    // Bytes that are no point of the curve: no key, and so no signature by it.
    if (name === 'DataError' || name === 'OperationError') return false;
    throw error;
  }
}

async function verifiesEs256(
  { x, y }: P256Key,
  message: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  const jwk = { kty: 'EC', crv: 'P-256', x: base64UrlOf(x), y: base64UrlOf(y) };
  const curve = { name: 'ECDSA', namedCurve: 'P-256' };
  try {
    const key = await subtle().importKey('jwk', jwk, curve, false, ['verify']);
    const how = { name: 'ECDSA', hash: 'SHA-256' };
    return await subtle().verify(how, key, signature.slice(), message.slice());
  } catch (error) {
    const { name } = error as Partial<Error>;
    if (name === 'NotSupportedError') throw new Unsupported('ES256', { cause: error });
    if (name === 'DataError' || name === 'OperationError') return false;
    throw error;
  }
}

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

export function crc32(bytes: Uint8Array, before: number): number {
  let value = ~before;
  for (const byte of bytes) value = (CRC[(value ^ byte) & 0xff] as number) ^ (value >>> 8);
  return ~value >>> 0;
}

/** A stream that goes on behind its end is a TypeError by itself. */
async function* inflateRaw(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  const source = new ReadableStream<BufferSource>({
    async pull(controller) {
      const next = await iterator.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value.slice());
    },
  });
  const reader = source.pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
}

/**
 * A built workflow takes one thing from Node: SHA-256. Here it takes ours; the bytes whose digest was compared are run as
 * they are but for that line.
 */
async function load(module: Uint8Array): Promise<unknown> {
  const text = new TextDecoder().decode(module);
  const needs = text.match(/^import .*$/gm) ?? [];
  if (needs.some((line) => line !== NODE_HASH)) throw new Unsupported(needs.join(' ').slice(0, 200));
  const shared = globalThis as { chengxuVerifierHash?: typeof createHash };
  shared.chengxuVerifierHash = createHash;
  const ours = text.replace(NODE_HASH, 'const createHash = globalThis.chengxuVerifierHash;');
  const url = URL.createObjectURL(new Blob([ours], { type: 'text/javascript' }));
  try {
    return await import(url);
  } catch (error) {
    throw new Unsupported(error instanceof Error ? error.message : 'import', { cause: error });
  } finally {
    URL.revokeObjectURL(url);
  }
}

const NODE_HASH = 'import { createHash } from "node:crypto";';

/** `createHash('sha256')` of node:crypto, as far as a built workflow uses it. */
export function createHash(name: string) {
  if (name !== 'sha256') throw new Unsupported(name);
  const hash = new Sha256();
  const made = {
    update(data: string | Uint8Array) {
      hash.update(typeof data === 'string' ? new TextEncoder().encode(data) : data);
      return made;
    },
    digest: (form?: string) => (form === 'hex' ? hexOf(hash.digest()) : hash.digest()),
  };
  return made;
}
