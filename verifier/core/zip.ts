import { equal, isTypeError, textOf } from './bytes.js';
import { broken, refuseOddNames, type BagFile, type Files } from './container.js';
import type { Host, MaybePromise } from './host.js';

/** Bytes that can be read anywhere: a file that is open, or a buffer. Answers exactly `length` bytes, or fewer at the end. */
export interface RandomAccess {
  readonly size: number;
  read(offset: number, length: number): MaybePromise<Uint8Array>;
}

const MIB = 1024 * 1024;
const MAX_ENTRIES = 1_000_000;
const MAX_ENTRY = 64 * 1024 * MIB;
const MAX_DIRECTORY = 512 * MIB;
const MAX_RATIO = 200;
const PIECE = 256 * 1024;
const WIDE_2 = 0xffff;
const WIDE_4 = 0xffffffff;
const DESCRIPTOR = 0x0008;
const UTF_8 = 0x0800;

interface Entry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
  readonly nameBytes: Uint8Array;
}

interface Placed extends Entry {
  readonly data: number;
}

/**
 * The files of a bag that is one ZIP (docs/bag.md, To the letter, 1): its entries one after the other and nothing
 * between them, read by the central directory, which the local headers bear out. Nothing is written anywhere.
 *
 * @throws Ended
 */
export async function filesInZip(host: Host, zip: RandomAccess): Promise<Files> {
  const end = await endOf(zip);
  const entries = entriesIn(await exactly(zip, end.offset, end.length), end.count);
  refuseOddNames(entries.map(({ name }) => name));
  const placed = await placedIn(zip, entries, end.offset);
  const [base] = placed[0]?.name.split('/') ?? [];
  const files = new Map<string, BagFile>();
  for (const entry of placed) {
    const path = entry.name.slice((base?.length ?? 0) + 1);
    if (!entry.name.startsWith(`${base}/`))
      throw broken('不在同一个根目录下', 'not everything lies in one folder', entry.name);
    files.set(path, { path, size: entry.size, chunks: () => contentOf(host, zip, entry) });
  }
  return files;
}

const odd = (what: string): Error =>
  broken(`不是合格的 ZIP（${what}）`, `this is no ZIP as it should be: ${what}`);

async function exactly(zip: RandomAccess, offset: number, length: number): Promise<Uint8Array> {
  const bytes = offset < 0 ? new Uint8Array() : await zip.read(offset, length);
  if (bytes.length !== length) throw odd('cut short');
  return bytes;
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function safe(value: bigint): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw odd('a number of 2^53 or more');
  return Number(value);
}

interface End {
  readonly count: number;
  readonly offset: number;
  readonly length: number;
}

/** The end record stands at the very end: a comment could hide another one. */
async function endOf(zip: RandomAccess): Promise<End> {
  const at = zip.size - 22;
  const view = viewOf(await exactly(zip, at, 22));
  const numbers = [4, 6, 8, 10].map((place) => view.getUint16(place, true));
  const [length, offset] = [view.getUint32(12, true), view.getUint32(16, true)];
  const [disk, directoryDisk, here, all] = numbers as [number, number, number, number];
  if (view.getUint32(0, true) !== 0x06054b50 || view.getUint16(20, true) !== 0) throw odd('end record');
  const isWide = here === WIDE_2 || all === WIDE_2 || length === WIDE_4 || offset === WIDE_4;
  const wide = isWide ? await wideEndOf(zip, at) : undefined;
  const end = wide ?? { count: all, offset, length, at };
  const agrees = (short: number, long: number, none: number) => short === long || (wide && short === none);
  const isOne =
    disk === 0 && directoryDisk === 0 && agrees(here, end.count, WIDE_2) && agrees(all, end.count, WIDE_2);
  if (!isOne || !agrees(length, end.length, WIDE_4) || !agrees(offset, end.offset, WIDE_4))
    throw odd('end record');
  if (end.offset + end.length !== end.at) throw odd('something between the directory and its end record');
  if (end.count > MAX_ENTRIES || end.length > MAX_DIRECTORY) throw odd('too many entries');
  return end;
}

