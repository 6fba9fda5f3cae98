import type { Rows, SqlValue } from '../database/database.js';
import type { NodeLookup } from './proofs.js';
import { HASH_SIZE, type NodeId, type TreeNode } from './tree.js';

/** Leaves one tile of the C2SP tlog-tiles layout spans: 2^8 hashes of the level below. */
const TILE_HEIGHT = 8;
const TILE_WIDTH = 256;

type Hash = { level: number; idx: number; hash: Buffer };

/** The hashes of perfect subtrees, as kept: leaves with their events, the nodes above in a table of their own. */
export function nodeLookup(rows: Rows): NodeLookup {
  return async (nodes) => {
    const kept = new Map<string, Buffer>();
    const collect = (found: readonly Hash[]) => {
      for (const { level, idx, hash } of found) kept.set(`${level}/${idx}`, hash);
    };
    collect(await leaves(rows, nodes));
    collect(await innerNodes(rows, nodes));
    return nodes.flatMap(({ level, index }) => kept.get(`${level}/${index}`) ?? []);
  };
}

/** Keeps nodes that a batch completed; those of level 0 stand with their events already. */
export async function keepNodes(rows: Rows, nodes: readonly TreeNode[]): Promise<void> {
  const inner = nodes.filter((node) => node.level > 0);
  if (inner.length === 0) return;
  const places = inner.map(() => '(?, ?, ?)').join(', ');
  const values = inner.flatMap(({ level, index, hash }): SqlValue[] => [level, index, hash]);
  await rows.query(`INSERT INTO ledger_node (level, idx, hash) VALUES ${places}`, values);
}

/**
 * A tile of C2SP tlog-tiles: `width` hashes (1–256) of tree level 8·`level`, from 256·`index` on, side by side.
 * Undefined when the tree does not have them all yet.
 */
export async function tile(
  rows: Rows,
  level: number,
  index: number,
  width: number,
): Promise<Buffer | undefined> {
  const inRange = [level, index].every((n) => Number.isSafeInteger(n) && n >= 0) && level <= 6;
  if (!inRange || !Number.isSafeInteger(index * TILE_WIDTH) || width < 1 || width > TILE_WIDTH)
    return undefined;
  const [from, to] = [index * TILE_WIDTH, index * TILE_WIDTH + width];
  const found =
    level === 0
      ? await rows.query<{ hash: Buffer }>(
          'SELECT leaf_hash AS hash FROM event WHERE seq >= ? AND seq < ? ORDER BY seq',
          [from, to],
        )
      : await rows.query<{ hash: Buffer }>(
          'SELECT hash FROM ledger_node WHERE level = ? AND idx >= ? AND idx < ? ORDER BY idx',
          [level * TILE_HEIGHT, from, to],
        );
  return found.length === width
    ? Buffer.concat(
        found.map(({ hash }) => hash),
        width * HASH_SIZE,
      )
    : undefined;
}

async function leaves(rows: Rows, nodes: readonly NodeId[]): Promise<Hash[]> {
  const wanted = nodes.filter((node) => node.level === 0).map((node) => node.index);
  if (wanted.length === 0) return [];
  const places = wanted.map(() => '?').join(', ');
  return rows.query<Hash>(
    `SELECT 0 AS level, seq AS idx, leaf_hash AS hash FROM event WHERE seq IN (${places})`,
    wanted,
  );
}

async function innerNodes(rows: Rows, nodes: readonly NodeId[]): Promise<Hash[]> {
  const wanted = nodes.filter((node) => node.level > 0);
  if (wanted.length === 0) return [];
  const places = wanted.map(() => '(level = ? AND idx = ?)').join(' OR ');
  const values = wanted.flatMap(({ level, index }) => [level, index]);
  return rows.query<Hash>(`SELECT level, idx, hash FROM ledger_node WHERE ${places}`, values);
}
