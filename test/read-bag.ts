import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';
import { canonicalize, type Json, type JsonObject } from '../src/canonical/canonical-json.js';

/** The files of a bag by path, without its base directory. */
export type BagFiles = ReadonlyMap<string, Buffer>;

/** Unpacks a ZIP, with a reader that is not ours. @throws Error when it is none, or when names have no common base */
export async function unzipped(zip: Buffer): Promise<{ base: string; files: BagFiles }> {
  const opened = await fromBufferPromise(zip, { lazyEntries: true, strictFileNames: true });
  const files = new Map<string, Buffer>();
  const bases = new Set<string>();
  for await (const entry of opened.eachEntry()) {
    const [base = '', ...path] = entry.fileName.split('/');
    bases.add(base);
    if (files.has(path.join('/'))) throw new Error(`${entry.fileName} is there twice`);
    files.set(path.join('/'), await buffer(await opened.openReadStreamPromise(entry)));
  }
  if (bases.size !== 1) throw new Error(`A bag has one base directory, not ${[...bases].join(', ')}`);
  return { base: [...bases].join(), files };
}

/** Reads a bag from a folder. */
export function unpacked(folder: string): BagFiles {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Map(
    entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(folder, path).split(sep).join('/'), readFileSync(path)]),
  );
}

/** The lines of a `.jsonl`, each canonical; none where the file is left out. */
export function linesIn(files: BagFiles, path: string): JsonObject[] {
  const text = files.get(path)?.toString('utf8');
  if (text === undefined) return [];
  if (!text.endsWith('\n')) throw new Error(`${path} does not end a line`);
  return text
    .slice(0, -1)
    .split('\n')
    .map((line) => {
      const value = JSON.parse(line) as Json;
      if (canonicalize(value) !== line) throw new Error(`${path}: ${line} is not canonical`);
      return value as JsonObject;
    });
}

/** What RFC 8493 would have otherwise, read off that text and not off our writer; nothing for a valid, complete bag. */
export function bagItFaults(files: BagFiles): string[] {
  const declaration = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';
  const names = [...files.keys()];
  const payload = names.filter((name) => name.startsWith('data/'));
  const tags = names.filter((name) => !name.startsWith('data/') && name !== 'tagmanifest-sha256.txt');
  const octets = payload.reduce((sum, name) => sum + (files.get(name)?.length ?? 0), 0);
  const info = files.get('bag-info.txt')?.toString('utf8') ?? '';
  return [
    ...(files.get('bagit.txt')?.toString('utf8') === declaration ? [] : ['bagit.txt']),
    ...(/^([A-Za-z-]+: \S.*\n)+$/.test(info) ? [] : ['bag-info.txt is no list of labels and values']),
    ...(info.includes(`Payload-Oxum: ${octets}.${payload.length}\n`) ? [] : ['Payload-Oxum']),
    ...(files.has('fetch.txt') ? ['fetch.txt'] : []),
    ...manifestFaults(files, 'manifest-sha256.txt', payload),
    ...manifestFaults(files, 'tagmanifest-sha256.txt', tags),
  ];
}

function manifestFaults(files: BagFiles, manifest: string, named: readonly string[]): string[] {
  const lines = (files.get(manifest)?.toString('utf8') ?? '').split('\n').slice(0, -1);
  const listed = new Map(lines.map((line) => [line.slice(66), line.slice(0, 66)]));
  const faults = lines.filter((line) => !/^[0-9a-f]{64} {2}\S+$/.test(line));
  if (listed.size !== lines.length) faults.push(`${manifest} names a file twice`);
  for (const name of new Set([...listed.keys(), ...named])) {
    const content = files.get(name);
    const digest = content && createHash('sha256').update(content).digest('hex');
    if (!named.includes(name) || listed.get(name) !== `${digest}  `) faults.push(`${manifest}: ${name}`);
  }
  return faults;
}