async function wideEndOf(zip: RandomAccess, shortEnd: number): Promise<End & { at: number }> {
  const locator = viewOf(await exactly(zip, shortEnd - 20, 20));
  const at = safe(locator.getBigUint64(8, true));
  const isLocator = locator.getUint32(0, true) === 0x07064b50 && locator.getUint32(4, true) === 0;
  if (!isLocator || locator.getUint32(16, true) !== 1 || at !== shortEnd - 20 - 56)
    throw odd('Zip64 locator');
  const view = viewOf(await exactly(zip, at, 56));
  const isRecord = view.getUint32(0, true) === 0x06064b50 && view.getBigUint64(4, true) === 44n;
  const isOneDisk = view.getUint32(16, true) === 0 && view.getUint32(20, true) === 0;
  const [here, all, length, offset] = [24, 32, 40, 48].map((place) => safe(view.getBigUint64(place, true)));
  if (!isRecord || !isOneDisk || here !== all) throw odd('Zip64 end record');
  return { count: all as number, length: length as number, offset: offset as number, at };
}

function entriesIn(directory: Uint8Array, count: number): Entry[] {
  const entries: Entry[] = [];
  let at = 0;
  while (at < directory.length) {
    if (at + 46 > directory.length) throw odd('central directory');
    const view = viewOf(directory.subarray(at, at + 46));
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((place) => view.getUint16(place, true));
    const next = at + 46 + Number(nameLength) + Number(extraLength);
    if (view.getUint32(0, true) !== 0x02014b50 || commentLength !== 0 || next > directory.length)
      throw odd('central directory');
    const nameBytes = directory.subarray(at + 46, at + 46 + Number(nameLength));
    entries.push(entryFrom(view, nameBytes, directory.subarray(next - Number(extraLength), next)));
    at = next;
  }
  if (entries.length !== count) throw odd('the number of entries');
  return entries;
}

function entryFrom(view: DataView, nameBytes: Uint8Array, extra: Uint8Array): Entry {
  const [made, flags, method, disk, external] = [
    view.getUint16(4, true),
    view.getUint16(8, true),
    view.getUint16(10, true),
    view.getUint16(34, true),
    view.getUint32(38, true),
  ];
  const sizes = wideSizes(
    extra,
    view.getUint32(24, true),
    view.getUint32(20, true),
    view.getUint32(42, true),
  );
  const entry = {
    ...sizes,
    name: textOf(nameBytes) ?? '',
    nameBytes,
    flags,
    method,
    crc: view.getUint32(16, true),
  };
  if ((flags & ~(DESCRIPTOR | UTF_8)) !== 0 || disk !== 0) throw odd('flags');
  if (method !== 8 && !(method === 0 && sizes.size === sizes.packed)) throw odd('method');
  const type = made >> 8 === 3 ? (external >>> 16) & 0xf000 : 0;
  if ((type !== 0 && type !== 0x8000) || (external & 0x10) !== 0)
    throw broken('不是普通文件（链接或目录）', 'an entry is no plain file: a link, or a folder', entry.name);
  if (sizes.size > MAX_ENTRY || sizes.size > MIB + MAX_RATIO * sizes.packed)
    throw broken('解压后过大', 'an entry would become too large', entry.name);
  return entry;
}

/** Zip64 says those numbers that did not fit, in this order. */
function wideSizes(extra: Uint8Array, size: number, packed: number, offset: number) {
  const wide = extraField(extra);
  const view = viewOf(wide ?? new Uint8Array());
  let at = 0;
  const next = (short: number): number => {
    if (short !== WIDE_4) return short;
    if (at + 8 > view.byteLength) throw odd('Zip64 sizes');
    at += 8;
    return safe(view.getBigUint64(at - 8, true));
  };
  return { size: next(size), packed: next(packed), offset: next(offset) };
}

/** The Zip64 field, if any. */
function extraField(extra: Uint8Array): Uint8Array | undefined {
  let wide: Uint8Array | undefined;
  const seen = new Set<number>();
  for (let at = 0; at < extra.length;) {
    if (at + 4 > extra.length) throw odd('extra field');
    const view = viewOf(extra.subarray(at, at + 4));
    const [id, length] = [view.getUint16(0, true), view.getUint16(2, true)];
    const end = at + 4 + length;
    if (end > extra.length || id === 0x7075 || seen.has(id)) throw odd('extra field');
    seen.add(id);
    if (id === 1) wide = extra.subarray(at + 4, end);
    at = end;
  }
  return wide;
}

