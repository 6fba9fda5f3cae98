import type { FileHandle } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fromFdPromise, type Entry, type ZipFile } from 'yauzl';
import { DocumentUnsafe } from './refusals.js';

/** An office document has some dozens of entries, a long scanned OFD some thousands. */
const MOST_ENTRIES = 10_000;
/** Bytes of all entries together, unpacked. */
const MOST_UNPACKED = 512 * 1024 * 1024;
/** Deflate goes to 1032 : 1; a sheet of a thousand equal rows to about 60 : 1. */
const MOST_RATIO = 200;
/** What is smaller than this, unpacked, harms nobody, however small it was packed. */
const HARMLESS = 16 * 1024 * 1024;

/**
 * Names of the entries of a ZIP file, once all of it was unpacked, to nowhere: what its directory says of sizes is
 * only what its maker says.
 * @returns undefined for what is no ZIP file that can be read
 * @throws DocumentUnsafe for one that unpacks to far more than it is, or whose names lead elsewhere
 */
export async function namesInArchive(file: FileHandle, size: number): Promise<string[] | undefined> {
  const archive = await fromFdPromise(file.fd, {
    lazyEntries: true,
    autoClose: false,
    decodeStrings: false,
  }).catch(() => undefined);
  if (!archive || archive.entryCount === 0) return undefined;
  if (archive.entryCount > MOST_ENTRIES) throw new DocumentUnsafe('unpacks-too-large');
  try {
    const entries = await entriesOf(archive);
    refuseWhatIsSaid(entries, size);
    const names = entries.map(nameOf);
    if (names.some(leadsElsewhere) || new Set(names).size < names.length)
      throw new DocumentUnsafe('names-lead-elsewhere');
    await unpackToNowhere(archive, entries);
    return names;
  } catch (error) {
    if (error instanceof DocumentUnsafe) throw error;
    return undefined;
  }
}

async function entriesOf(archive: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of archive.eachEntry()) entries.push(entry);
  return entries;
}

/** Entries that share their bytes (D. Fifield, "A better zip bomb") are larger together than the file. */
function refuseWhatIsSaid(entries: readonly Entry[], size: number): void {
  const packed = entries.reduce((sum, { compressedSize }) => sum + compressedSize, 0);
  const unpacked = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
  const tooMuch = unpacked > HARMLESS && unpacked > size * MOST_RATIO;
  if (packed > size || unpacked > MOST_UNPACKED || tooMuch) throw new DocumentUnsafe('unpacks-too-large');
}

/** With their bytes as they are, since yauzl would refuse a bad name with the same error as a damaged file. */
const nameOf = ({ fileNameRaw }: Entry): string => fileNameRaw.toString('utf8');

function leadsElsewhere(name: string): boolean {
  return (
    name.includes('\\') || name.includes('\0') || /^(\/|[a-z]:)/i.test(name) || /(^|\/)\.\.(\/|$)/.test(name)
  );
}

/** The reader ends an entry that gives more, or less, than its directory said: the sums above hold. */
async function unpackToNowhere(archive: ZipFile, entries: readonly Entry[]): Promise<void> {
  for (const entry of entries) {
    const stream = await archive.openReadStreamPromise(entry);
    try {
      await pipeline(stream, nowhere());
    } catch (error) {
      if (/too many bytes/.test(String(error))) throw new DocumentUnsafe('unpacks-too-large');
      throw error;
    }
  }
}

const nowhere = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() });
