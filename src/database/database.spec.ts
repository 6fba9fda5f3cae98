import { expect, test } from 'vitest';
import { onOwnConnection } from '../../test/attacker.js';
import {
  describeOnBothDatabases,
  describeOnPostgres,
  describeOnSqlite,
  type TestDatabase,
} from '../../test/databases.js';
import type { Rows, Transaction } from './database.js';
import { migrate, SchemaTooNew } from './migrate.js';
import { migration } from './migration.js';
import { migrations } from './migrations/list.js';

const put = (rows: Rows, name: string) =>
  rows.query('INSERT INTO content (sha256, media_type, bytes) VALUES (?, ?, ?)', [
    name.padEnd(64, '-'),
    name,
    Buffer.from(name),
  ]);

async function names(rows: Rows): Promise<string[]> {
  const found = await rows.query<{ media_type: string }>(
    'SELECT media_type FROM content ORDER BY media_type',
  );
  return found.map((row) => row.media_type);
}

describeOnBothDatabases('A unit of work', (fresh, dialect) => {
  test('is seen by readers once it is done, and not before', async () => {
    const database = await (await fresh()).open();
    await database.write(async (tx) => {
      await put(tx, 'a');
      expect(await names(tx)).toEqual(['a']);
      expect(await names(database.read)).toEqual([]);
    });
    expect(await names(database.read)).toEqual(['a']);
  });

  test('leaves nothing when it throws', async () => {
    const database = await (await fresh()).open();
    const unit = database.write(async (tx) => {
      await put(tx, 'a');
      throw new Error('changed my mind');
    });
    await expect(unit).rejects.toThrow('changed my mind');
    expect(await names(database.read)).toEqual([]);
  });

  test('never shares its transaction with another that runs at the same time', async () => {
    const database = await (await fresh()).open();
    const results = await Promise.allSettled(
      Array.from({ length: 40 }, (_, i) =>
        database.write(async (tx) => {
          await put(tx, `unit${i}`);
          await new Promise((resolve) => setImmediate(resolve));
          if (i % 2 === 1) throw new Error('this one fails');
        }),
      ),
    );
    const kept = results.flatMap(({ status }, i) => (status === 'fulfilled' ? [`unit${i}`] : []));
    expect(kept).toHaveLength(20);
    expect(await names(database.read)).toEqual(kept.sort());
  });

  test('goes on after a savepoint that was taken back', async () => {
    const database = await (await fresh()).open();
    await database.write(async (tx) => {
      await put(tx, 'a');
      const failing = tx.savepoint(async () => {
        await put(tx, 'b');
        await tx.savepoint(() => put(tx, 'c'));
        await put(tx, 'a');
      });
      await expect(failing).rejects.toThrow(/unique|UNIQUE/);
      await tx.savepoint(() => put(tx, 'd'));
    });
    expect(await names(database.read)).toEqual(['a', 'd']);
  });

  test('is refused as a whole when a statement failed in it and nobody took that back', async () => {
    const database = await (await fresh()).open();
    const unit = database.write(async (tx) => {
      await put(tx, 'a');
      await put(tx, 'a').catch(() => undefined);
    });
    await expect(unit).rejects.toThrow(/unique|UNIQUE/);
    expect(await names(database.read)).toEqual([]);
  });

  test('is refused when two of its savepoints overlap', async () => {
    const database = await (await fresh()).open();
    const unit = database.write((tx) =>
      Promise.all([
        tx.savepoint(async () => {
          await put(tx, 'a');
        }),
        tx.savepoint(async () => {
          await put(tx, 'b');
          await put(tx, 'c');
        }),
      ]),
    );
    await expect(unit).rejects.toThrow('savepoint');
    expect(await names(database.read)).toEqual([]);
  });

  test('is over when it is over: a forgotten promise cannot write into the next', async () => {
    const database = await (await fresh()).open();
    let kept: Transaction | undefined;
    await database.write(async (tx) => {
      kept = tx;
    });
    await expect(kept?.query('SELECT 1')).rejects.toThrow('has ended');
  });

  test.each(['COMMIT', ' rollback', 'BEGIN', 'RELEASE SAVEPOINT s1'])(
    'is not ended from inside: %s',
    async (statement) => {
      const database = await (await fresh()).open();
      const unit = database.write(async (tx) => {
        await put(tx, 'a');
        await tx.query(statement);
      });
      await expect(unit).rejects.toThrow('begins and ends');
      expect(await names(database.read)).toEqual([]);
    },
  );

  test('cannot be written through the reading side', async () => {
    const database = await (await fresh()).open();
    await expect(put(database.read, 'a')).rejects.toThrow(/read.?only/i);
  });

  test('keeps bytes, text of any script and large positions as they were', async () => {
    const database = await (await fresh()).open();
    const bytes = Buffer.from([0, 255, 39, 63, 10]);
    await database.write((tx) =>
      tx.query('INSERT INTO content (sha256, media_type, bytes) VALUES (?, ?, ?)', [
        'f'.repeat(64),
        '决策?',
        bytes,
      ]),
    );
    const [row] = await database.read.query(
      `SELECT media_type, bytes, ${dialect === 'postgres' ? '9007199254740991::bigint' : '9007199254740991'} AS n FROM content`,
    );
    expect(row).toMatchObject({ media_type: '决策?', n: Number.MAX_SAFE_INTEGER });
    expect(Buffer.compare(bytes, row?.['bytes'] as Buffer)).toBe(0);
  });

  test('refuses a question mark inside a literal, in both dialects', async () => {
    const database = await (await fresh()).open();
    await expect(database.read.query("SELECT 'why?' AS q")).rejects.toThrow('question mark');
  });
});