/** Where each entry's data begin; its local header must say the same, and the entries must fill the file. */
async function placedIn(zip: RandomAccess, entries: readonly Entry[], end: number): Promise<Placed[]> {
  const placed: Placed[] = [];
  let at = 0;
  for (const [i, entry] of entries.entries()) {
    if (entry.offset !== at) throw odd('something between the entries');
    const next = entries[i + 1]?.offset ?? end;
    const data = await afterLocalHeader(zip, entry);
    await checkGap(zip, entry, data + entry.packed, next);
    placed.push({ ...entry, data });
    at = next;
  }
  if (at !== end) throw odd('something between the entries');
  return placed;
}

async function afterLocalHeader(zip: RandomAccess, entry: Entry): Promise<number> {
  const view = viewOf(await exactly(zip, entry.offset, 30));
  const [flags, method] = [view.getUint16(6, true), view.getUint16(8, true)];
  const [nameLength, extraLength] = [view.getUint16(26, true), view.getUint16(28, true)];
  const rest = await exactly(zip, entry.offset + 30, nameLength + extraLength);
  const isSame =
    flags === entry.flags && method === entry.method && equal(rest.subarray(0, nameLength), entry.nameBytes);
  if (view.getUint32(0, true) !== 0x04034b50 || !isSame) throw odd('local header');
  const extra = rest.subarray(nameLength);
  const [crc, packed, size] = [14, 18, 22].map((place) => view.getUint32(place, true)) as [
    number,
    number,
    number,
  ];
  if (flags & DESCRIPTOR) {
    const isNone = (value: number) => value === 0 || value === WIDE_4;
    extraField(extra);
    if (crc !== 0 || !isNone(packed) || !isNone(size)) throw odd('local header');
  } else {
    const local = wideSizes(extra, size, packed, 0);
    if (crc !== entry.crc || local.size !== entry.size || local.packed !== entry.packed)
      throw odd('local header');
  }
  return entry.offset + 30 + rest.length;
}

/** After the data: a descriptor where there is to be one, and nothing else. */
async function checkGap(zip: RandomAccess, entry: Entry, from: number, to: number): Promise<void> {
  const length = to - from;
  if ((entry.flags & DESCRIPTOR) === 0) {
    if (length !== 0) throw odd('something between the entries');
    return;
  }
  if (length !== 16 && length !== 24) throw odd('data descriptor');
  const view = viewOf(await exactly(zip, from, length));
  const isWide = length === 24;
  const packed = isWide ? view.getBigUint64(8, true) : BigInt(view.getUint32(8, true));
  const size = isWide ? view.getBigUint64(16, true) : BigInt(view.getUint32(12, true));
  const isTrue = packed === BigInt(entry.packed) && size === BigInt(entry.size);
  if (view.getUint32(0, true) !== 0x08074b50 || view.getUint32(4, true) !== entry.crc || !isTrue)
    throw odd('data descriptor');
}

async function* contentOf(host: Host, zip: RandomAccess, entry: Placed): AsyncGenerator<Uint8Array> {
  const wrong = () => broken('压缩内容损坏', 'what it holds does not unpack to what it says', entry.name);
  const raw = rawOf(zip, entry);
  let [size, crc] = [0, 0];
  try {
    for await (const chunk of entry.method === 0 ? raw : host.inflateRaw(raw, entry.packed)) {
      size += chunk.length;
      if (size > entry.size) throw wrong();
      crc = host.crc32(chunk, crc);
      yield chunk;
    }
  } catch (error) {
    if (isTypeError(error)) throw wrong();
    throw error;
  }
  if (size !== entry.size || crc !== entry.crc) throw wrong();
}

async function* rawOf(zip: RandomAccess, { data, packed }: Placed): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < packed; at += PIECE)
    yield await exactly(zip, data + at, Math.min(PIECE, packed - at));
}
