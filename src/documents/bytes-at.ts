import type { FileHandle } from 'node:fs/promises';

/** The bytes from `start` to before `end`, as many of them as there are. */
export async function bytesAt(file: FileHandle, start: number, end: number): Promise<Buffer> {
  const buffer = Buffer.alloc(end - start);
  const { bytesRead } = await file.read(buffer, 0, buffer.length, start);
  return buffer.subarray(0, bytesRead);
}
