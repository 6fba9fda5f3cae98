import { bytesOfHex, equal } from './bytes.js';
import type { Hash } from './host.js';

/** The Merkle tree of RFC 6962 §2.1 (RFC 9162 §2.1), over one hash: SHA-256 in the ledger's own, SM3 in the second. */
const LEAF = new Uint8Array([0]);
const NODE = new Uint8Array([1]);

export const leafHash = (hash: Hash, bytes: Uint8Array): Uint8Array => hash(LEAF, bytes);

const nodeHash = (hash: Hash, left: Uint8Array, right: Uint8Array): Uint8Array => hash(NODE, left, right);

/** The growing tree: the roots of its perfect subtrees, largest first, and nothing else. */
export class GrowingTree {
  size = 0;
  private readonly edge: Uint8Array[] = [];

  constructor(private readonly hash: Hash) {}

  append(leaf: Uint8Array): void {
    let node = leaf;
    for (let full = this.size; full % 2 === 1; full = (full - 1) / 2)
      node = nodeHash(this.hash, this.edge.pop() as Uint8Array, node);
    this.edge.push(node);
    this.size += 1;
  }

  root(): Uint8Array {
    if (this.edge.length === 0) return this.hash();
    return this.edge.reduceRight((right, left) => nodeHash(this.hash, left, right));
  }
}

/** Inclusion of the leaf at `index` in a tree of `size` (RFC 9162 §2.1.3.2). */
export function includes(
  hash: Hash,
  {
    index,
    size,
    leaf,
    path,
    root,
  }: {
    readonly index: number;
    readonly size: number;
    readonly leaf: Uint8Array;
    readonly path: readonly Uint8Array[];
    readonly root: Uint8Array;
  },
): boolean {
  if (index >= size) return false;
  let [at, last, node] = [index, size - 1, leaf];
  for (const sibling of path) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      node = nodeHash(hash, sibling, node);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      node = nodeHash(hash, node, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && equal(node, root);
}

export interface Head {
  readonly size: number;
  readonly root: Uint8Array;
}

/** Whether the tree `to` begins with the tree `from` (RFC 9162 §2.1.4.2); anything begins with the empty one. */
export function isConsistent(hash: Hash, from: Head, to: Head, path: readonly Uint8Array[]): boolean {
  if (from.size > to.size) return false;
  if (from.size === 0) return path.length === 0;
  if (from.size === to.size) return path.length === 0 && equal(from.root, to.root);
  const proof = isPowerOfTwo(from.size) ? [from.root, ...path] : path;
  let [at, last] = [from.size - 1, to.size - 1];
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  const first = proof[0];
  if (!first) return false;
  let [older, newer] = [first, first];
  for (const sibling of proof.slice(1)) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      older = nodeHash(hash, sibling, older);
      newer = nodeHash(hash, sibling, newer);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      newer = nodeHash(hash, newer, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && equal(older, from.root) && equal(newer, to.root);
}

/** Positions pass 2³¹, so no bit operators here. */
const half = (n: number): number => Math.floor(n / 2);

function isPowerOfTwo(n: number): boolean {
  let rest = n;
  while (rest > 1 && rest % 2 === 0) rest /= 2;
  return rest === 1;
}

export const pathOf = (hexes: readonly string[]): Uint8Array[] => hexes.map(bytesOfHex);
