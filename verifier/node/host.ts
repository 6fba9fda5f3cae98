import { createHash, createPublicKey, getHashes, verify, type KeyObject } from 'node:crypto';
import { Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { base64UrlOf } from '../core/bytes.js';
import { Unsupported, type Hash, type Hasher, type Host, type P256Key } from '../core/host.js';
import { sm3 } from '../core/sm3.js';
import { tokenHolds } from './authorities.js';
import { errorCode } from './error-code.js';

function hashOf(name: 'sha256' | 'sm3'): Hash {
  return (...parts) => {
    const hash = createHash(name);
    for (const part of parts) hash.update(part);
    return hash.digest();
  };
}

const keys = new Map<string, KeyObject>();

/** Node's own cryptography and compression; nothing from npm. */
export const nodeHost: Host = {
  sha256: hashOf('sha256'),
  // Some builds of OpenSSL are without it: then ours, which is slower.
  sm3: getHashes().includes('sm3') ? hashOf('sm3') : sm3,
  hasher: () => hasherOver(createHash('sha256')),
  digest: (name, bytes) => createHash(name.replace('-', '').toLowerCase()).update(bytes).digest(),
  verifiesEd25519: (key, message, signature) => verify(null, message, ed25519(key), signature),
  verifiesEs256,
  crc32: (bytes, before) => crc32(bytes, before),
  inflateRaw,
  tokenHolds,
  load,
};

function hasherOver(hash: ReturnType<typeof createHash>): Hasher {
  return {
    update: (bytes) => void hash.update(bytes),
    digest: () => hash.digest(),
    copy: () => hasherOver(hash.copy()),
  };
}

function verifiesEs256({ x, y }: P256Key, message: Uint8Array, signature: Uint8Array): boolean {
  const jwk = { kty: 'EC', crv: 'P-256', x: base64UrlOf(x), y: base64UrlOf(y) };
  let key: KeyObject;
  try {
    key = createPublicKey({ key: jwk, format: 'jwk' });
  } catch (error) {
    // No point of the curve: no key, and so no signature by it.
    if (/^ERR_(?:CRYPTO|OSSL)/.test(errorCode(error))) return false;
    throw error;
  }
  return verify('sha256', message, { key, dsaEncoding: 'ieee-p1363' }, signature);
}

function ed25519(bytes: Uint8Array): KeyObject {
  const x = base64UrlOf(bytes);
  const known = keys.get(x);
  if (known) return known;
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  keys.set(x, key);
  return key;
}

async function* inflateRaw(chunks: AsyncIterable<Uint8Array>, length: number): AsyncGenerator<Uint8Array> {
  const source = Readable.from(chunks, { objectMode: false });
  const inflate = createInflateRaw({ chunkSize: 64 * 1024 });
  source.on('error', (error) => inflate.destroy(error));
  source.pipe(inflate);
  try {
    for await (const chunk of inflate) yield chunk as Uint8Array;
  } catch (error) {
    if (errorCode(error).startsWith('Z_'))
      throw new TypeError('The deflate stream is broken.', { cause: error });
    throw error;
  } finally {
    source.destroy();
    inflate.destroy();
  }
  // Zlib stops at the end of its stream, and says nothing of what comes after it.
  if (inflate.bytesWritten !== length) throw new TypeError('The deflate stream ends elsewhere.');
}

/** From the very bytes whose digest was compared: no file that could be another one by then. */
async function load(module: Uint8Array): Promise<unknown> {
  const url = `data:text/javascript;base64,${Buffer.from(module).toString('base64')}`;
  try {
    return await import(url);
  } catch (error) {
    throw new Unsupported(error instanceof Error ? error.message.slice(0, 200) : 'import', { cause: error });
  }
}
