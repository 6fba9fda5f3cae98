import { createHash } from 'node:crypto';
import { sha256 } from '../canonical/digest.js';

/**
 * The Merkle tree of RFC 6962 §2.1 / RFC 9162 §2.1, over SHA-256 unless another node hash is given (never two in one
 * tree). Hashes are 32 raw bytes throughout.
 */
export const HASH_SIZE = 32;

/** The root of a tree that holds nothing. */
export const EMPTY_ROOT: Buffer = sha256('');

const LEAF = Buffer.from([0]);
const NODE = Buffer.from([1]);

/** Hash of a leaf's stored bytes. The prefix keeps a node from ever passing as a leaf. */
export function leafHash(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(LEAF).update(bytes).digest();
}

/** The hash over two subtrees. */
export type NodeHash = (left: Uint8Array, right: Uint8Array) => Buffer;

export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return createHash('sha256').update(NODE).update(left).update(right).digest();
}

/** A perfect subtree: `level` 0 is a leaf hash, and it covers leaves `index * 2^level` up to `(index + 1) * 2^level`. */
export interface NodeId {
  readonly level: number;
  readonly index: number;
}

export interface TreeNode extends NodeId {
  readonly hash: Buffer;
}

/** The state from which a tree grows: `nodes` are hex hashes of the perfect subtrees, largest first. */
export type CompactRangeJson = { size: number; nodes: string[] };

/** The right edge of a tree: all that is needed to append and to say the root, in O(log n) space. */
export class CompactRange {
  private constructor(
    private leaves: number,
    private readonly edge: Buffer[],
    private readonly node: NodeHash = nodeHash,
  ) {}

  static empty(): CompactRange {
    return new CompactRange(0, []);
  }

  /** @throws RangeError when the parts do not make a tree of that size. */
  static fromJson(json: CompactRangeJson): CompactRange {
    const { size, nodes } = json;
    const wellFormed =
      Number.isSafeInteger(size) && size >= 0 && nodes.every((node) => /^[0-9a-f]{64}$/.test(node));
    if (!wellFormed || nodes.length !== perfectSubtrees(0, size).length) {
      throw new RangeError('This is no compact range: its nodes do not make a tree of its size.');
    }
    return new CompactRange(
      size,
      nodes.map((node) => Buffer.from(node, 'hex')),
    );
  }

  /** From the perfect subtrees of a tree of `size`, largest first. @throws RangeError when these do not make one */
  static of(size: number, edge: readonly Buffer[], node: NodeHash = nodeHash): CompactRange {
    if (edge.length !== perfectSubtrees(0, size).length)
      throw new RangeError('The node store does not hold every node of this tree.');
    return new CompactRange(size, [...edge], node);
  }

  toJson(): CompactRangeJson {
    return { size: this.leaves, nodes: this.edge.map((hash) => hash.toString('hex')) };
  }

  get size(): number {
    return this.leaves;
  }

  /** Adds a leaf and answers every node that it completed, the leaf itself first: what a node store keeps. */
  append(leaf: Buffer): TreeNode[] {
    let node: TreeNode = { level: 0, index: this.leaves, hash: leaf };
    const completed = [node];
    while (node.index % 2 === 1) {
      const left = this.edge.pop();
      if (!left) throw new RangeError('This compact range has lost its edge.');
      node = { level: node.level + 1, index: (node.index - 1) / 2, hash: this.node(left, node.hash) };
      completed.push(node);
    }
    this.edge.push(node.hash);
    this.leaves++;
    return completed;
  }

  root(): Buffer {
    return joined(this.edge, this.node);
  }

  /** A range that grows on its own, so that a batch that fails leaves this one as it was. */
  copy(): CompactRange {
    return new CompactRange(this.leaves, [...this.edge], this.node);
  }
}

/** The root over leaf hashes in order; for tests and small trees. */
export function rootOf(leafHashes: Iterable<Buffer>): Buffer {
  const range = CompactRange.empty();
  for (const leaf of leafHashes) range.append(leaf);
  return range.root();
}

/** The perfect subtrees that make up leaves [from, to), left to right, where `from` is aligned as in RFC 6962. */
export function perfectSubtrees(from: number, to: number): NodeId[] {
  const nodes: NodeId[] = [];
  for (let start = from; start < to;) {
    let level = 0;
    let width = 1;
    while (width * 2 <= to - start) {
      width *= 2;
      level++;
    }
    nodes.push({ level, index: start / width });
    start += width;
  }
  return nodes;
}

/** The hash over consecutive subtrees, largest first: each joins what stands to the right of it. */
export function joined(hashes: readonly Buffer[], node: NodeHash = nodeHash): Buffer {
  if (hashes.length === 0) return EMPTY_ROOT;
  return hashes.reduceRight((right, left) => node(left, right));
}
