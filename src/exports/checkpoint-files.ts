import type { Rows } from '../database/database.js';
import { parseCheckpoint } from '../ledger/checkpoint.js';
import { receiptOf } from '../ledger/checkpointing.js';
import { noteAt } from '../ledger/cosigned-notes.js';
import { formerSizes } from '../ledger/key-rotations.js';
import { nodeLookup } from '../ledger/node-store.js';
import { consistencyProof, type NodeLookup } from '../ledger/proofs.js';
import type { NodeHash } from '../ledger/tree.js';
import { parseReceipt } from '../ledger/receipt.js';
import { timeStampAt } from '../time-stamping/time-stamping.js';
import { bytesFile, linesFile, textFile, type BagFile } from './bag-file.js';
import { hex } from './leaf-files.js';
import type { Named } from './named.js';

/** The sizes of all checkpoints up to `size`. */
export async function everyCheckpoint(rows: Rows, size: number): Promise<number[]> {
  const found = await rows.query<{ size: number }>(
    'SELECT size FROM checkpoint WHERE size <= ? ORDER BY size',
    [size],
  );
  return found.map((row) => row.size);
}

/**
 * For every leaf the first checkpoint over it, the first that had its quorum of witnesses and the first with a time-stamp:
 * they bound its time, and its receipt leads to one of them. And the newest; and those that are asked for, where the log has signed them.
 */
export async function checkpointsOver(
  rows: Rows,
  seqs: readonly number[],
  size: number,
  pins: readonly number[] = [],
): Promise<number[]> {
  const sizes = new Set([size]);
  // Where a former log ended: what links it to this one.
  for (const former of await formerSizes(rows)) if (former <= size) sizes.add(former);
  for (const pin of pins) if (pin < size && (await noteAt(rows, pin)) !== undefined) sizes.add(pin);
  for (const table of ['checkpoint', 'cosigned_note', 'time_stamp'] as const)
    for (const first of await firstOver(rows, table, seqs, size)) sizes.add(first);
  return [...sizes].toSorted((a, b) => a - b);
}

async function firstOver(
  rows: Rows,
  table: 'checkpoint' | 'cosigned_note' | 'time_stamp',
  seqs: readonly number[],
  upTo: number,
): Promise<number[]> {
  const sizes: number[] = [];
  for (const seq of seqs) {
    if (seq < (sizes.at(-1) ?? 0)) continue;
    const [first] = await rows.query<{ size: number }>(
      `SELECT size FROM ${table} WHERE size > ? AND size <= ? ORDER BY size LIMIT 1`,
      [seq, upTo],
    );
    if (!first) break;
    sizes.push(first.size);
  }
  return sizes;
}

/** The signed notes, each with the first word of every witness, which bounds its time best; the newest as it is given. */
export async function* checkpointFiles(
  rows: Rows,
  sizes: readonly number[],
  newest: { readonly size: number; readonly note: string },
): AsyncGenerator<BagFile> {
  for (const size of sizes) {
    const note = size === newest.size ? newest.note : await noteAt(rows, size);
    if (note !== undefined) yield textFile(`data/ledger/checkpoints/${size}.note`, note);
  }
}

/** The time-stamps over these checkpoints (RFC 3161), as the authorities gave them. */
export async function* tokenFiles(rows: Rows, sizes: readonly number[]): AsyncGenerator<BagFile> {
  for (const size of sizes) {
    const response = await timeStampAt(rows, size);
    if (response) yield bytesFile(`data/ledger/tokens/${size}.tsr`, response);
  }
}

/** That each of these trees begins with the one before it. */
export function consistencyFile(rows: Rows, sizes: readonly number[]): AsyncGenerator<BagFile> {
  return consistencyLines('data/ledger/consistency.jsonl', sizes, nodeLookup(rows));
}

/** The same of any tree whose nodes are kept. @param node its hash over two subtrees, SHA-256 unless told */
export function consistencyLines(
  path: string,
  sizes: readonly number[],
  lookup: NodeLookup,
  node?: NodeHash,
): AsyncGenerator<BagFile> {
  return linesFile(
    path,
    (async function* () {
      for (const [at, to] of sizes.entries()) {
        const from = sizes[at - 1];
        if (from !== undefined) yield { from, path: hex(await consistencyProof(from, to, lookup, node)), to };
      }
    })(),
  );
}

const EVENT_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/**
 * The receipts of binding acts, as they are given out. One that leads to a checkpoint that came while the bag was being
 * written is left to the next bag.
 */
export async function* receiptFiles(rows: Rows, { binding }: Named, size: number): AsyncGenerator<BagFile> {
  for (const { seq, id } of binding) {
    if (!EVENT_ID.test(id)) continue;
    const receipt = await receiptOf(rows, seq);
    if (receipt !== undefined && sizeIn(receipt) <= size)
      yield textFile(`data/ledger/receipts/${id}.txt`, receipt);
  }
}

/** Events in the tree that a receipt leads to. */
function sizeIn(receipt: string): number {
  const { checkpoint } = parseReceipt(receipt);
  return parseCheckpoint(checkpoint.slice(0, checkpoint.indexOf('\n\n') + 1)).size;
}
