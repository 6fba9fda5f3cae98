import type { FileHandle } from 'node:fs/promises';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const END_SIZE = 22;
const LONGEST_COMMENT = 65_535;
/** A directory longer than this belongs to no office document. */
const LONGEST_DIRECTORY = 4 * 1024 * 1024;

/**
 * Names of the entries of a ZIP file (APPNOTE 4.3.12, 4.3.16), off its central directory and without unpacking
 * anything; undefined when it has none that can be read.
 */
export async function zipNames(file: FileHandle, size: number): Promise<string[] | undefined> {
  const tail = await bytesAt(file, Math.max(0, size - END_SIZE - LONGEST_COMMENT), size);
  for (let at = tail.length - END_SIZE; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== END_OF_DIRECTORY) continue;
    const length = tail.readUInt32LE(at + 12);
    const start = tail.readUInt32LE(at + 16);
    if (length > LONGEST_DIRECTORY || start + length > size) return undefined;
    return namesIn(await bytesAt(file, start, start + length));
  }
  return undefined;
}

function namesIn(directory: Buffer): string[] | undefined {
  const names: string[] = [];
  for (let at = 0; at < directory.length;) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== DIRECTORY_ENTRY) return undefined;
    const [name, extra, comment] = [28, 30, 32].map((field) => directory.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ];
    names.push(directory.subarray(at + 46, at + 46 + name).toString('utf8'));
    at += 46 + name + extra + comment;
  }
  return names;
}

/** The bytes from `start` to before `end`, as many of them as there are. */
export async function bytesAt(file: FileHandle, start: number, end: number): Promise<Buffer> {
  const buffer = Buffer.alloc(end - start);
  const { bytesRead } = await file.read(buffer, 0, buffer.length, start);
  return buffer.subarray(0, bytesRead);
}
