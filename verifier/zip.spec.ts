import { mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditorFrom } from './core/auditor.js';
import { browserHost } from './browser/host.js';
import { verify, type Report } from './core/verify.js';
import { filesInZip } from './core/zip.js';
import { verifyAt } from './node/cli.js';
import { nodeHost } from './node/host.js';
import { GIVEN } from './test/forging.js';
import { sealed, zipOf, zipWith, type BagContent, type ZipEntry } from './test/made-up-bag.js';
import { sampleLedger } from './test/sample.js';

const auditor = auditorFrom(nodeHost, GIVEN, 0);
let folder = '';
let bag: BagContent;
let entries: readonly ZipEntry[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chengxu-verifier-'));
  bag = sealed(sampleLedger().payload('decision'));
  entries = [...bag].map(([path, content]) => ({ name: `bag/${path}`, content }));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What both readers of ZIPs say: from a file on Node, from memory with what a browser has. */
async function saidOf(zip: Buffer): Promise<{ report: Report; inBrowser: Report }> {
  const path = join(folder, 'bag.zip');
  writeFileSync(path, zip);
  const before = readdirSync(folder);
  const report = await verifyAt(path, auditor);
  expect(readdirSync(folder)).toEqual(before);
  const access = {
    size: zip.length,
    read: (from: number, length: number) => new Uint8Array(zip.subarray(from, from + length)),
  };
  const inBrowser = await verify(browserHost, () => filesInZip(browserHost, access), auditor);
  return { report, inBrowser };
}

const also = (entry: ZipEntry) => zipWith([...entries, entry]);
const instead = (change: Partial<ZipEntry>) =>
  zipWith(entries.map((entry, at) => (at === 1 ? { ...entry, ...change } : entry)));
const content = Buffer.from('x');

const BROKEN: readonly (readonly [string, () => Buffer])[] = [
  ['has a name that leads upwards', () => also({ name: 'bag/../../x', content })],
  ['has an absolute name', () => also({ name: '/etc/x', content })],
  ['has a name with a backslash', () => also({ name: 'bag\\data\\views\\x', content })],
  ['has a drive in a name', () => also({ name: 'C:/x', content })],
  ['has a name twice', () => also(entries[1] as ZipEntry)],
  ['has a name that differs only in case', () => also({ name: 'bag/DATA/bag.json', content })],
  ['has two base folders', () => also({ name: 'other/data/views/x', content })],
  ['has a file beside the base folder', () => also({ name: 'x', content })],
  ['has an entry for a folder', () => also({ name: 'bag/data/', content: Buffer.alloc(0) })],
  ['has a link', () => instead({ forged: { mode: 0o120777 } })],
  ['has a device', () => instead({ forged: { mode: 0o060644 } })],
  ['has a bomb', () => also({ name: 'bag/data/views/x', content: Buffer.alloc(64 * 1024 * 1024) })],
  ['says a smaller size than it unpacks to', () => instead({ forged: { size: 3 } })],
  ['says a larger size than it unpacks to', () => instead({ forged: { size: 9000 } })],
  ['has a wrong checksum', () => instead({ forged: { crc: 1 } })],
  ['has another name in the local header', () => instead({ forged: { localName: 'bag/data/bag.jsom' } })],
  ['is encrypted', () => instead({ forged: { flags: 1 } })],
  ['has an unknown method', () => instead({ forged: { method: 12 } })],
  ['has something before it', () => zipWith(entries, { before: 'MZ' })],
  ['has a comment', () => zipWith(entries, { comment: 'PK' })],
  ['has something after it', () => Buffer.concat([zipWith(entries), content])],
  ['is cut', () => zipWith(entries).subarray(0, -40)],
  ['is empty', () => Buffer.alloc(0)],
  ['is no ZIP', () => Buffer.from('<html>'.repeat(100))],
  [
    'has something behind a deflate stream',
    () => {
      const one = entries[1] as ZipEntry;
      return instead({ data: Buffer.concat([deflateRawSync(one.content), Buffer.from('behind')]) });
    },
  ],
  [
    'has a cut deflate stream',
    () => instead({ data: deflateRawSync(Buffer.alloc(500, 'abc')).subarray(0, -4) }),
  ],
];

/** Browsers refuse what is behind the end of a deflate stream (WHATWG Compression, §4); Node 20's own such stream does not. */
const ONLY_IN_A_BROWSER = 'has something behind a deflate stream';

describe('A ZIP', () => {
  it('is read, stored or compressed', async () => {
    for (const zip of [zipOf(bag), zipWith(entries.map((entry) => ({ ...entry, stored: true })))]) {
      const { report, inBrowser } = await saidOf(zip);
      expect(report).toMatchObject({ code: 'OK', exit: 0 });
      // Node imports no module from a blob, as a browser does: all else is verified.
      expect(inBrowser.findings.map(({ code }) => code)).toEqual(['W_NO_REPLAY']);
    }
  });

  it.each(BROKEN)('that %s is refused, and nothing is written', async (what, zip) => {
    const { report, inBrowser } = await saidOf(zip());
    expect(report).toMatchObject({ code: 'E_BAG', exit: 1 });
    if (what !== ONLY_IN_A_BROWSER) expect(inBrowser).toMatchObject({ code: 'E_BAG', exit: 1 });
  });
});

const write = (name: string): string => {
  const root = join(folder, name);
  for (const [path, bytes] of bag) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), bytes);
  }
  return root;
};

describe('A folder', () => {
  it('is read', async () => {
    expect(await verifyAt(write('plain'), auditor)).toMatchObject({ code: 'OK', exit: 0 });
  });

  it('may have empty folders in it', async () => {
    const root = write('empty');
    mkdirSync(join(root, 'data/views'));
    expect(await verifyAt(root, auditor)).toMatchObject({ code: 'OK' });
  });

  it('with a link in it is refused, even where the link is to the true bytes', async () => {
    const root = write('linked');
    rmSync(join(root, 'data/bag.json'));
    symlinkSync(join(folder, 'plain/data/bag.json'), join(root, 'data/bag.json'));
    expect(await verifyAt(root, auditor)).toMatchObject({ code: 'E_BAG', exit: 1 });
  });
});
