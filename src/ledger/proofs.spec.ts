import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import {
  consistencyProof,
  inclusionProof,
  rootAt,
  verifyConsistency,
  verifyInclusion,
  type NodeLookup,
} from './proofs.js';
import { CompactRange, EMPTY_ROOT, leafHash, rootOf } from './tree.js';

/** A log with a node store, as the database keeps one. */
function grown(contents: readonly Uint8Array[]) {
  const range = CompactRange.empty();
  const roots = [range.root()];
  const nodes = new Map<string, Buffer>();
  const leaves = contents.map((content) => leafHash(content));
  for (const leaf of leaves) {
    for (const { level, index, hash } of range.append(leaf)) nodes.set(`${level}/${index}`, hash);
    roots.push(range.root());
  }
  const lookup: NodeLookup = (ids) => ids.flatMap(({ level, index }) => nodes.get(`${level}/${index}`) ?? []);
  const root = (size: number) => roots[size] ?? EMPTY_ROOT;
  const leaf = (index: number) => leaves[index] ?? EMPTY_ROOT;
  return { size: leaves.length, root, leaf, lookup };
}

/** A log of which nobody asks what the hashes are. */
const same: NodeLookup = (ids) => ids.map(() => EMPTY_ROOT);

const counted = (size: number) => grown(Array.from({ length: size }, (_, i) => Buffer.from(`leaf ${i}`)));
const published = () =>
  grown(
    ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map(
      (hex) => Buffer.from(hex, 'hex'),
    ),
  );
const hexOf = (proof: readonly Buffer[]) => proof.map((hash) => hash.toString('hex'));
const flipped = (hash: Buffer, bit: number) => {
  const copy = Buffer.from(hash);
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
};

