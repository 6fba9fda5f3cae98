import { bytesOfHex, equal } from './bytes.js';
import type { Host } from './host.js';

/** The Merkle tree of RFC 6962 §2.1 (RFC 9162 §2.1) over SHA-256. */
const LEAF = new Uint8Array([0]);
const NODE = new Uint8Array([1]);

export const leafHash = (host: Host, bytes: Uint8Array): Uint8Array => host.sha256(LEAF, bytes);

const nodeHash = (host: Host, left: Uint8Array, right: Uint8Array): Uint8Array =>
  host.sha256(NODE, left, right);

/** The growing tree: the roots of its perfect subtrees, largest first, and nothing else. */
export class GrowingTree {
  size = 0;
  private readonly edge: Uint8Array[] = [];

  constructor(private readonly host: Host) {}

  append(leaf: Uint8Array): void {
    let hash = leaf;
    for (let full = this.size; full % 2 === 1; full = (full - 1) / 2)
      hash = nodeHash(this.host, this.edge.pop() as Uint8Array, hash);
    this.edge.push(hash);
    this.size += 1;
  }

  root(): Uint8Array {
    if (this.edge.length === 0) return this.host.sha256();
    return this.edge.reduceRight((right, left) => nodeHash(this.host, left, right));
  }
}

/** Inclusion of the leaf at `index` in a tree of `size` (RFC 9162 §2.1.3.2). */
export function includes(
  host: Host,
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
  let [at, last, hash] = [index, size - 1, leaf];
  for (const sibling of path) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(host, sibling, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      hash = nodeHash(host, hash, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && equal(hash, root);
}

interface Head {
  readonly size: number;
  readonly root: Uint8Array;
}

/** Whether the tree `to` begins with the tree `from` (RFC 9162 §2.1.4.2); anything begins with the empty one. */
export function isConsistent(host: Host, from: Head, to: Head, path: readonly Uint8Array[]): boolean {
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
      older = nodeHash(host, sibling, older);
      newer = nodeHash(host, sibling, newer);
      while (at % 2 === 0 && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      newer = nodeHash(host, newer, sibling);
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
