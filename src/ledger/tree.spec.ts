import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { CompactRange, EMPTY_ROOT, joined, leafHash, nodeHash, perfectSubtrees, rootOf } from './tree.js';

/** The leaves, inner nodes and roots that every implementation of RFC 6962 is tested with. */
const LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const LEVEL_0 = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
  '0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7',
  '07506a85fd9dd2f120eb694f86011e5bb4662e5c415a62917033d4a9624487e7',
  'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
  '4271a26be0d8a84f0bd54c8c302e7cb3a3b5d1fa6780a40bcce2873477dab658',
  'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f',
  '46f6ffadd3d06a09ff3c5860d2755c8b9819db7df44251788c7d8e3180de8eb1',
];
const LEVEL_1 = [
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
  '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
  'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
];
const LEVEL_2 = [
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
];
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const hashes = LEAVES.map((hex) => leafHash(Buffer.from(hex, 'hex')));
const hexOf = (hash: Buffer) => hash.toString('hex');

describe('the tree of RFC 6962', () => {
  it('has the published leaf hashes', () => {
    expect(hashes.map(hexOf)).toEqual(LEVEL_0);
  });

  it('has the published root at every size', () => {
    const range = CompactRange.empty();
    const roots = [hexOf(range.root())];
    for (const hash of hashes) {
      range.append(hash);
      roots.push(hexOf(range.root()));
    }
    expect(roots).toEqual(ROOTS);
    expect(hexOf(EMPTY_ROOT)).toBe(ROOTS[0]);
  });

  it('completes the published inner nodes, each once', () => {
    const range = CompactRange.empty();
    const nodes = hashes.flatMap((hash) => range.append(hash));
    const level = (n: number) => nodes.filter((node) => node.level === n);
    expect([0, 1, 2, 3].map((n) => level(n).map(({ hash }) => hexOf(hash)))).toEqual([
      LEVEL_0,
      LEVEL_1,
      LEVEL_2,
      [ROOTS[8]],
    ]);
    expect(level(1).map(({ index }) => index)).toEqual([0, 1, 2, 3]);
  });

  it('never takes an inner node for a leaf', () => {
    const [left, right] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    expect(leafHash(Buffer.concat([left, right]))).not.toEqual(nodeHash(left, right));
  });
});

describe('a compact range', () => {
  it('goes on from what was kept as if it had never stopped', () => {
    const leaves = fc.array(fc.uint8Array({ minLength: 1, maxLength: 8 }), { maxLength: 70 });
    fc.assert(
      fc.property(leaves, fc.nat(), (contents, place) => {
        const all = contents.map((content) => leafHash(content));
        const cut = place % (all.length + 1);
        const before = CompactRange.empty();
        for (const hash of all.slice(0, cut)) before.append(hash);
        const after = CompactRange.fromJson(before.toJson());
        for (const hash of all.slice(cut)) after.append(hash);
        expect(after.root()).toEqual(rootOf(all));
        expect(after.size).toBe(all.length);
      }),
    );
  });

  it('leaves the original alone when a copy grows', () => {
    const range = CompactRange.empty();
    for (const hash of hashes.slice(0, 5)) range.append(hash);
    const copy = range.copy();
    for (const hash of hashes.slice(5)) copy.append(hash);
    expect([range.size, hexOf(range.root())]).toEqual([5, ROOTS[5]]);
    expect([copy.size, hexOf(copy.root())]).toEqual([8, ROOTS[8]]);
  });

  it.each([
    ['a node too few', { size: 3, nodes: [LEVEL_1[0] ?? ''] }],
    ['a node too many', { size: 2, nodes: [LEVEL_0[0] ?? '', LEVEL_0[1] ?? ''] }],
    ['a node cut short', { size: 1, nodes: ['6e34'] }],
    ['a negative size', { size: -1, nodes: [] }],
    ['half a leaf', { size: 0.5, nodes: [] }],
  ])('refuses %s', (_, json) => {
    expect(() => CompactRange.fromJson(json)).toThrow(RangeError);
  });

  it('counts beyond 32 bits', () => {
    const nodes = perfectSubtrees(0, 2 ** 40 + 3);
    expect(nodes).toEqual([
      { level: 40, index: 0 },
      { level: 1, index: 2 ** 39 },
      { level: 0, index: 2 ** 40 + 2 },
    ]);
    const range = CompactRange.fromJson({ size: 2 ** 40 + 3, nodes: LEVEL_0.slice(0, 3) });
    expect(range.append(Buffer.alloc(32)).map(({ level, index }) => [level, index])).toEqual([
      [0, 2 ** 40 + 3],
      [1, 2 ** 39 + 1],
      [2, 2 ** 38],
    ]);
  });

  it('joins nothing to the empty root', () => {
    expect(joined([])).toEqual(EMPTY_ROOT);
  });
});
