import type { FileHandle } from 'node:fs/promises';
import { namesInArchive } from './archive.js';
import { bytesAt } from './bytes-at.js';
import { COMPOUND_FILE, namesInCompoundFile } from './compound-file.js';

const OPEN_XML = 'application/vnd.openxmlformats-officedocument';
const DOCX = `${OPEN_XML}.wordprocessingml.document`;
const XLSX = `${OPEN_XML}.spreadsheetml.sheet`;

/**
 * What the store takes, and how such a file is called when it is handed out. WPS writes its .wps and .et in the
 * formats of .doc and .xls, and opens these.
 */
export const ACCEPTED: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'application/ofd': 'ofd',
  [DOCX]: 'docx',
  [XLSX]: 'xlsx',
  'application/msword': 'doc',
  'application/vnd.ms-excel': 'xls',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/heic': 'heic',
  'text/plain; charset=utf-8': 'txt',
};

const MAGIC: readonly (readonly [string, Buffer])[] = [
  ['application/pdf', Buffer.from('%PDF-', 'latin1')],
  ['image/png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
  ['image/jpeg', Buffer.from([0xff, 0xd8, 0xff])],
];
const ZIP = Buffer.from('PK\x03\x04', 'latin1');
/** Brands of pictures coded by HEVC (ISO/IEC 23008-12, annex B); `mif1` alone says nothing of the coding. */
const HEIC_BRANDS = ['heic', 'heix', 'heim', 'heis'];
const LONGEST_FTYP = 256;

/**
 * What a file is by its content; undefined for what is not accepted. Names and headers are not asked: they are
 * whatever the sender says.
 * @throws DocumentUnsafe
 */
export async function mediaTypeOf(
  file: FileHandle,
  size: number,
  isText: boolean,
): Promise<string | undefined> {
  if (size === 0) return undefined;
  const head = await bytesAt(file, 0, Math.min(size, LONGEST_FTYP));
  const startsWith = (magic: Buffer) => head.subarray(0, magic.length).equals(magic);
  const known = MAGIC.find(([, magic]) => startsWith(magic));
  if (known) return known[0];
  if (startsWith(ZIP)) return zipType(await namesInArchive(file, size));
  if (startsWith(COMPOUND_FILE)) return compoundType(await namesInCompoundFile(file, size));
  if (isHeic(head)) return 'image/heic';
  return isText ? 'text/plain; charset=utf-8' : undefined;
}

/** Office documents of today are ZIP files; one with macros is none of ours. */
function zipType(names: readonly string[] | undefined): string | undefined {
  if (!names) return undefined;
  if (names.includes('OFD.xml')) return 'application/ofd';
  const macros = names.some((name) => /vbaproject\.bin$|(^|\/)macrosheets\//i.test(name));
  if (!names.includes('[Content_Types].xml') || macros) return undefined;
  if (names.includes('word/document.xml')) return DOCX;
  return names.includes('xl/workbook.xml') ? XLSX : undefined;
}

/** Those of before are compound files, and so are installers, letters and what is encrypted. */
function compoundType(names: Awaited<ReturnType<typeof namesInCompoundFile>>): string | undefined {
  if (!names || names.all.some((name) => /^_vba_project(_cur)?$/i.test(name))) return undefined;
  if (names.root.includes('WordDocument')) return 'application/msword';
  return names.root.some((name) => name === 'Workbook' || name === 'Book')
    ? 'application/vnd.ms-excel'
    : undefined;
}

/** ISO/IEC 14496-12, 4.3: the first box names the brands that the file keeps to. */
function isHeic(head: Buffer): boolean {
  if (head.length < 16 || head.toString('latin1', 4, 8) !== 'ftyp') return false;
  const end = Math.min(head.readUInt32BE(0), head.length);
  const brands = [head.toString('latin1', 8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(head.toString('latin1', at, at + 4));
  return brands.some((brand) => HEIC_BRANDS.includes(brand));
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
