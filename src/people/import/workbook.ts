import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';
import { ZipFile } from 'yazl';
import { ImportUnreadable } from './refusals.js';

/** What a workbook of at most a megabyte may unpack to: a list of a thousand people has a hundredth of it. */
const UNPACKED = 32 * 1024 * 1024;
const ENTRIES = 200;

/** Cells that compute: `<c r="B2"><f>…`, with or without a prefix of the namespace. */
const FORMULA = /<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3}\d{1,7})"[^>]*>\s*<(?:\w+:)?f[\s/>]/g;

/**
 * The first sheet of an XLSX file, cell by cell.
 * @throws ImportUnreadable also for one with formulas: what was worked out elsewhere is nobody's word
 */
export async function sheetOf(bytes: Buffer): Promise<string[][]> {
  const files = await unpacked(bytes);
  const formulas = [...files]
    .filter(([name]) => /^xl\/worksheets\/[^/]+\.xml$/.test(name))
    .flatMap(([, xml]) => [...xml.toString('utf8').matchAll(FORMULA)].map(([, cell = '']) => cell));
  if (formulas.length > 0) throw new ImportUnreadable('formulas', formulas.slice(0, 20));
  const { readSheet } = await import('read-excel-file/node');
  const rows = await readSheet(await packed(files)).catch(() => {
    throw new ImportUnreadable('broken');
  });
  return rows.map((row) => row.map(written));
}

/** A cell as a person would write it; a day of the calendar as `YYYY-MM-DD` (workbooks know no time zone). */
function written(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10);
  return typeof cell === 'string' ? cell : JSON.stringify(cell);
}

/** Every entry, no more of it than is allowed, whatever the archive says of its own size. */
async function unpacked(bytes: Buffer): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  let left = UNPACKED;
  try {
    const archive = await fromBufferPromise(bytes, { lazyEntries: true, strictFileNames: true });
    for await (const entry of archive.eachEntry()) {
      left -= entry.uncompressedSize;
      if (left < 0 || files.size >= ENTRIES) throw new ImportUnreadable('unpacks-too-large');
      // yauzl stops where an entry has more bytes than it declared.
      if (!entry.fileName.endsWith('/'))
        files.set(entry.fileName, await buffer(await archive.openReadStreamPromise(entry)));
    }
  } catch (error) {
    throw error instanceof ImportUnreadable ? error : new ImportUnreadable('broken');
  }
  return files;
}

/** The reader of workbooks gets an archive of our own making: no bomb, no name twice, nothing between entries. */
function packed(files: ReadonlyMap<string, Buffer>): Promise<Buffer> {
  const archive = new ZipFile();
  for (const [name, content] of files) archive.addBuffer(content, name, { compress: false });
  archive.end();
  return buffer(archive.outputStream);
}
