/** One element of DER (X.690), of definite length: its tag, what it holds, and all of its bytes. */
export interface Der {
  readonly tag: number;
  readonly body: Uint8Array;
  readonly bytes: Uint8Array;
}

export const SEQUENCE = 0x30;
export const SET = 0x31;
export const INTEGER = 0x02;
export const OCTETS = 0x04;
export const OID = 0x06;
export const GENERALIZED_TIME = 0x18;
export const CONTEXT_0 = 0xa0;

/** This is no DER as it should be. */
export class NotDer extends Error {}

/** Reads exactly one element. @throws NotDer */
export function readDer(bytes: Uint8Array): Der {
  const [only, ...others] = elementsIn(bytes);
  if (!only || others.length > 0) throw new NotDer();
  return only;
}

/** The elements that stand one after the other. @throws NotDer */
export function elementsIn(bytes: Uint8Array): Der[] {
  const elements: Der[] = [];
  for (let at = 0; at < bytes.length;) {
    const tag = bytes[at] ?? 0;
    let length = bytes[at + 1] ?? 0x80;
    let from = at + 2;
    if (length >= 0x80) {
      const digits = bytes.subarray(from, from + length - 0x80);
      // Four digits are more than any token has; fewer that begin with 0 could have been written otherwise.
      if (length === 0x80 || length > 0x84 || digits.length !== length - 0x80 || digits[0] === 0)
        throw new NotDer();
      from += digits.length;
      length = digits.reduce((value, digit) => value * 256 + digit, 0);
      if (length < 0x80) throw new NotDer();
    }
    const end = from + length;
    if ((tag & 0x1f) === 0x1f || end > bytes.length) throw new NotDer();
    elements.push({ tag, body: bytes.subarray(from, end), bytes: bytes.subarray(at, end) });
    at = end;
  }
  return elements;
}

/** What a constructed element of this tag holds. @throws NotDer */
export function inside(element: Der | undefined, tag: number): Der[] {
  return elementsIn(bodyOf(element, tag));
}

/** The content of an element of this tag. @throws NotDer */
export function bodyOf(element: Der | undefined, tag: number): Uint8Array {
  if (element?.tag !== tag) throw new NotDer();
  return element.body;
}

/** An object identifier in dotted decimals. @throws NotDer */
export function oidOf(element: Der | undefined): string {
  const body = bodyOf(element, OID);
  const numbers: number[] = [];
  let value = 0;
  for (const byte of body) {
    value = value * 128 + (byte & 0x7f);
    if (!Number.isSafeInteger(value)) throw new NotDer();
    if (byte >= 0x80) continue;
    numbers.push(value);
    value = 0;
  }
  const [first, ...rest] = numbers;
  if (first === undefined || (body.at(-1) ?? 0x80) >= 0x80) throw new NotDer();
  const arc = Math.min(2, Math.floor(first / 40));
  return [arc, first - arc * 40, ...rest].join('.');
}
