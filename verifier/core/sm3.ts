import type { Hash } from './host.js';
import { joined } from './bytes.js';

/** SM3 (GB/T 32905-2016), for machines that have none of their own: a browser, an OpenSSL that was built without it. */

const START = [
  0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e,
];
const BLOCK = 64;

export const sm3: Hash = (...parts) => {
  const message = padded(parts.length === 1 ? (parts[0] as Uint8Array) : joined(parts));
  const blocks = new DataView(message.buffer, message.byteOffset, message.length);
  const state = Int32Array.from(START);
  const words = new Int32Array(68);
  for (let at = 0; at < message.length; at += BLOCK) {
    expand(blocks, at, words);
    compress(state, words);
  }
  const digest = new DataView(new ArrayBuffer(32));
  state.forEach((word, at) => digest.setInt32(at * 4, word));
  return new Uint8Array(digest.buffer);
};

/** 4.2: a one, zeros, and the length in bits. */
function padded(message: Uint8Array): Uint8Array {
  const whole = new Uint8Array((Math.floor((message.length + 8) / BLOCK) + 1) * BLOCK);
  whole.set(message);
  whole[message.length] = 0x80;
  new DataView(whole.buffer).setBigUint64(whole.length - 8, BigInt(message.length) * 8n);
  return whole;
}

const rotated = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits));
const p0 = (x: number): number => x ^ rotated(x, 9) ^ rotated(x, 17);
const p1 = (x: number): number => x ^ rotated(x, 15) ^ rotated(x, 23);

/** 5.3.2. */
function expand(blocks: DataView, from: number, words: Int32Array): void {
  const at = (place: number): number => words[place] as number;
  for (let j = 0; j < 16; j += 1) words[j] = blocks.getInt32(from + j * 4);
  for (let j = 16; j < 68; j += 1)
    words[j] = p1(at(j - 16) ^ at(j - 9) ^ rotated(at(j - 3), 15)) ^ rotated(at(j - 13), 7) ^ at(j - 6);
}

/** 5.3.3. */
function compress(state: Int32Array, words: Int32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let j = 0; j < 64; j += 1) {
    const early = j < 16;
    const twelve = rotated(a, 12);
    const ss1 = rotated((twelve + e + rotated(early ? 0x79cc4519 : 0x7a879d8a, j % 32)) | 0, 7);
    const ff = early ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
    const gg = early ? e ^ f ^ g : (e & f) | (~e & g);
    const word = words[j] as number;
    const tt1 = (ff + d + (ss1 ^ twelve) + (word ^ (words[j + 4] as number))) | 0;
    const tt2 = (gg + h + ss1 + word) | 0;
    [d, c, b, a] = [c, rotated(b, 9), a, tt1];
    [h, g, f, e] = [g, rotated(f, 19), e, p0(tt2)];
  }
  [a, b, c, d, e, f, g, h].forEach((word, at) => {
    state[at] = (state[at] as number) ^ word;
  });
}
