import { randomUUID } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Bag } from './bag.js';
import { zipOf } from './zip.js';

/** Something stands under the name that the bag was to have; nothing is overwritten. */
export class NameTaken extends Error {
  constructor(readonly path: string) {
    super(`${path} is there already.`);
  }
}

/**
 * Writes the bag as a ZIP. Until it is whole and on the disk it has another name, beside the final one, so that half of
 * one is never taken for it; what fails on the way is removed.
 *
 * @throws NameTaken; the file system's errors; what reading the bag throws
 */
export async function writeZip(bag: Bag, path: string): Promise<void> {
  await underAnotherName(path, async (unfinished) => {
    await pipeline(zipOf(bag), createWriteStream(unfinished, { flags: 'wx', flush: true }));
  });
}

/** Writes the bag as a folder, in the same manner. @throws as `writeZip` */
export async function writeFolder(bag: Bag, path: string): Promise<void> {
  await underAnotherName(path, async (unfinished) => {
    await mkdir(unfinished);
    for await (const file of bag.files()) {
      const target = join(unfinished, file.path);
      await mkdir(dirname(target), { recursive: true });
      await pipeline(file.chunks, createWriteStream(target, { flags: 'wx', flush: true }));
    }
  });
}

async function underAnotherName(path: string, write: (unfinished: string) => Promise<void>): Promise<void> {
  const unfinished = `${path}.${randomUUID().slice(0, 8)}.unfinished`;
  refuseTaken(path);
  try {
    await write(unfinished);
    // Hard links would close this gap, and a memory stick has none.
    refuseTaken(path);
    await rename(unfinished, path);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  await syncFolderOf(path);
}

function refuseTaken(path: string): void {
  if (existsSync(path)) throw new NameTaken(path);
}

/** The new name is on the disk too. */
async function syncFolderOf(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
