import { createHash } from 'node:crypto';
import { jcs } from './jcs.js';
import type { MadeUpLedger } from './made-up-ledger.js';

/** The second origin written apart from what it is to test: RFC 6962 by its recursive definitions over SM3, SM2 in affine points. */

const sm3 = (...parts: readonly (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sm3');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const hashOfLeaf = (bytes: Uint8Array): Buffer => sm3(Buffer.from([0]), bytes);
const split = (n: number): number => 2 ** Math.floor(Math.log2(n - 1));

function rootOf(hashes: readonly Buffer[]): Buffer {
  if (hashes.length <= 1) return hashes[0] ?? sm3();
  const k = split(hashes.length);
  return sm3(Buffer.from([1]), rootOf(hashes.slice(0, k)), rootOf(hashes.slice(k)));
}

function inclusionPath(m: number, hashes: readonly Buffer[]): Buffer[] {
  if (hashes.length <= 1) return [];
  const k = split(hashes.length);
  return m < k
    ? [...inclusionPath(m, hashes.slice(0, k)), rootOf(hashes.slice(k))]
    : [...inclusionPath(m - k, hashes.slice(k)), rootOf(hashes.slice(0, k))];
}

function consistencyPath(m: number, hashes: readonly Buffer[], whole = true): Buffer[] {
  if (m === hashes.length) return whole ? [] : [rootOf(hashes)];
  const k = split(hashes.length);
  return m <= k
    ? [...consistencyPath(m, hashes.slice(0, k), whole), rootOf(hashes.slice(k))]
    : [...consistencyPath(m - k, hashes.slice(k), false), rootOf(hashes.slice(0, k))];
}

const P = BigInt('0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffff');
const N = BigInt('0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123');
const B = '28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93';
const GX = '32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7';
const GY = 'bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0';
type Point = readonly [bigint, bigint] | undefined;

const mod = (n: bigint, by: bigint): bigint => ((n % by) + by) % by;
function inverse(n: bigint, by: bigint): bigint {
  let [a, b, x, y] = [mod(n, by), by, 1n, 0n];
  while (a > 1n) [a, b, x, y] = [b, a % b, y, x - (a / b) * y];
  return mod(x, by);
}

function plus(p: Point, q: Point): Point {
  if (!p || !q) return p ?? q;
  if (p[0] === q[0] && p[1] !== q[1]) return undefined;
  const slope =
    p[0] === q[0] ? (3n * p[0] * p[0] - 3n) * inverse(2n * p[1], P) : (q[1] - p[1]) * inverse(q[0] - p[0], P);
  const x = mod(slope * slope - p[0] - q[0], P);
  return [x, mod(slope * (p[0] - x) - p[1], P)];
}

function times(k: bigint, point: Point): Point {
  let [sum, power]: Point[] = [undefined, point];
  for (let rest = k; rest > 0n; rest >>= 1n) {
    if (rest & 1n) sum = plus(sum, power);
    power = plus(power, power);
  }
  return sum;
}

const BASE: Point = [BigInt(`0x${GX}`), BigInt(`0x${GY}`)];
const hex = (n: bigint): string => n.toString(16).padStart(64, '0');

export interface SmSigningKey {
  readonly vkey: string;
  /** 04 ‖ x ‖ y. */
  readonly point: Buffer;
  /** r ‖ s over a text. */
  sign(text: string, k?: bigint): Buffer;
  /** One signature line over a text. */
  line(text: string): string;
}

/** A key made of a number, and so the same in every run. @param d hex */
export function smKeyOf(name: string, d: string): SmSigningKey {
  const secret = BigInt(`0x${d}`);
  const [x = 0n, y = 0n] = times(secret, BASE) ?? [];
  const point = Buffer.from(`04${hex(x)}${hex(y)}`, 'hex');
  const typed = Buffer.concat([Buffer.from([0xff]), Buffer.from('1.2.156.10197.1.501'), point]);
  const id = createHash('sha256').update(`${name}\n`).update(typed).digest().subarray(0, 4);
  const identity = sm3(
    Buffer.from([0, 128]),
    '1234567812345678',
    Buffer.from(`${hex(P - 3n)}${B}${GX}${GY}${hex(x)}${hex(y)}`, 'hex'),
  );
  const sign = (text: string, k = BigInt(`0x${sm3(d, text).toString('hex')}`) % N): Buffer => {
    const e = BigInt(`0x${sm3(identity, text).toString('hex')}`);
    const r = mod(e + (times(k, BASE)?.[0] ?? 0n), N);
    const s = mod(inverse(1n + secret, N) * (k - r * secret), N);
    return Buffer.from(hex(r) + hex(s), 'hex');
  };
  return {
    vkey: `${name}+${id.toString('hex')}+${typed.toString('base64')}`,
    point,
    sign,
    line: (text) => `— ${name} ${Buffer.concat([id, sign(text)]).toString('base64')}\n`,
  };
}

export const SM_ORIGIN = 'made.up/ledger/sm';
export const SM_LOG = smKeyOf(SM_ORIGIN, '11'.repeat(32));

/** Puts a checkpoint of the second origin at `size` into a payload, in a decision's bag with its proofs. */
export function withSecondOrigin(
  ledger: MadeUpLedger,
  files: Map<string, Buffer>,
  size: number,
  key = SM_LOG,
): void {
  const hashes = ledger.leaves().slice(0, size).map(hashOfLeaf);
  const text = `${SM_ORIGIN}\n${size}\n${rootOf(hashes).toString('base64')}\n`;
  files.set(`data/sm/checkpoints/${size}.note`, Buffer.from(`${text}\n${key.line(text)}`));
  if (!files.has('data/ledger/inclusion.jsonl')) return;
  const seqs = [...String(files.get('data/ledger/leaves.jsonl')).matchAll(/"seq":(\d+),"source"/g)].map(
    ([, seq]) => Number(seq),
  );
  const lines = seqs
    .filter((seq) => seq < size)
    .map((seq) => `${jcs({ path: inclusionPath(seq, hashes).map((one) => one.toString('hex')), seq })}\n`);
  files.set('data/sm/inclusion.jsonl', Buffer.from(lines.join('')));
}

/** Puts the proofs that checkpoints of these sizes continue each other into a payload. */
export function withSmConsistency(
  ledger: MadeUpLedger,
  files: Map<string, Buffer>,
  sizes: readonly number[],
): void {
  const hashes = ledger.leaves().map(hashOfLeaf);
  const lines = sizes.slice(1).map((to, at) => {
    const from = sizes[at] ?? 0;
    const path = consistencyPath(from, hashes.slice(0, to)).map((one) => one.toString('hex'));
    return `${jcs({ from, path, to })}\n`;
  });
  files.set('data/sm/consistency.jsonl', Buffer.from(lines.join('')));
}
