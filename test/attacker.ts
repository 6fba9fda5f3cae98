import Sqlite from 'better-sqlite3';
import { Client } from 'pg';
import { canonicalize, type JsonObject } from '../src/canonical/canonical-json.js';
import type { Row, Rows, SqlValue } from '../src/database/database.js';
import { prepareSql } from '../src/database/placeholders.js';
import { writeHead } from '../src/ledger/head-row.js';
import { decodeLeaf, type Leaf } from '../src/ledger/leaf.js';
import { keepNodes } from '../src/ledger/node-store.js';
import { CompactRange, leafHash } from '../src/ledger/tree.js';
import type { TestDatabase } from './databases.js';

const TABLES = ['event', 'disclosure', 'ledger_node', 'checkpoint', 'content', 'ledger_head'];

/** Writes to the database past the program, as whoever administers it can, the fences taken down first. */
export async function attack(on: TestDatabase, work: (rows: Rows) => Promise<void>): Promise<void> {
  await onOwnConnection(on, async (rows) => {
    await takeFencesDown(on, rows);
    await work(rows);
  });
}

/** A connection of somebody else's, to which our settings do not apply. */
export async function onOwnConnection(on: TestDatabase, work: (rows: Rows) => Promise<void>): Promise<void> {
  if (on.dialect === 'sqlite') {
    const file = new Sqlite(on.url.slice('sqlite:'.length));
    file.pragma('foreign_keys = OFF');
    try {
      await work(sqliteRows(file));
    } finally {
      file.close();
    }
    return;
  }
  const client = new Client({ connectionString: on.url });
  await client.connect();
  try {
    await work(postgresRows(client));
  } finally {
    await client.end();
  }
}

/** Makes leaf hashes, tree nodes and head row agree again with the bytes that stand in the events. */
export async function recompute(rows: Rows): Promise<void> {
  const events = await rows.query<{ seq: number; time: string; bytes: Buffer }>(
    'SELECT seq, time, bytes FROM event ORDER BY seq',
  );
  await rows.query('DELETE FROM ledger_node');
  const range = CompactRange.empty();
  for (const { seq, bytes } of events) {
    const hash = leafHash(bytes);
    await rows.query('UPDATE event SET leaf_hash = ? WHERE seq = ?', [hash, Number(seq)]);
    await keepNodes(rows, range.append(hash));
  }
  await writeHead(rows, { range, lastTime: events.at(-1)?.time ?? '' });
}

export const bytesAt = async (rows: Rows, seq: number): Promise<Buffer> => {
  const [row] = await rows.query<{ bytes: Buffer }>('SELECT bytes FROM event WHERE seq = ?', [seq]);
  return row?.bytes ?? Buffer.alloc(0);
};
export const setBytes = (rows: Rows, seq: number, bytes: Buffer) =>
  rows.query('UPDATE event SET bytes = ? WHERE seq = ?', [bytes, seq]);

/** Writes another leaf in the place of one, in proper form. */
export async function rewrite(rows: Rows, seq: number, change: (leaf: Leaf) => Leaf): Promise<void> {
  await setBytes(rows, seq, Buffer.from(canonicalize(change(decodeLeaf(await bytesAt(rows, seq))))));
}

export const withPayload = (payload: JsonObject) => (leaf: Leaf) => ({
  ...leaf,
  data: { ...leaf.data, payload },
});

/** An id that no event has: the given one with another last digit. */
export const anotherId = (id: string): string => id.replace(/.$/, (digit) => (digit === 'f' ? '0' : 'f'));

/**
 * Puts a leaf where nothing is, its columns in agreement.
 * @param column its version as the column has it, where another event has that number already
 */
export async function insert(rows: Rows, leaf: Leaf, column = leaf.data.version): Promise<void> {
  const bytes = Buffer.from(canonicalize(leaf));
  const { seq, id, subject, type, time } = leaf;
  await rows.query(
    'INSERT INTO event (seq, id, subject, version, type, time, leaf_hash, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    [seq, id, subject, column, type, time, leafHash(bytes), bytes],
  );
}

/** The position numbers of events from `from` on, and of their disclosures, move by one; the columns only. */
export async function renumber(rows: Rows, from: number, by: 1 | -1): Promise<void> {
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

/** Writes every leaf anew, so that these agree from one end to the other: as far as a forger thinks of it. */
export async function rewriteAll(rows: Rows, what: readonly ('seq' | 'version' | 'prev')[]): Promise<void> {
  const heads = new Map<string, { readonly version: number; readonly hash: string }>();
  // The column holds each version once, so they step aside first.
  if (what.includes('version')) await rows.query('UPDATE event SET version = version + 100000');
  const all = await rows.query<{ seq: number }>('SELECT seq FROM event ORDER BY seq');
  for (const [at, row] of all.entries()) {
    const seq = Number(row.seq);
    await rewrite(rows, seq, (leaf) => {
      const before = heads.get(leaf.subject);
      const version = what.includes('version') ? (before?.version ?? -1) + 1 : leaf.data.version;
      return {
        ...leaf,
        seq: what.includes('seq') ? at : leaf.seq,
        prev: what.includes('prev') ? (before?.hash ?? '') : leaf.prev,
        data: { ...leaf.data, version },
      };
    });
    const bytes = await bytesAt(rows, seq);
    const { subject, data } = decodeLeaf(bytes);
    heads.set(subject, { version: data.version, hash: leafHash(bytes).toString('hex') });
    if (what.includes('version'))
      await rows.query('UPDATE event SET version = ? WHERE seq = ?', [data.version, seq]);
  }
}

async function takeFencesDown(on: TestDatabase, rows: Rows): Promise<void> {
  if (on.dialect === 'postgres') {
    for (const table of TABLES) await rows.query(`ALTER TABLE ${table} DISABLE TRIGGER ALL`);
    return;
  }
  const triggers = await rows.query<{ name: string }>(
    "SELECT name FROM sqlite_master WHERE type = 'trigger'",
  );
  for (const { name } of triggers) await rows.query(`DROP TRIGGER ${name}`);
}

function sqliteRows(file: Sqlite.Database): Rows {
  return {
    query: async <T extends Row>(sql: string, params: readonly SqlValue[] = []) => {
      try {
        const statement = file.prepare<SqlValue[], T>(prepareSql(sql, 'sqlite'));
        if (statement.reader) return statement.all(...params);
        statement.run(...params);
        return [];
      } catch (cause) {
        // The driver's error may come from another realm of Jest's, where it is no Error of ours.
        throw new Error(String(cause), { cause });
      }
    },
  };
}

function postgresRows(client: Client): Rows {
  return {
    query: async <T extends Row>(sql: string, params: readonly SqlValue[] = []) =>
      (await client.query<T>(prepareSql(sql, 'postgres'), [...params])).rows,
  };
}
