import { createReadStream } from 'node:fs';
import { lstat, open, readdir, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { broken, type BagFile, type Files } from '../core/container.js';
import { Usage } from '../core/findings.js';
import type { Host } from '../core/host.js';
import { errorCode } from './error-code.js';
import { filesInZip } from '../core/zip.js';

/** The files of the bag at this path, a folder or a ZIP. @throws Ended; Usage when nothing can be read there */
export async function openBag(host: Host, path: string, closing: (() => Promise<void>)[]): Promise<Files> {
  const entry = await lookedAt(path);
  if (entry.isDirectory()) return filesInFolder(path);
  if (!entry.isFile()) throw broken('既不是文件夹也不是文件', 'this is neither a folder nor a file');
  const file = await open(path, 'r');
  closing.push(() => file.close());
  return filesInZip(host, { size: entry.size, read: (offset, length) => readAt(file, offset, length) });
}

/** A link to the bag is the auditor's own; links in it are not followed. */
async function lookedAt(path: string) {
  try {
    return await stat(path);
  } catch (error) {
    const why = errorCode(error);
    throw new Usage({ zh: `无法读取 ${path}（${why}）`, en: `${path} cannot be read (${why})` });
  }
}

async function filesInFolder(root: string): Promise<Files> {
  const files = new Map<string, BagFile>();
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) folders.push(path);
      else if (entry.isFile()) files.set(path, await fileIn(root, path));
      else throw broken('不是普通文件（链接或设备）', 'this is no plain file: a link, or a device', path);
    }
  }
  return files;
}

async function fileIn(root: string, path: string): Promise<BagFile> {
  const { size } = await lstat(join(root, path));
  return { path, size, chunks: () => createReadStream(join(root, path), { highWaterMark: 256 * 1024 }) };
}

async function readAt(file: FileHandle, offset: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let read = 0;
  while (read < length) {
    const { bytesRead } = await file.read(bytes, read, length - read, offset + read);
    if (bytesRead === 0) break;
    read += bytesRead;
  }
  return bytes.subarray(0, read);
}
