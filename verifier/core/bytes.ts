/** Bytes and their texts, strictly: for any bytes there is one hex, one base64 and one base64url text, and no other is read. */

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export const utf8 = (text: string): Uint8Array => encoder.encode(text);

/** By its name: the error may come from another realm than this code. */
export const isTypeError = (error: unknown): boolean =>
  (error as Partial<Error> | null)?.name === 'TypeError';

/** Undefined for what is no UTF-8. A byte-order mark stays, as a character that no format here has. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch (error) {
    if (isTypeError(error)) return undefined;
    throw error;
  }
}

/** By name: a program that runs in a realm of its own (a test, a frame) has another TypeError than what it calls. */
export const isTypeError = (error: unknown): boolean =>
  (error as { readonly name?: unknown } | null)?.name === 'TypeError';

const DIGITS = '0123456789abcdef';
const HEX = Array.from({ length: 16 }, (_, value) => DIGITS.charCodeAt(value));

/** At most some hundred bytes; written at once, for a text put together piece by piece keeps all its pieces in memory. */
export function hexOf(bytes: Uint8Array): string {
  const codes: number[] = [];
  for (const byte of bytes) codes.push(HEX[byte >> 4] as number, HEX[byte & 15] as number);
  return String.fromCharCode(...codes);
}

/** The bytes of lower-case hex digits that were looked at before. */
export function bytesOfHex(hex: string): Uint8Array {
  const bytes = new Uint8Array(hex.length / 2);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16);
  return bytes;
}

const COMMON = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const STANDARD = tableOf(`${COMMON}+/`);
const URL_SAFE = tableOf(`${COMMON}-_`);

function tableOf(alphabet: string): Int8Array {
  const table = new Int8Array(128).fill(-1);
  for (let value = 0; value < 64; value += 1) table[alphabet.charCodeAt(value)] = value;
  return table;
}

/** Base64 with padding (RFC 4648 §4); undefined for any text that encoding would not give. */
export function bytesOfBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined;
  const body = text.endsWith('==') ? text.slice(0, -2) : text.endsWith('=') ? text.slice(0, -1) : text;
  return decoded(body, STANDARD);
}

/** Base64url without padding (RFC 4648 §5), just as strictly. */
export const bytesOfBase64Url = (text: string): Uint8Array | undefined => decoded(text, URL_SAFE);

function decoded(body: string, table: Int8Array): Uint8Array | undefined {
  if (body.length % 4 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((body.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (let i = 0; i < body.length; i += 1) {
    const value = table[body.charCodeAt(i)] ?? -1;
    if (value < 0) return undefined;
    held = ((held << 6) | value) & 0xfff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at] = (held >> bits) & 0xff;
    at += 1;
  }
  // Bits that no byte takes must be 0: otherwise several texts would stand for the same bytes.
  return (held & ((1 << bits) - 1)) === 0 ? bytes : undefined;
}

export const base64Of = (bytes: Uint8Array): string => encoded(bytes, `${COMMON}+/`, true);
export const base64UrlOf = (bytes: Uint8Array): string => encoded(bytes, `${COMMON}-_`, false);

function encoded(bytes: Uint8Array, alphabet: string, padded: boolean): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a, b, c] = [bytes[at] ?? 0, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0];
    const four = [a >> 2, ((a & 3) << 4) | (b >> 4), ((b & 15) << 2) | (c >> 6), c & 63];
    const count = Math.min(bytes.length - at, 3) + 1;
    for (let i = 0; i < count; i += 1) text += alphabet[four[i] ?? 0];
    if (padded) text += '='.repeat(4 - count);
  }
  return text;
}

export function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Order of UTF-16 code units, whatever the machine's language: the order of every list in a bag. */
export const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
