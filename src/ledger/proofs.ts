import {
  HASH_SIZE,
  EMPTY_ROOT,
  joined,
  nodeHash,
  perfectSubtrees,
  type NodeHash,
  type NodeId,
} from './tree.js';

/** Answers the hashes of these nodes, in this order; asked once per proof, so that a database can answer at once. */
export type NodeLookup = (nodes: readonly NodeId[]) => Promise<readonly Buffer[]> | readonly Buffer[];

/** Leaves [from, to) as one subtree of a proof. */
type Range = readonly [from: number, to: number];

/** The root that the tree had at `size`, from kept nodes. */
export async function rootAt(size: number, lookup: NodeLookup, node: NodeHash = nodeHash): Promise<Buffer> {
  refuseUnless(isSize(size));
  const [root] = await hashesOf([[0, size]], lookup, node);
  return root ?? EMPTY_ROOT;
}

/**
 * The audit path of leaf `index` in the tree of `size` leaves (RFC 6962 §2.1.1), from the leaf upwards.
 *
 * @throws RangeError when there is no such leaf in a tree of that size.
 */
export async function inclusionProof(
  index: number,
  size: number,
  lookup: NodeLookup,
  node: NodeHash = nodeHash,
): Promise<Buffer[]> {
  refuseUnless(isSize(index) && isSize(size) && index < size);
  const path: Range[] = [];
  for (let from = 0, to = size; to - from > 1;) {
    const middle = from + widestLeft(to - from);
    if (index < middle) {
      path.push([middle, to]);
      to = middle;
    } else {
      path.push([from, middle]);
      from = middle;
    }
  }
  return hashesOf(path.reverse(), lookup, node);
}

/**
 * Shows that the tree of `size` leaves begins with the tree of `earlier` leaves (RFC 6962 §2.1.2). Empty when
 * `earlier` is 0 or `size`.
 *
 * @throws RangeError when `earlier` is larger than `size`.
 */
export async function consistencyProof(
  earlier: number,
  size: number,
  lookup: NodeLookup,
  node: NodeHash = nodeHash,
): Promise<Buffer[]> {
  refuseUnless(isSize(earlier) && isSize(size) && earlier <= size);
  if (earlier === 0 || earlier === size) return [];
  const path: Range[] = [];
  let [from, to] = [0, size];
  while (earlier !== to) {
    const middle = from + widestLeft(to - from);
    if (earlier <= middle) {
      path.push([middle, to]);
      to = middle;
    } else {
      path.push([from, middle]);
      from = middle;
    }
  }
  // Where the earlier tree is itself this subtree, its root is known to the reader already.
  if (from > 0) path.push([from, to]);
  return hashesOf(path.reverse(), lookup, node);
}

/** RFC 9162 §2.1.3.2. Answers false, and never throws, whatever it is given. */
export function verifyInclusion(
  index: number,
  size: number,
  leaf: Buffer,
  proof: readonly Buffer[],
  root: Buffer,
): boolean {
  if (!isSize(index) || !isSize(size) || index >= size || !areHashes([leaf, root, ...proof])) return false;
  let [node, last, hash] = [index, size - 1, leaf];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash);
      while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, half(last)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && hash.equals(root);
}

/** RFC 9162 §2.1.4.2; from size 0 everything follows, by an empty proof. Answers false, and never throws. */
export function verifyConsistency(
  earlier: number,
  earlierRoot: Buffer,
  size: number,
  root: Buffer,
  proof: readonly Buffer[],
  hashNode: NodeHash = nodeHash,
): boolean {
  if (!isSize(earlier) || !isSize(size) || earlier > size) return false;
  if (!areHashes([earlierRoot, root, ...proof])) return false;
  if (earlier === 0)
    return proof.length === 0 && earlierRoot.equals(EMPTY_ROOT) && (size > 0 || root.equals(EMPTY_ROOT));
  if (earlier === size) return proof.length === 0 && earlierRoot.equals(root);
  return climbs(earlier, earlierRoot, size, root, proof, hashNode);
}

function climbs(
  earlier: number,
  earlierRoot: Buffer,
  size: number,
  root: Buffer,
  proof: readonly Buffer[],
  hashNode: NodeHash,
): boolean {
  let [node, last] = [earlier - 1, size - 1];
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  // A tree of 2^n leaves is a subtree of the later one: its root is the first hash and is not sent.
  const [first, ...rest] = node === 0 ? [earlierRoot, ...proof] : proof;
  if (!first) return false;
  let [before, after] = [first, first];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      before = hashNode(sibling, before);
      after = hashNode(sibling, after);
      while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, half(last)];
    } else {
      after = hashNode(after, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && before.equals(earlierRoot) && after.equals(root);
}

async function hashesOf(
  ranges: readonly Range[],
  lookup: NodeLookup,
  node: NodeHash = nodeHash,
): Promise<Buffer[]> {
  const parts = ranges.map(([from, to]) => perfectSubtrees(from, to));
  const wanted = parts.flat();
  const found = await lookup(wanted);
  if (found.length !== wanted.length)
    throw new RangeError('The node store does not hold every node of this tree.');
  let next = 0;
  return parts.map((nodes) => joined(found.slice(next, (next += nodes.length)), node));
}

/** The largest power of two below `width` (2 or more): how many leaves the left subtree has. */
function widestLeft(width: number): number {
  let left = 1;
  while (left * 2 < width) left *= 2;
  return left;
}

/** Shifts would wrap at 2^31; sizes go to 2^53. */
const half = (n: number): number => Math.floor(n / 2);

const isSize = (n: number): boolean => Number.isSafeInteger(n) && n >= 0;

const areHashes = (hashes: readonly Buffer[]): boolean => hashes.every((hash) => hash.length === HASH_SIZE);

function refuseUnless(possible: boolean): void {
  if (!possible) throw new RangeError('There is no such leaf or tree.');
}
