import { NotADisclosure, openDisclosure } from './disclosure.js';
import { atEvent } from './findings.js';
import { decodeLeaf, type Leaf, NotALeaf } from './leaf.js';
import type { SubjectHead } from './append-command.js';
import type { StoredDisclosure } from './reading.js';
import { leafHash } from './tree.js';
import { type DisclosureRow, type EventRow, isDisclosureOf } from './verify-pages.js';

/** The leaf of a row whose bytes are what was hashed. @throws Found */
export function checkedLeaf(row: EventRow, seq: number): { leaf: Leaf; hash: Buffer } {
  if (row.seq !== seq)
    throw atEvent('E_SEQ', seq, [`位置空缺，其后是第 ${row.seq} 号`, `missing; ${row.seq} follows`]);
  const leaf = leafOf(row);
  const hash = leafHash(row.bytes);
  if (!hash.equals(row.leaf_hash)) {
    const words = [
      '内容与入账时的哈希不符，内容已被改动；凡覆盖它的检查点都不再成立',
      'its content is not what was hashed when it was recorded; no checkpoint over it holds any more',
    ] as const;
    throw atEvent('E_ROOT', seq, words, leaf);
  }
  return { leaf, hash };
}

function leafOf({ seq, bytes }: EventRow): Leaf {
  try {
    return decodeLeaf(bytes);
  } catch (error) {
    if (!(error instanceof NotALeaf)) throw error;
    const { reason, detail } = error;
    if (reason === 'not-canonical') {
      throw atEvent('E_NONCANONICAL', seq, [
        '空白、键序或写法被改动',
        `it is not in its one canonical form: ${detail}`,
      ]);
    }
    throw atEvent('E_PARSE', seq, [`不是一个事件（${reason}）`, `this is no event (${reason}: ${detail})`]);
  }
}

/** Position, per-subject number, chain and time. @throws Found */
export function checkPlace(leaf: Leaf, seq: number, before: SubjectHead, lastTime: string): void {
  const { subject, time, prev } = leaf;
  const [version, expected] = [leaf.data.version, before.version + 1];
  if (leaf.seq !== seq) {
    throw atEvent(
      'E_SEQ',
      seq,
      [`内容写的是第 ${leaf.seq} 号`, `its content says position ${leaf.seq}`],
      leaf,
    );
  }
  if (version !== expected) {
    const zh = `${subject} 的序号应为 ${expected}，实为 ${version}`;
    throw atEvent(
      'E_DECISION_GAP',
      seq,
      [zh, `${subject} should be at version ${expected}, not ${version}`],
      leaf,
    );
  }
  if (prev !== before.leafHash) {
    const zh = `没有接上 ${subject} 的前一事件`;
    throw atEvent('E_CHAIN', seq, [zh, `it does not follow the event before it on ${subject}`], leaf);
  }
  if (time < lastTime) {
    const zh = `时间 ${time} 早于前一事件的 ${lastTime}`;
    throw atEvent(
      'E_TIME_BACK',
      seq,
      [zh, `its time ${time} is before ${lastTime}, that of the event before it`],
      leaf,
    );
  }
}

/** The columns by which events are found must not point elsewhere than the leaf. @throws Found */
export function checkColumns(row: EventRow, leaf: Leaf): void {
  const { id, subject, type, time, data } = leaf;
  const said = { id, subject, type, time, version: data.version };
  const names = ['id', 'subject', 'type', 'time', 'version'] as const;
  const wrong = names.find((name) => row[name] !== said[name]);
  if (wrong === undefined) return;
  const words = [`检索列 ${wrong} 与事件内容不符`, `its column ${wrong} is not what the event says`] as const;
  throw atEvent('E_INDEX', row.seq, words, leaf);
}

/** Compares what is kept with the digests in the leaf; answers those of which nothing is kept. @throws Found */
export function checkDisclosures(leaf: Leaf, kept: readonly DisclosureRow[]): Set<string> {
  const { _sd: digests } = leaf.data;
  const named = new Set(digests);
  for (const row of kept) {
    if (named.delete(row.digest) && isDisclosureOf(row, row.digest)) continue;
    const words = [
      '披露内容与事件中的摘要不符',
      'a disclosure is not the one whose digest stands in the event',
    ] as const;
    throw atEvent('E_DISCLOSURE_MISMATCH', leaf.seq, words, leaf);
  }
  return named;
}

/** For a judge. @throws Found */
export function openedDisclosure({ digest, encoded }: DisclosureRow, leaf: Leaf): StoredDisclosure {
  try {
    const { pointer, value } = openDisclosure(encoded);
    return { pointer, value, digest, encoded };
  } catch (error) {
    if (!(error instanceof NotADisclosure)) throw error;
    throw atEvent('E_PARSE', leaf.seq, ['披露内容无法读出', 'a disclosure cannot be read'], leaf);
  }
}
