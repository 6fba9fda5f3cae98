import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { attack, bytesAt, recompute, rewrite, setBytes, withPayload } from '../../test/attacker.js';
import { describeOnAnyDatabase } from '../../test/databases.js';
import { inUse } from '../../test/installation.js';
import { canonicalize } from '../canonical/canonical-json.js';
import type { Row, Rows } from '../database/database.js';
import { makeDisclosure } from './disclosure.js';
import { decodeLeaf, type Leaf } from './leaf.js';
import { CompactRange, leafHash } from './tree.js';

/** An id that no event has: the given one with another last digit. */
const anotherId = (id: string): string => id.replace(/.$/, (digit) => (digit === 'f' ? '0' : 'f'));

/** Puts a leaf where nothing is, its columns in agreement. */
async function insert(rows: Rows, leaf: Leaf): Promise<void> {
  const bytes = Buffer.from(canonicalize(leaf));
  const { seq, id, subject, type, time, data } = leaf;
  await rows.query(
    'INSERT INTO event (seq, id, subject, version, type, time, leaf_hash, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    [seq, id, subject, data.version, type, time, leafHash(bytes), bytes],
  );
}

/** The position numbers of events from `from` on, and of their disclosures, move by one; the columns only. */
async function renumber(rows: Rows, from: number, by: 1 | -1): Promise<void> {
  const order = by === 1 ? 'DESC' : 'ASC';
  const moved = await rows.query<{ seq: number }>(
    `SELECT seq FROM event WHERE seq >= ? ORDER BY seq ${order}`,
    [from],
  );
  for (const { seq } of moved) {
    for (const table of ['event', 'disclosure']) {
      await rows.query(`UPDATE ${table} SET seq = ? WHERE seq = ?`, [Number(seq) + by, Number(seq)]);
    }
  }
}

type Attack = readonly [what: string, how: (rows: Rows) => Promise<unknown>, finding: Row];

const onEvents: readonly Attack[] = [
  [
    'a leaf is edited',
    (rows) => rewrite(rows, 13, withPayload({ n: 14 })),
    { code: 'E_ROOT', seq: 13, subject: 'decision/1' },
  ],
  [
    'a leaf is edited, and all hashes made to agree',
    async (rows) => {
      await rewrite(rows, 13, withPayload({ n: 14 }));
      await recompute(rows);
    },
    { code: 'E_CHAIN', seq: 16 },
  ],
  [
    'the last leaf of a subject under a checkpoint is edited, its chain rewritten and all hashes made to agree',
    async (rows) => {
      await rewrite(rows, 27, withPayload({ n: 0 }));
      for (const seq of [30, 33]) {
        const prev = leafHash(await bytesAt(rows, seq - 3)).toString('hex');
        await rewrite(rows, seq, (leaf) => ({ ...leaf, prev }));
      }
      await recompute(rows);
    },
    { code: 'E_ROOT', size: 30 },
  ],
  [
    'a space is added to a leaf',
    async (rows) => setBytes(rows, 5, Buffer.from((await bytesAt(rows, 5)).toString().replace('":', '": '))),
    { code: 'E_NONCANONICAL', seq: 5 },
  ],
  [
    'the keys of a leaf are put in another order',
    async (rows) => {
      const { actor, ...others } = decodeLeaf(await bytesAt(rows, 5));
      await setBytes(rows, 5, Buffer.from(JSON.stringify({ ...others, actor })));
    },
    { code: 'E_NONCANONICAL', seq: 5 },
  ],
  [
    'a leaf is replaced by something else',
    (rows) => setBytes(rows, 5, randomBytes(200)),
    { code: 'E_PARSE', seq: 5 },
  ],
  [
    'an event in the middle is deleted',
    (rows) => rows.query('DELETE FROM event WHERE seq = 12'),
    { code: 'E_SEQ', seq: 12 },
  ],
  [
    'an event in the middle is deleted and the rest renumbered',
    async (rows) => {
      await rows.query('DELETE FROM disclosure WHERE seq = 12');
      await rows.query('DELETE FROM event WHERE seq = 12');
      await renumber(rows, 13, -1);
      await recompute(rows);
    },
    { code: 'E_SEQ', seq: 12 },
  ],
  [
    'an event in the middle is deleted and everything after it written anew',
    async (rows) => {
      await rows.query('DELETE FROM disclosure WHERE seq = 12');
      await rows.query('DELETE FROM event WHERE seq = 12');
      await renumber(rows, 13, -1);
      const heads = new Map<string, Leaf & { hash: string }>();
      for (let seq = 0; seq < 35; seq += 1) {
        await rewrite(rows, seq, (leaf) => {
          const before = heads.get(leaf.subject);
          return {
            ...leaf,
            seq,
            prev: before?.hash ?? '',
            data: { ...leaf.data, version: (before?.data.version ?? -1) + 1 },
          };
        });
        const bytes = await bytesAt(rows, seq);
        const leaf = decodeLeaf(bytes);
        heads.set(leaf.subject, { ...leaf, hash: leafHash(bytes).toString('hex') });
        await rows.query('UPDATE event SET version = ? WHERE seq = ?', [leaf.data.version, seq]);
      }
      await recompute(rows);
    },
    { code: 'E_ROOT', size: 20 },
  ],
  [
    'a back-dated event is inserted and the rest renumbered',
    async (rows) => {
      const leaf = decodeLeaf(await bytesAt(rows, 12));
      await renumber(rows, 12, 1);
      await insert(rows, {
        ...leaf,
        id: anotherId(leaf.id),
        subject: 'decision/9',
        prev: '',
        data: { ...leaf.data, version: 0, _sd: [] },
      });
      await recompute(rows);
    },
    { code: 'E_SEQ', seq: 13 },
  ],
  [
    'an event is appended with a time in the past',
    async (rows) => {
      const last = decodeLeaf(await bytesAt(rows, 35));
      const time = decodeLeaf(await bytesAt(rows, 10)).time;
      const prev = leafHash(await bytesAt(rows, 35)).toString('hex');
      await insert(rows, {
        ...last,
        seq: 36,
        id: anotherId(last.id),
        prev,
        time,
        data: { ...last.data, version: 12, _sd: [] },
      });
      await recompute(rows);
    },
    { code: 'E_TIME_BACK', seq: 36 },
  ],
  [
    'an event is appended that leaves a number of its subject out',
    async (rows) => {
      const last = decodeLeaf(await bytesAt(rows, 35));
      await insert(rows, {
        ...last,
        seq: 36,
        id: anotherId(last.id),
        data: { ...last.data, version: 13, _sd: [] },
      });
      await recompute(rows);
    },
    { code: 'E_DECISION_GAP', seq: 36 },
  ],
  [
    'the last events are deleted',
    (rows) => rows.query('DELETE FROM event WHERE seq >= 28'),
    { code: 'E_TRUNCATED', size: 30 },
  ],
  [
    'the last events are deleted, and the rest made to agree',
    async (rows) => {
      await rows.query('DELETE FROM event WHERE seq >= 28');
      await recompute(rows);
    },
    { code: 'E_TRUNCATED', size: 30 },
  ],
  [
    'events after the last checkpoint are deleted',
    (rows) => rows.query('DELETE FROM event WHERE seq >= 33'),
    { code: 'E_TRUNCATED' },
  ],
  ['everything is deleted', (rows) => rows.query('DELETE FROM event'), { code: 'E_TRUNCATED', size: 10 }],
  [
    'a column is pointed elsewhere',
    (rows) => rows.query("UPDATE event SET type = 'Other' WHERE seq = 8"),
    { code: 'E_INDEX', seq: 8 },
  ],
];