describeOnPostgres('A unit of work that PostgreSQL asks to be run again', (fresh) => {
  test.each(['40001', '40P01'])(
    '(%s) is, from its beginning, even where a savepoint hid it',
    async (code) => {
      const database = await (await fresh()).open();
      let attempts = 0;
      await database.write(async (tx) => {
        attempts += 1;
        await put(tx, `attempt${attempts}`);
        if (attempts > 2) return;
        const failing = tx.savepoint(() =>
          tx.query(`DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '${code}'; END $$`),
        );
        await failing.catch(() => undefined);
      });
      expect(await names(database.read)).toEqual(['attempt3']);
    },
  );

  test('and asks for ever, is given up', async () => {
    const database = await (await fresh()).open();
    const unit = database.write((tx) =>
      tx.query("DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '40001'; END $$"),
    );
    await expect(unit).rejects.toThrow('again');
  });

  test('and loses its connection instead, is not: nobody knows what became of it', async () => {
    const database = await (await fresh()).open();
    let attempts = 0;
    const unit = database.write(async (tx) => {
      attempts += 1;
      await put(tx, 'a');
      await tx.query('SELECT pg_terminate_backend(pg_backend_pid())');
    });
    await expect(unit).rejects.toThrow();
    expect([attempts, await names(database.read)]).toEqual([1, []]);
    await database.write((tx) => put(tx, 'b'));
    expect(await names(database.read)).toEqual(['b']);
  });
});

const row = (seq: number, id: string, version: number) => [
  seq,
  id,
  version,
  Buffer.alloc(32),
  Buffer.alloc(1),
];

describeOnBothDatabases('The fences', (fresh, dialect) => {
  const event = `INSERT INTO event (seq, id, subject, version, type, time, leaf_hash, bytes)
    VALUES (?, ?, 'installation', ?, 'T', '', ?, ?)`;
  async function withOneEvent() {
    const on = await fresh();
    const database = await on.open();
    await database.write(async (tx) => {
      await tx.query(event, row(0, 'first', 0));
      await tx.query("INSERT INTO disclosure (seq, digest, encoded) VALUES (0, 'd', 'e')");
      await tx.query("INSERT INTO checkpoint (size, root, note) VALUES (1, ?, 'n')", [Buffer.alloc(32)]);
      await tx.query('INSERT INTO ledger_node (level, idx, hash) VALUES (1, 0, ?)', [Buffer.alloc(32)]);
      await put(tx, 'a');
    });
    return { on, database };
  }

  test.each([
    "UPDATE event SET type = 'Other'",
    'DELETE FROM event',
    "UPDATE disclosure SET encoded = ''",
    'DELETE FROM disclosure',
    "UPDATE checkpoint SET note = ''",
    'DELETE FROM checkpoint',
    'UPDATE ledger_node SET idx = 5',
    'DELETE FROM ledger_node',
    "UPDATE content SET media_type = ''",
    'DELETE FROM content',
    'DELETE FROM ledger_head',
  ])('refuse: %s', async (statement) => {
    const { on, database } = await withOneEvent();
    await expect(database.write((tx) => tx.query(statement))).rejects.toThrow('append-only');
    await onOwnConnection(on, (rows) => expect(rows.query(statement)).rejects.toThrow('append-only'));
  });

  test('refuse an event that does not take the next position', async () => {
    const { database } = await withOneEvent();
    for (const seq of [0, 2]) {
      const insert = database.write((tx) => tx.query(event, row(seq, 'other', 1)));
      await expect(insert).rejects.toThrow('next position');
    }
  });

  if (dialect === 'sqlite') {
    test.each([
      ['its position', row(0, 'other', 1)],
      ['its id', row(1, 'first', 1)],
      ['its version', row(1, 'other', 0)],
    ])('refuse INSERT OR REPLACE over %s', async (_, values) => {
      const { database } = await withOneEvent();
      const replace = event.replace('INSERT', 'INSERT OR REPLACE');
      await expect(database.write((tx) => tx.query(replace, values))).rejects.toThrow('append-only');
    });
  } else {
    test.each(['event', 'disclosure', 'checkpoint', 'ledger_node', 'content', 'ledger_head'])(
      'refuse TRUNCATE on %s, also in a session that plays a replica',
      async (table) => {
        const { on } = await withOneEvent();
        await onOwnConnection(on, async (rows) => {
          await rows.query("SET session_replication_role = 'replica'");
          await expect(rows.query(`TRUNCATE ${table} CASCADE`)).rejects.toThrow('append-only');
          await expect(rows.query(`DELETE FROM ${table}`)).rejects.toThrow('append-only');
        });
      },
    );
  }
});

