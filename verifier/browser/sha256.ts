import type { Hasher } from '../core/host.js';

/** SHA-256 (FIPS 180-4) that needs no waiting: WebCrypto's answers only later, and a tree asks for very many. */
const K = new Uint32Array(64);
const START = new Uint32Array(8);

// The constants are the first 32 bits of the fractional parts of the roots of the first 64 primes.
let found = 0;
for (let n = 2; found < 64; n += 1) {
  let isPrime = true;
  for (let divisor = 2; divisor * divisor <= n; divisor += 1) if (n % divisor === 0) isPrime = false;
  if (!isPrime) continue;
  if (found < 8) START[found] = fractionOf(n, 2);
  K[found] = fractionOf(n, 3);
  found += 1;
}

/** floor(frac(n^(1/degree)) · 2³²), exactly: by whole numbers. */
function fractionOf(n: number, degree: 2 | 3): number {
  const scaled = BigInt(n) << BigInt(32 * degree);
  let root = 0n;
  for (let bit = 1n << 40n; bit > 0n; bit >>= 1n) if ((root + bit) ** BigInt(degree) <= scaled) root += bit;
  return Number(root & 0xffffffffn);
}

const word = new Uint32Array(64);
const rotated = (x: number, by: number): number => (x >>> by) | (x << (32 - by));

export class Sha256 implements Hasher {
  private readonly state = START.slice();
  private readonly block = new Uint8Array(64);
  private held = 0;
  private length = 0;

  update(bytes: Uint8Array): this {
    this.length += bytes.length;
    for (let at = 0; at < bytes.length;) {
      const part = bytes.subarray(at, at + 64 - this.held);
      this.block.set(part, this.held);
      this.held += part.length;
      at += part.length;
      if (this.held === 64) this.compress();
    }
    return this;
  }

  copy(): Sha256 {
    const other = new Sha256();
    other.state.set(this.state);
    other.block.set(this.block);
    [other.held, other.length] = [this.held, this.length];
    return other;
  }

  digest(): Uint8Array {
    const bits = this.length * 8;
    this.update(new Uint8Array([0x80]));
    this.update(new Uint8Array((120 - this.held) % 64));
    const end = new DataView(new ArrayBuffer(8));
    end.setUint32(0, Math.floor(bits / 2 ** 32));
    end.setUint32(4, bits >>> 0);
    this.update(new Uint8Array(end.buffer));
    const digest = new DataView(new ArrayBuffer(32));
    this.state.forEach((value, at) => digest.setUint32(at * 4, value));
    return new Uint8Array(digest.buffer);
  }

  private compress(): void {
    const view = new DataView(this.block.buffer);
    for (let t = 0; t < 16; t += 1) word[t] = view.getUint32(t * 4);
    for (let t = 16; t < 64; t += 1) {
      const [w15, w2] = [word[t - 15] as number, word[t - 2] as number];
      const s0 = rotated(w15, 7) ^ rotated(w15, 18) ^ (w15 >>> 3);
      const s1 = rotated(w2, 17) ^ rotated(w2, 19) ^ (w2 >>> 10);
      word[t] = (word[t - 16] as number) + s0 + (word[t - 7] as number) + s1;
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = this.state;
    for (let t = 0; t < 64; t += 1) {
      const s1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25);
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (K[t] as number) + (word[t] as number)) | 0;
      const s0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22);
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((value, at) => (this.state[at] = (this.state[at] as number) + value));
    this.held = 0;
  }
}
