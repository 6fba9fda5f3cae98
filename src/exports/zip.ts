import { PassThrough, Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { Bag } from './bag.js';

/**
 * The bag as one ZIP, written as it is read: no more of it is in memory than a few pieces. When something fails, the
 * stream fails, and what was read of it is no ZIP, for its directory comes last.
 */
export function zipOf(bag: Bag): Readable {
  const zip = new ZipFile();
  const out = zip.outputStream as PassThrough;
  const gone = new AbortController();
  out.once('close', () => gone.abort());
  zip.on('error', (error: Error) => out.destroy(error));
  pour(bag, zip, gone.signal).catch((error: Error) => out.destroy(error));
  return out;
}

async function pour(bag: Bag, zip: ZipFile, gone: AbortSignal): Promise<void> {
  const mtime = civilTimeInChina(bag.at);
  for await (const { path, chunks, dense } of bag.files()) {
    const content = Readable.from(chunks, { objectMode: false });
    // The extended time stamp would say the reader's offset; the plain one is the same bytes everywhere.
    const options = { mtime, mode: 0o100644, compress: dense !== true, forceDosTimestamp: true };
    zip.addReadStream(content, `${bag.name}/${path}`, options);
    try {
      await finished(content, { signal: gone });
    } finally {
      // Whoever stops reading leaves no file open.
      content.destroy();
    }
  }
  zip.end();
}

/** A ZIP knows no time zones: it says the hour in China, wherever this machine believes to be. */
function civilTimeInChina(at: Date): Date {
  const china = new Date(at.getTime() + 8 * 3_600_000);
  return new Date(
    china.getUTCFullYear(),
    china.getUTCMonth(),
    china.getUTCDate(),
    china.getUTCHours(),
    china.getUTCMinutes(),
    china.getUTCSeconds(),
  );
}
