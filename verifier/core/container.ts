import { byCodeUnit, hexOf, textOf } from './bytes.js';
import { Ended } from './findings.js';
import type { Host } from './host.js';

/** One file of a bag. Its bytes can be read more than once; none of it needs to be in memory. */
export interface BagFile {
  readonly path: string;
  readonly size: number;
  /** @throws Ended where the container breaks inside it */
  chunks(): AsyncIterable<Uint8Array>;
}

/** The files of a bag by their paths in it. */
export type Files = ReadonlyMap<string, BagFile>;

/** Something is wrong with the container; nothing in it is looked at. */
export function broken(zh: string, en: string, file?: string): Ended {
  return new Ended({ code: 'E_BAG', zh, en, ...(file === undefined ? {} : { file }) });
}

const NAME = /^[A-Za-z0-9._-]+(?:\/[A-Za-z0-9._-]+)*$/;
const MAX_NAME = 255;

/** Relative plain names only, of which no two can be taken for each other on any disk. @throws Ended */
export function refuseOddNames(names: Iterable<string>): void {
  const seen = new Set<string>();
  const folders = new Set<string>();
  for (const name of names) {
    const parts = name.split('/');
    const isPlain =
      NAME.test(name) && name.length <= MAX_NAME && !parts.some((part) => /^\.{1,2}$/.test(part));
    if (!isPlain)
      throw broken('文件名不是相对的普通名称', 'a name is not relative and plain', name.slice(0, 300));
    const lower = name.toLowerCase();
    if (seen.has(lower))
      throw broken('同名文件，或仅大小写不同', 'a name stands here twice, if only in another case', name);
    seen.add(lower);
    for (let at = 1; at < parts.length; at += 1) folders.add(parts.slice(0, at).join('/').toLowerCase());
  }
  for (const folder of folders)
    if (seen.has(folder))
      throw broken('既是文件又是文件夹', 'a name is that of a file and of a folder', folder);
}

const BAGIT = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';
const REQUIRED = ['bagit.txt', 'manifest-sha256.txt', 'tagmanifest-sha256.txt', 'data/bag.json'];
const TAG_FILES = [...REQUIRED.slice(0, 3), 'bag-info.txt', 'README.txt', 'index.html'];
const PAYLOAD = [
  /^data\/bag\.json$/,
  /^data\/ledger\/(?:leaves|disclosures|withheld|inclusion|consistency|heads)\.jsonl$/,
  /^data\/ledger\/checkpoints\/(?:0|[1-9][0-9]{0,15})\.note$/,
  /^data\/ledger\/tokens\/(?:0|[1-9][0-9]{0,15})\.tsr$/,
  /^data\/ledger\/receipts\/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\.txt$/,
  /^data\/sm\/(?:inclusion|consistency)\.jsonl$/,
  /^data\/sm\/checkpoints\/(?:0|[1-9][0-9]{0,15})\.note$/,
  /^data\/documents\/[0-9a-f]{64}$/,
  /^data\/definitions\/[0-9a-f]{64}\.mjs$/,
  /^data\/content\/[0-9a-f]{64}\.json$/,
  /^data\/views\/.+$/,
];
const MAY_BE_EMPTY = /^data\/(?:documents|views)\//;
const MAX_MANIFEST = 512 * 1024 * 1024;

/** SHA-256 of every file under `data/`, by path, as its manifest has it and its bytes bear out. */
export type Digests = ReadonlyMap<string, string>;

/**
 * Step 1: names, both manifests, every byte. @param seen told how many bytes of each file were read
 * @throws Ended
 */
export async function checkedBag(host: Host, files: Files, seen: (bytes: number) => void): Promise<Digests> {
  refuseOddNames(files.keys());
  for (const path of REQUIRED)
    if (!files.has(path)) throw broken('缺少必需的文件', 'a file that every bag has is missing', path);
  for (const { path, size } of files.values()) {
    refuseUnknown(path, size);
    refuseStrayToken(path, files);
  }
  const bagit = await wholeOf(files, 'bagit.txt', BAGIT.length);
  if (textOf(bagit) !== BAGIT) throw broken('不是 BagIt 1.0', 'this is not BagIt 1.0', 'bagit.txt');
  const payload = await manifestIn(files, 'manifest-sha256.txt', (path) => path.startsWith('data/'));
  const tags = await manifestIn(files, 'tagmanifest-sha256.txt', (path) => isTagFile(path));
  for (const [path, file] of files) {
    const expected = payload.get(path) ?? tags.get(path);
    if (expected !== undefined && (await digestOf(host, file, seen)) !== expected)
      throw broken('内容与清单中的摘要不符', 'its bytes are not those of the manifest', path);
  }
  return payload;
}

