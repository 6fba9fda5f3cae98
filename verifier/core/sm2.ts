import { bytesOfHex, hexOf, joined, utf8 } from './bytes.js';
import type { Hash } from './host.js';

/** SM2 signatures (GB/T 32918.2-2016) with SM3, verified only, on the curve of GB/T 32918.5. */

const P = 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn;
const A = P - 3n;
const B = 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n;
const N = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;
const G: Affine = {
  x: 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  y: 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
};
/** The signer's distinguishing identifier where none is agreed (GB/T 35276-2017, 10). */
const ID = utf8('1234567812345678');

interface Affine {
  readonly x: bigint;
  readonly y: bigint;
}

/** Jacobian: x / z², y / z³; z is 0 at infinity. */
type Point = readonly [x: bigint, y: bigint, z: bigint];
const INFINITY: Point = [1n, 1n, 0n];

/** Bytes of a public key: 04 ‖ x ‖ y, a point of the curve. */
export const PUBLIC_KEY_SIZE = 65;

export function isSm2Key(bytes: Uint8Array): boolean {
  return pointIn(bytes) !== undefined;
}

/**
 * Whether a signature (r ‖ s, 32 bytes each) over a message holds under a public key, by the default identifier.
 * @param hash SM3
 */
export function verifiesSm2(
  hash: Hash,
  key: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  const point = pointIn(key);
  if (!point || signature.length !== 64) return false;
  const r = numberIn(signature.subarray(0, 32));
  const s = numberIn(signature.subarray(32));
  if (r < 1n || r >= N || s < 1n || s >= N) return false;
  const t = (r + s) % N;
  if (t === 0n) return false;
  const e = numberIn(hash(identityOf(hash, point), message));
  const sum = affine(combined(s, G, t, point));
  return sum !== undefined && (e + sum.x) % N === r;
}

/** 5.5: what binds the signature to the signer and to the curve. */
function identityOf(hash: Hash, { x, y }: Affine): Uint8Array {
  const length = ID.length * 8;
  return hash(
    joined([new Uint8Array([length >> 8, length & 0xff]), ID, ...[A, B, G.x, G.y, x, y].map(bytesOf)]),
  );
}

function pointIn(bytes: Uint8Array): Affine | undefined {
  if (bytes.length !== PUBLIC_KEY_SIZE || bytes[0] !== 4) return undefined;
  const [x, y] = [numberIn(bytes.subarray(1, 33)), numberIn(bytes.subarray(33))];
  if (x >= P || y >= P) return undefined;
  return (y * y - (x * x * x + A * x + B)) % P === 0n ? { x, y } : undefined;
}

/** u·p + v·q, bit by bit for both at once. Nothing here is secret. */
function combined(u: bigint, p: Affine, v: bigint, q: Affine): Point {
  const [first, second]: Point[] = [
    [p.x, p.y, 1n],
    [q.x, q.y, 1n],
  ];
  const both = added(first as Point, second as Point);
  let sum = INFINITY;
  for (let bit = 255n; bit >= 0n; bit -= 1n) {
    sum = doubled(sum);
    const [a, b] = [(u >> bit) & 1n, (v >> bit) & 1n];
    if (a && b) sum = added(sum, both);
    else if (a) sum = added(sum, first as Point);
    else if (b) sum = added(sum, second as Point);
  }
  return sum;
}

function doubled([x, y, z]: Point): Point {
  if (z === 0n || y === 0n) return INFINITY;
  const yy = (y * y) % P;
  const s = (4n * x * yy) % P;
  const zz = (z * z) % P;
  // a is -3.
  const m = (3n * (x - zz) * (x + zz)) % P;
  const x3 = (m * m - 2n * s) % P;
  return [x3, (m * (s - x3) - 8n * yy * yy) % P, (2n * y * z) % P];
}

function added(p: Point, q: Point): Point {
  const [[x1, y1, z1], [x2, y2, z2]] = [p, q];
  if (z1 === 0n) return q;
  if (z2 === 0n) return p;
  const [zz1, zz2] = [(z1 * z1) % P, (z2 * z2) % P];
  const [u1, s1] = [(x1 * zz2) % P, (y1 * zz2 * z2) % P];
  const h = (x2 * zz1 - u1) % P;
  const r = (y2 * zz1 * z1 - s1) % P;
  if (h === 0n) return r === 0n ? doubled(p) : INFINITY;
  const hh = (h * h) % P;
  const [hhh, v] = [(h * hh) % P, (u1 * hh) % P];
  const x3 = (r * r - hhh - 2n * v) % P;
  return [x3, (r * (v - x3) - s1 * hhh) % P, (h * z1 * z2) % P];
}

function affine([x, y, z]: Point): Affine | undefined {
  if (z % P === 0n) return undefined;
  const inverse = power(positive(z), P - 2n);
  const square = (inverse * inverse) % P;
  return { x: positive(x * square), y: positive(y * square * inverse) };
}

function power(base: bigint, exponent: bigint): bigint {
  let [result, factor] = [1n, base];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * factor) % P;
    factor = (factor * factor) % P;
  }
  return result;
}

const positive = (number: bigint): bigint => ((number % P) + P) % P;
const numberIn = (bytes: Uint8Array): bigint => BigInt(`0x${hexOf(bytes)}`);
const bytesOf = (number: bigint): Uint8Array => bytesOfHex(number.toString(16).padStart(64, '0'));