const onTheRest: readonly Attack[] = [
  [
    'the value of a disclosure is edited',
    (rows) =>
      rows.query('UPDATE disclosure SET encoded = ? WHERE seq = 7', [
        makeDisclosure('/title', 'another', randomBytes(16)).encoded,
      ]),
    { code: 'E_DISCLOSURE_MISMATCH', seq: 7 },
  ],
  [
    'a disclosure is exchanged for one that the event does not name',
    async (rows) => {
      const { encoded, digest } = makeDisclosure('/title', 'another', randomBytes(16));
      await rows.query('UPDATE disclosure SET encoded = ?, digest = ? WHERE seq = 7', [encoded, digest]);
    },
    { code: 'E_DISCLOSURE_MISMATCH', seq: 7 },
  ],
  [
    'a disclosure is deleted without a word',
    (rows) => rows.query('DELETE FROM disclosure WHERE seq = 7'),
    { code: 'E_DISCLOSURE_MISSING', seq: 7 },
  ],
  [
    'a node of the tree is changed',
    (rows) => rows.query('UPDATE ledger_node SET hash = ? WHERE level = 2 AND idx = 3', [randomBytes(32)]),
    { code: 'E_ROOT', seq: 15 },
  ],
  [
    'a node of the tree is deleted',
    (rows) => rows.query('DELETE FROM ledger_node WHERE level = 1 AND idx = 0'),
    { code: 'E_ROOT', seq: 1 },
  ],
  [
    'a character of a signature is changed',
    (rows) => rows.query("UPDATE checkpoint SET note = replace(note, '— ', '— x') WHERE size = 20"),
    { code: 'E_SIG', size: 20 },
  ],
  [
    'the text of a checkpoint is changed',
    (rows) => rows.query("UPDATE checkpoint SET note = replace(note, '20', '21') WHERE size = 20"),
    { code: 'E_SIG', size: 20 },
  ],
  [
    'one checkpoint is put in the place of another',
    (rows) =>
      rows.query(
        'UPDATE checkpoint SET note = (SELECT c.note FROM checkpoint c WHERE c.size = 10) WHERE size = 20',
      ),
    { code: 'E_INDEX', size: 20 },
  ],
  ['the head row is deleted', (rows) => rows.query('DELETE FROM ledger_head'), { code: 'E_INDEX' }],
  [
    'the head row counts too few',
    (rows) => rows.query("UPDATE ledger_head SET size = 0, compact_range = ''"),
    { code: 'E_SEQ' },
  ],
  [
    'the head row has another root',
    async (rows) => {
      const range = CompactRange.empty();
      for (let n = 0; n < 36; n += 1) range.append(randomBytes(32));
      await rows.query('UPDATE ledger_head SET compact_range = ?', [JSON.stringify(range.toJson())]);
    },
    { code: 'E_ROOT' },
  ],
  [
    'the head row has an earlier time',
    (rows) => rows.query("UPDATE ledger_head SET last_time = '2026-03-01T00:00:00.000Z'"),
    { code: 'E_INDEX' },
  ],
];

describeOnAnyDatabase('Verification', (fresh) => {
  test.each([...onEvents, ...onTheRest])('finds it when %s', async (_, how, finding) => {
    const on = await fresh();
    const installation = await inUse(on);
    await attack(on, async (rows) => void (await how(rows)));
    const report = await installation.verify();
    const { finding: found } = report;
    expect(await installation.verifyAhead()).toEqual({ ...report, judged: true });
    expect(found).toMatchObject(finding);
    expect([found?.zh.length, found?.en.length].every((length) => Number(length) > 10)).toBe(true);
  });
});
