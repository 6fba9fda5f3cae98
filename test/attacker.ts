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

const TABLES = ['event', 'disclosure', 'ledger_node', 'checkpoint', 'content', 'ledger_head', 'document'];

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
