import { deflateRawSync, crc32 } from 'node:zlib';
import { hexDigest } from './made-up-tree.js';

export type BagContent = Map<string, Buffer>;

const BAGIT = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

/** Gives a payload its manifests, as any tool would that knows BagIt: whoever forges a bag does so too. */
export function sealed(payload: ReadonlyMap<string, Buffer | string>): BagContent {
  const files: BagContent = new Map([...payload].map(([path, content]) => [path, Buffer.from(content)]));
  for (const path of ['manifest-sha256.txt', 'tagmanifest-sha256.txt']) files.delete(path);
  files.set('bagit.txt', files.get('bagit.txt') ?? Buffer.from(BAGIT));
  files.set(
    'manifest-sha256.txt',
    manifest(files, (path) => path.startsWith('data/')),
  );
  files.set(
    'tagmanifest-sha256.txt',
    manifest(files, (path) => !path.startsWith('data/')),
  );
  return files;
}

function manifest(files: BagContent, covers: (path: string) => boolean): Buffer {
  const lines = [...files]
    .filter(([path]) => covers(path))
    .map(([path, bytes]) => `${hexDigest(bytes)}  ${path}\n`);
  return Buffer.from(lines.sort().join(''));
}

export interface ZipEntry {
  readonly name: string;
  readonly content: Buffer;
  /** Anything that is to be otherwise than it would be. */
  readonly forged?: Partial<
    Record<'crc' | 'size' | 'localName' | 'flags' | 'method' | 'mode' | 'packed', number | string>
  >;
  readonly data?: Buffer;
  readonly stored?: boolean;
}

/** A ZIP written by hand, so that anything in it can be wrong. */
export function zipWith(entries: readonly ZipEntry[], { before = '', comment = '' } = {}): Buffer {
  const parts: Buffer[] = [Buffer.from(before)];
  const directory: Buffer[] = [];
  let offset = parts[0]?.length ?? 0;
  for (const { name, content, forged = {}, data, stored } of entries) {
    const packed = data ?? (stored ? content : deflateRawSync(content));
    const method = Number(forged.method ?? (stored ? 0 : 8));
    const sum = Number(forged.crc ?? crc32(content));
    const [size, flags] = [Number(forged.size ?? content.length), Number(forged.flags ?? 0)];
    const localName = String(forged.localName ?? name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50);
    numbers(
      local,
      [
        [4, 20],
        [6, flags],
        [8, method],
        [26, Buffer.byteLength(localName)],
      ],
      2,
    );
    numbers(
      local,
      [
        [14, sum],
        [18, packed.length],
        [22, size],
      ],
      4,
    );
    parts.push(local, Buffer.from(localName), packed);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50);
    numbers(
      central,
      [
        [4, (3 << 8) | 20],
        [6, 20],
        [8, flags],
        [10, method],
        [28, Buffer.byteLength(name)],
      ],
      2,
    );
    const mode = Number(forged.mode ?? 0o100644);
    numbers(
      central,
      [
        [16, sum],
        [20, packed.length],
        [24, size],
        [38, (mode << 16) >>> 0],
        [42, offset],
      ],
      4,
    );
    directory.push(central, Buffer.from(name));
    offset += 30 + Buffer.byteLength(localName) + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  numbers(
    end,
    [
      [8, entries.length],
      [10, entries.length],
      [20, comment.length],
    ],
    2,
  );
  numbers(
    end,
    [
      [12, central.length],
      [16, offset],
    ],
    4,
  );
  return Buffer.concat([...parts, central, end, Buffer.from(comment)]);
}

function numbers(into: Buffer, values: readonly (readonly [number, number])[], width: 2 | 4): void {
  for (const [at, value] of values) {
    if (width === 2) into.writeUInt16LE(value, at);
    else into.writeUInt32LE(value, at);
  }
}

export const zipOf = (files: BagContent, base = 'bag'): Buffer =>
  zipWith([...files].map(([path, content]) => ({ name: `${base}/${path}`, content })));