describe('the published proofs over the eight reference leaves', () => {
  const log = published();

  it.each<[number, number, string[]]>([
    [0, 1, []],
    [
      0,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      5,
      8,
      [
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
    [
      1,
      5,
      [
        '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    ],
  ])('leaf %i in %i', async (index, size, expected) => {
    const proof = await inclusionProof(index, size, log.lookup);
    expect(hexOf(proof)).toEqual(expected);
    expect(verifyInclusion(index, size, log.leaf(index), proof, log.root(size))).toBe(true);
  });

  it.each<[number, number, string[]]>([
    [1, 1, []],
    [
      1,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      6,
      8,
      [
        '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [
      2,
      5,
      [
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    ],
    [
      6,
      7,
      [
        '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
        'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
  ])('from %i to %i', async (earlier, size, expected) => {
    const proof = await consistencyProof(earlier, size, log.lookup);
    expect(hexOf(proof)).toEqual(expected);
    expect(verifyConsistency(earlier, log.root(earlier), size, log.root(size), proof)).toBe(true);
  });
});

describe('every proof of every tree up to 40 leaves', () => {
  const log = counted(40);

  it('verifies, and for no other leaf, index, size or root', async () => {
    for (let size = 1; size <= log.size; size++) {
      for (let index = 0; index < size; index++) {
        const proof = await inclusionProof(index, size, log.lookup);
        const holds = (i: number, n: number, leaf: Buffer, root: Buffer) =>
          verifyInclusion(i, n, leaf, proof, root);
        expect(holds(index, size, log.leaf(index), log.root(size))).toBe(true);
        expect(holds(index, size, log.leaf(index + 1), log.root(size))).toBe(false);
        expect(holds(index, size, log.leaf(index), log.root(size - 1))).toBe(false);
        for (let other = 0; other < size; other++) {
          expect(holds(other, size, log.leaf(index), log.root(size))).toBe(other === index);
        }
      }
    }
  });

  it('links every earlier size to every later one, and no other roots', async () => {
    for (let size = 1; size <= log.size; size++) {
      for (let earlier = 0; earlier <= size; earlier++) {
        const proof = await consistencyProof(earlier, size, log.lookup);
        const [from, to] = [log.root(earlier), log.root(size)];
        expect(verifyConsistency(earlier, from, size, to, proof)).toBe(true);
        expect(verifyConsistency(earlier, from, size, flipped(to, 7), proof)).toBe(earlier === 0);
        expect(verifyConsistency(earlier, flipped(from, 200), size, to, proof)).toBe(false);
        if (earlier > 0 && earlier < size)
          expect(verifyConsistency(earlier, to, size, from, proof)).toBe(false);
      }
    }
  });

  it('knows the root of every size from kept nodes', async () => {
    for (let size = 0; size <= log.size; size++)
      expect(await rootAt(size, log.lookup)).toEqual(log.root(size));
  });
});

describe('whatever the leaves', () => {
  const contents = fc.array(fc.uint8Array({ maxLength: 20 }), { minLength: 1, maxLength: 300 });

  it('every proof verifies, and none after one bit of it, of the leaf or of a root was changed', async () => {
    await fc.assert(
      fc.asyncProperty(contents, fc.nat(), fc.nat(), fc.nat(), async (all, a, b, c) => {
        const log = grown(all);
        const [size, bit] = [1 + (a % log.size), c % 256];
        const [index, earlier] = [b % size, 1 + (b % size)];
        const path = await inclusionProof(index, size, log.lookup);
        const link = await consistencyProof(earlier, size, log.lookup);
        const includes = (leaf: Buffer, proof: Buffer[]) =>
          verifyInclusion(index, size, leaf, proof, log.root(size));
        const links = (proof: Buffer[]) =>
          verifyConsistency(earlier, log.root(earlier), size, log.root(size), proof);
        expect([includes(log.leaf(index), path), links(link)]).toEqual([true, true]);
        expect(includes(flipped(log.leaf(index), bit), path)).toBe(false);
        for (let i = 0; i < path.length; i++) {
          expect(includes(log.leaf(index), path.with(i, flipped(path[i] ?? EMPTY_ROOT, bit)))).toBe(false);
          expect(includes(log.leaf(index), path.toSpliced(i, 1))).toBe(false);
        }
        for (let i = 0; i < link.length; i++) {
          expect(links(link.with(i, flipped(link[i] ?? EMPTY_ROOT, bit)))).toBe(false);
          expect(links(link.toSpliced(i, 1))).toBe(false);
        }
        expect([includes(log.leaf(index), [...path, EMPTY_ROOT]), links([...link, EMPTY_ROOT])]).toEqual([
          false,
          false,
        ]);
      }),
    );
  });

  it('a log that differs in one leaf is linked to by no proof of its own', async () => {
    await fc.assert(
      fc.asyncProperty(contents, fc.nat(), fc.nat(), async (all, a, b) => {
        const [earlier, changed] = [1 + (a % all.length), b % (1 + (a % all.length))];
        const honest = grown(all);
        const forged = grown([
          ...all.with(changed, Buffer.from('something else entirely')),
          Buffer.from('more'),
        ]);
        const proof = await consistencyProof(earlier, forged.size, forged.lookup);
        const root = forged.root(forged.size);
        expect(verifyConsistency(earlier, honest.root(earlier), forged.size, root, proof)).toBe(false);
      }),
    );
  });
});

describe('what cannot be', () => {
  const log = counted(9);
  const root = log.root(9);

  it('is refused when a proof is asked for', async () => {
    await expect(inclusionProof(9, 9, log.lookup)).rejects.toThrow(RangeError);
    await expect(inclusionProof(-1, 9, log.lookup)).rejects.toThrow(RangeError);
    await expect(inclusionProof(0, 0, log.lookup)).rejects.toThrow(RangeError);
    await expect(consistencyProof(9, 8, log.lookup)).rejects.toThrow(RangeError);
    await expect(consistencyProof(0.5, 8, log.lookup)).rejects.toThrow(RangeError);
  });

  it('is refused when the node store lacks a node, rather than proving something else', async () => {
    await expect(inclusionProof(0, 16, log.lookup)).rejects.toThrow('node store');
    await expect(consistencyProof(3, 12, log.lookup)).rejects.toThrow('node store');
    await expect(rootAt(12, log.lookup)).rejects.toThrow('node store');
  });

  it('verifies to false, without an error', () => {
    for (const size of [-1, 0.5, NaN, 2 ** 53, Infinity]) {
      expect(verifyInclusion(0, size, log.leaf(0), [], root)).toBe(false);
      expect(verifyInclusion(size, 9, log.leaf(0), [], root)).toBe(false);
      expect(verifyConsistency(1, log.root(1), size, root, [])).toBe(false);
      expect(verifyConsistency(size, log.root(1), 9, root, [])).toBe(false);
    }
    expect(verifyInclusion(0, 1, log.leaf(0), [], Buffer.alloc(0))).toBe(false);
    expect(verifyInclusion(0, 2, log.leaf(0), [Buffer.alloc(31)], log.root(2))).toBe(false);
    expect(verifyConsistency(1, log.root(1), 9, root, [])).toBe(false);
    expect(verifyConsistency(2, log.root(2), 1, log.root(1), [])).toBe(false);
    expect(verifyConsistency(3, log.root(3), 3, log.root(4), [])).toBe(false);
    expect(verifyConsistency(3, log.root(3), 3, log.root(3), [EMPTY_ROOT])).toBe(false);
    expect(verifyConsistency(0, log.root(1), 9, root, [])).toBe(false);
    expect(verifyConsistency(0, EMPTY_ROOT, 9, root, [EMPTY_ROOT])).toBe(false);
    expect(verifyConsistency(0, EMPTY_ROOT, 0, root, [])).toBe(false);
  });

  it('a million leaves need twenty hashes', async () => {
    expect(await inclusionProof(123_456, 2 ** 20, same)).toHaveLength(20);
    expect(rootOf([])).toEqual(EMPTY_ROOT);
  });
});
