import { createHash, getHashes } from 'node:crypto';
import type { Rows, SqlValue } from '../database/database.js';
import type { NodeLookup } from '../ledger/proofs.js';
import { CompactRange, perfectSubtrees, type NodeHash, type NodeId, type TreeNode } from '../ledger/tree.js';
import { sm3 as ownSm3 } from '../../verifier/core/sm3.js';

/** SM3 (GB/T 32905); by OpenSSL, or where it was built without, by our own. 32 raw bytes. */
export const sm3: (...parts: readonly Uint8Array[]) => Buffer = getHashes().includes('sm3')
  ? (...parts) => {
      const hash = createHash('sm3');
      for (const part of parts) hash.update(part);
      return hash.digest();
    }
  : (...parts) => Buffer.from(ownSm3(...parts));

const LEAF = Buffer.from([0]);
const NODE = Buffer.from([1]);

/** Of a leaf's stored bytes: the very ones that the first origin hashes. */
export const smLeafHash = (bytes: Uint8Array): Buffer => sm3(LEAF, bytes);
export const smNodeHash: NodeHash = (left, right) => sm3(NODE, left, right);

/** How many leaves the second tree has taken in. */
export async function smTreeSize(rows: Rows): Promise<number> {
  const [row] = await rows.query<{ size: number }>(
    'SELECT coalesce(max(idx) + 1, 0) AS size FROM sm_node WHERE level = 0',
  );
  return Number(row?.size ?? 0);
}

/** Its right edge, from which it grows. @throws RangeError when nodes are missing */
export async function smRange(rows: Rows, size: number): Promise<CompactRange> {
  return CompactRange.of(size, await smNodeLookup(rows)(perfectSubtrees(0, size)), smNodeHash);
}

export function smNodeLookup(rows: Rows): NodeLookup {
  return async (nodes) => {
    if (nodes.length === 0) return [];
    const found = await rows.query<{ level: number; idx: number; hash: Buffer }>(
      `SELECT level, idx, hash FROM sm_node WHERE ${nodes.map(() => '(level = ? AND idx = ?)').join(' OR ')}`,
      nodes.flatMap(({ level, index }: NodeId) => [level, index]),
    );
    const kept = new Map(found.map(({ level, idx, hash }) => [`${level}/${idx}`, hash]));
    return nodes.flatMap(({ level, index }) => kept.get(`${level}/${index}`) ?? []);
  };
}

export async function keepSmNodes(rows: Rows, nodes: readonly TreeNode[]): Promise<void> {
  if (nodes.length === 0) return;
  await rows.query(
    `INSERT INTO sm_node (level, idx, hash) VALUES ${nodes.map(() => '(?, ?, ?)').join(', ')}`,
    nodes.flatMap(({ level, index, hash }): SqlValue[] => [level, index, hash]),
  );
}
