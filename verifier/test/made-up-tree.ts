import { createHash } from 'node:crypto';

/** RFC 6962 §2.1 by its own recursive definitions; slow, and apart from what it is to test. */
export const sha256 = (bytes: string | Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
export const hexDigest = (bytes: string | Uint8Array): string => sha256(bytes).toString('hex');
export const hashOfLeaf = (bytes: Uint8Array): Buffer => sha256(Buffer.concat([Buffer.from([0]), bytes]));
const hashOfNode = (left: Buffer, right: Buffer): Buffer =>
  sha256(Buffer.concat([Buffer.from([1]), left, right]));

/** The largest power of two below n. */
const split = (n: number): number => 2 ** Math.floor(Math.log2(n - 1));

export function rootOf(hashes: readonly Buffer[]): Buffer {
  if (hashes.length === 0) return sha256('');
  if (hashes.length === 1) return hashes[0] as Buffer;
  const k = split(hashes.length);
  return hashOfNode(rootOf(hashes.slice(0, k)), rootOf(hashes.slice(k)));
}

export function inclusionPath(m: number, hashes: readonly Buffer[]): Buffer[] {
  if (hashes.length <= 1) return [];
  const k = split(hashes.length);
  return m < k
    ? [...inclusionPath(m, hashes.slice(0, k)), rootOf(hashes.slice(k))]
    : [...inclusionPath(m - k, hashes.slice(k)), rootOf(hashes.slice(0, k))];
}

export function consistencyPath(m: number, hashes: readonly Buffer[], whole = true): Buffer[] {
  if (m === 0) return [];
  if (m === hashes.length) return whole ? [] : [rootOf(hashes)];
  const k = split(hashes.length);
  return m <= k
    ? [...consistencyPath(m, hashes.slice(0, k), whole), rootOf(hashes.slice(k))]
    : [...consistencyPath(m - k, hashes.slice(k), false), rootOf(hashes.slice(0, k))];
}
