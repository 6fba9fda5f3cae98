import type { FileHandle } from 'node:fs/promises';
import { bytesAt, zipNames } from './zip-names.js';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** What the store takes, and how such a file is called when it is handed out. */
export const ACCEPTED: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'application/ofd': 'ofd',
  [DOCX]: 'docx',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'text/plain; charset=utf-8': 'txt',
};

const MAGIC: readonly (readonly [string, Buffer])[] = [
  ['application/pdf', Buffer.from('%PDF-', 'latin1')],
  ['image/png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
  ['image/jpeg', Buffer.from([0xff, 0xd8, 0xff])],
];
const ZIP = Buffer.from('PK\x03\x04', 'latin1');

/**
 * What a file is by its content; undefined for what is not accepted. Names and headers are not asked: they are
 * whatever the sender says.
 */
export async function mediaTypeOf(
  file: FileHandle,
  size: number,
  isText: boolean,
): Promise<string | undefined> {
  if (size === 0) return undefined;
  const head = await bytesAt(file, 0, Math.min(size, 16));
  const known = MAGIC.find(([, magic]) => head.subarray(0, magic.length).equals(magic));
  if (known) return known[0];
  if (head.subarray(0, 4).equals(ZIP)) return zipType(await zipNames(file, size));
  return isText ? 'text/plain; charset=utf-8' : undefined;
}

/** Both kinds of office document are ZIP files; one with macros is none of ours. */
function zipType(names: readonly string[] | undefined): string | undefined {
  if (!names) return undefined;
  if (names.includes('OFD.xml')) return 'application/ofd';
  const macros = names.some((name) => name.toLowerCase().endsWith('vbaproject.bin'));
  return names.includes('[Content_Types].xml') && names.includes('word/document.xml') && !macros
    ? DOCX
    : undefined;
}

/** Looks at a file as it passes, to tell whether all of it is UTF-8 text without control characters. */
export class TextWatch {
  private readonly decoder = new TextDecoder('utf-8', { fatal: true });
  private text = true;

  see(chunk: Uint8Array): void {
    this.decode(chunk, true);
  }

  /** Call once, after the last chunk. */
  sawText(): boolean {
    this.decode(new Uint8Array(), false);
    return this.text;
  }

  private decode(chunk: Uint8Array, stream: boolean): void {
    if (!this.text) return;
    try {
      // Tab, line feed, form feed and carriage return are the control characters of plain text.
      this.text = !/(?![\t\n\f\r])\p{Cc}/u.test(this.decoder.decode(chunk, { stream }));
    } catch {
      this.text = false;
    }
  }
}
