/** The text is not the one base64 form of any bytes. */
export class NotBase64 extends Error {
  readonly code = 'not-base64';

  constructor() {
    super('This text is not strict base64 (RFC 4648 §3.5): exactly one text stands for any bytes.');
    this.name = 'NotBase64';
  }
}

/**
 * Standard base64 with padding (RFC 4648 §4), as notes, checkpoints and proofs use it. Node's own decoder skips
 * what it does not understand, so that an edited signature line could still verify; this one takes exactly
 * the text that encoding the bytes would give.
 *
 * @throws NotBase64
 */
export function decodeBase64(text: string): Buffer {
  return decodeAs('base64', text);
}

/**
 * URL-safe base64 without padding (RFC 4648 §5), as disclosures use it (RFC 9901), just as strictly.
 *
 * @throws NotBase64
 */
export function decodeBase64Url(text: string): Buffer {
  return decodeAs('base64url', text);
}

function decodeAs(form: 'base64' | 'base64url', text: string): Buffer {
  const bytes = Buffer.from(text, form);
  if (bytes.toString(form) !== text) throw new NotBase64();
  return bytes;
}