const where = ({ dialect, url }: TestDatabase) => (dialect === 'sqlite' ? url.slice('sqlite:'.length) : url);
const done = (rows: Rows) => rows.query('SELECT name FROM schema_migration ORDER BY timestamp');

describeOnBothDatabases('Migrations', (fresh) => {
  test('run once, whoever starts at the same time and however often', async () => {
    const on = await fresh();
    const [database] = await Promise.all([on.open(), on.open(), on.open()]);
    expect(await done(database.read)).toEqual(migrations.map((Step) => ({ name: new Step().name })));
    await on.open();
    expect(await done(database.read)).toHaveLength(migrations.length);
  });

  test('stop at a schema that a newer program has made, and say what to do', async () => {
    const on = await fresh();
    const sql = ['CREATE TABLE later (id integer)'];
    const later = migration(9999, 'later', { sqlite: sql, postgres: sql });
    await migrate(on.dialect, where(on), [...migrations, later]);
    await expect(on.open()).rejects.toThrow(SchemaTooNew);
    await expect(on.open()).rejects.toThrow(/later-0000000009999.*newer version/);
  });

  test('leave the old schema when one of them fails', async () => {
    const on = await fresh();
    const database = await on.open();
    const sql = ['CREATE TABLE half (id integer)', 'CREATE TABLE half (id integer)'];
    const broken = migration(9999, 'broken', { sqlite: sql, postgres: sql });
    await expect(migrate(on.dialect, where(on), [...migrations, broken])).rejects.toThrow('half');
    await expect(database.read.query('SELECT * FROM half')).rejects.toThrow('half');
    expect(await done(database.read)).toHaveLength(migrations.length);
  });

  test('have numbers that rise, each once', () => {
    const numbers = migrations.map((Step) => Number(new Step().name.slice(-13)));
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
  });
});

describeOnSqlite('The database file', (fresh) => {
  test('is written with a commit that is on the disk when it returns', async () => {
    const database = await (await fresh()).open();
    await database.write(async (tx) => {
      expect(await tx.query('PRAGMA synchronous')).toEqual([{ synchronous: 2 }]);
      expect(await tx.query('PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }]);
      expect(await tx.query('PRAGMA recursive_triggers')).toEqual([{ recursive_triggers: 1 }]);
      expect(await tx.query('PRAGMA foreign_keys')).toEqual([{ foreign_keys: 1 }]);
    });
  });

  test('may be held by another process for a while: a unit waits for it without freezing the program', async () => {
    const on = await fresh();
    const database = await on.open();
    let ticks = 0;
    await onOwnConnection(on, async (rows) => {
      await rows.query('BEGIN IMMEDIATE');
      const waiting = database.write((tx) => put(tx, 'a'));
      for (; ticks < 3; ticks += 1) await new Promise((resolve) => setTimeout(resolve, 20));
      expect(await names(database.read)).toEqual([]);
      await rows.query('COMMIT');
      await waiting;
    });
    expect(await names(database.read)).toEqual(['a']);
  });
});
