/** U+0000 as canonical JSON writes it: an escape whose backslash is not itself escaped. */
const WRITTEN = /(?<!\\)(?:\\\\)*\\u0000/;

/** Whether a canonical text holds U+0000, which our own reader refuses: what is written must be read back. */
export function writesNull(canonicalText: string): boolean {
  return WRITTEN.test(canonicalText);
}