const isTagFile = (path: string): boolean => !path.startsWith('data/') && path !== 'tagmanifest-sha256.txt';

/** A token says when a checkpoint was there. */
function refuseStrayToken(path: string, files: Files): void {
  const [, size] = /^data\/ledger\/tokens\/(\d+)\.tsr$/.exec(path) ?? [];
  if (size !== undefined && !files.has(`data/ledger/checkpoints/${size}.note`))
    throw broken('时间戳没有对应的检查点', 'a token whose checkpoint is not here', path);
}

function refuseUnknown(path: string, size: number): void {
  if (path === 'fetch.txt')
    throw broken('不得含有 fetch.txt', 'a bag must not send for anything (fetch.txt)', path);
  const isKnown = path.startsWith('data/')
    ? PAYLOAD.some((form) => form.test(path))
    : TAG_FILES.includes(path);
  if (!isKnown) throw broken('不属于本格式的文件', 'a file that has no place in this format', path);
  if (size === 0 && !MAY_BE_EMPTY.test(path)) throw broken('空文件', 'an empty file', path);
}

async function manifestIn(
  files: Files,
  name: string,
  covers: (path: string) => boolean,
): Promise<Map<string, string>> {
  const text = textOf(await wholeOf(files, name, MAX_MANIFEST));
  if (!text?.endsWith('\n')) throw broken('清单格式不符', 'this is no manifest', name);
  const listed = new Map<string, string>();
  for (const line of text.slice(0, -1).split('\n')) {
    const [, digest, path] = /^([0-9a-f]{64}) {2}([^ \n][^\n]*)$/.exec(line) ?? [];
    if (digest === undefined || path === undefined || listed.has(path))
      throw broken('清单格式不符', 'this is no manifest', name);
    if (!covers(path) || !files.has(path))
      throw broken('清单所列文件不在包内', 'a file that the manifest lists is not here', path);
    listed.set(path, digest);
  }
  for (const path of files.keys())
    if (covers(path) && !listed.has(path))
      throw broken('文件未列入清单', 'a file that no manifest lists', path);
  return listed;
}

async function digestOf(host: Host, file: BagFile, seen: (bytes: number) => void): Promise<string> {
  const hasher = host.hasher();
  for await (const chunk of file.chunks()) {
    hasher.update(chunk);
    seen(chunk.length);
  }
  return hexOf(hasher.digest());
}

/** All bytes of a file. @throws Ended when it is not here or larger than that */
export async function wholeOf(files: Files, path: string, max: number): Promise<Uint8Array> {
  const file = files.get(path);
  if (!file) throw broken('缺少文件', 'a file is missing', path);
  return bytesOf(file, max);
}

/** All bytes of a file. @throws Ended when it is larger than that */
export async function bytesOf(file: BagFile, max: number): Promise<Uint8Array> {
  if (file.size > max) throw broken('文件过大', 'a file is too large', file.path);
  const whole = new Uint8Array(file.size);
  let at = 0;
  for await (const chunk of file.chunks()) {
    if (at + chunk.length > whole.length)
      throw broken('文件在核验时改变', 'a file changed while it was read', file.path);
    whole.set(chunk, at);
    at += chunk.length;
  }
  if (at < whole.length) throw broken('文件在核验时改变', 'a file changed while it was read', file.path);
  return whole;
}

/** Paths that begin so, in code-unit order. */
export function pathsUnder(files: Files, folder: string): string[] {
  return [...files.keys()].filter((path) => path.startsWith(folder)).sort(byCodeUnit);
}

/** A bag that is in memory already. */
export function filesInMemory(contents: ReadonlyMap<string, Uint8Array>): Files {
  return new Map(
    [...contents].map(([path, bytes]) => [
      path,
      {
        path,
        size: bytes.length,
        async *chunks() {
          yield bytes;
        },
      },
    ]),
  );
}
