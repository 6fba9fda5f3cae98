import { setTimeout as pause } from 'node:timers/promises';
import { DataSource, type QueryRunner } from 'typeorm';
import { type Database, NotDurable, type Rows, type Transaction } from './database.js';
import { OneAtATime } from './one-at-a-time.js';
import { ReadOnly } from './read-only.js';
import { sqlState, UnitOfWork } from './unit-of-work.js';

interface Pragmas {
  pragma(command: string): unknown;
}

/** How long a unit waits for another process (a backup, the CLI) that writes to the same file. */
const BUSY_FOR_MS = 10_000;

/** The options that every writing connection to the file has in common; the migrations use them too. */
export const sqliteWriter = (file: string) =>
  ({
    type: 'better-sqlite3',
    database: file,
    synchronize: false,
    enableWAL: true,
    statementCacheSize: 1000,
    // Short: the driver waits with the event loop frozen. `beginImmediate` does the real waiting.
    timeout: 50,
    prepareDatabase: (handle: Pragmas) => {
      // WAL alone means synchronous=NORMAL here, with which a commit is not on the disk when it returns.
      handle.pragma('journal_mode = WAL');
      handle.pragma('synchronous = FULL');
      // Without it INSERT OR REPLACE deletes the old row past the triggers that refuse deletion.
      handle.pragma('recursive_triggers = ON');
      // What is deleted is overwritten: an erased value must not go on standing in a page that is free.
      handle.pragma('secure_delete = ON');
    },
  }) as const;

/** The options of a connection that cannot write, and makes no file where there is none. */
export const sqliteReader = (file: string) =>
  ({
    type: 'better-sqlite3',
    database: file,
    synchronize: false,
    readonly: true,
    fileMustExist: true,
    statementCacheSize: 1000,
  }) as const;

/**
 * SQLite: one writing handle that belongs to this object alone, one unit of work at a time on it, and a second,
 * read-only one for everything else. TypeORM keeps a single query runner for a SQLite data source, so any other
 * use of the writing one would land inside the open transaction.
 */
export async function openSqlite(file: string): Promise<Database> {
  const writing = await new DataSource(sqliteWriter(file)).initialize();
  try {
    await assertDurable(writing);
    const reading = await new DataSource(sqliteReader(file)).initialize();
    return new Sqlite(writing, reading);
  } catch (error) {
    await writing.destroy();
    throw error;
  }
}

class Sqlite implements Database {
  readonly dialect = 'sqlite';
  readonly read: Rows;
  private readonly writer = new OneAtATime();
  private closed: Promise<void> | undefined;
  private readonly runner: QueryRunner;

  constructor(
    private readonly writing: DataSource,
    private readonly reading: DataSource,
  ) {
    this.runner = writing.createQueryRunner();
    this.read = new ReadOnly(reading);
  }

  write<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.writer.run(async () => {
      await beginImmediate(this.runner);
      const unit = new UnitOfWork(this.runner, 'sqlite');
      try {
        const result = await work(unit);
        unit.end();
        await this.runner.query('COMMIT');
        return result;
      } catch (error) {
        await unit.abandon();
        throw error;
      }
    });
  }

  reclaim(): Promise<void> {
    return this.writer.run(async () => {
      const deadline = performance.now() + BUSY_FOR_MS;
      for (;;) {
        const [row] = await this.writing.query<{ busy: number }[]>('PRAGMA wal_checkpoint(TRUNCATE)');
        if (row?.busy === 0) return;
        if (performance.now() > deadline)
          throw new Error('Another process reads the database: its write-ahead log could not be emptied.');
        await pause(50);
      }
    });
  }

  close(): Promise<void> {
    this.closed ??= this.closeOnce();
    return this.closed;
  }

  private async closeOnce(): Promise<void> {
    await this.writer.idle();
    await this.reading.destroy();
    await this.writing.destroy();
  }
}

/** BEGIN takes the write lock at once: a deferred one would fail at its first write, too late to wait. */
export async function beginImmediate(runner: QueryRunner): Promise<void> {
  const deadline = performance.now() + BUSY_FOR_MS;
  for (;;) {
    try {
      await runner.query('BEGIN IMMEDIATE');
      return;
    } catch (error) {
      if (!sqlState(error).startsWith('SQLITE_BUSY') || performance.now() > deadline) throw error;
      await pause(10);
    }
  }
}

async function assertDurable(source: DataSource): Promise<void> {
  const [sync] = await source.query<{ synchronous: number }[]>('PRAGMA synchronous');
  const [journal] = await source.query<{ journal_mode: string }[]>('PRAGMA journal_mode');
  const [recursive] = await source.query<{ recursive_triggers: number }[]>('PRAGMA recursive_triggers');
  const [keys] = await source.query<{ foreign_keys: number }[]>('PRAGMA foreign_keys');
  const found = [sync?.synchronous, journal?.journal_mode, recursive?.recursive_triggers, keys?.foreign_keys];
  if (JSON.stringify(found) !== '[2,"wal",1,1]') {
    throw new NotDurable(
      `SQLite did not take synchronous=FULL, WAL, recursive_triggers, foreign_keys (found ${found.join(', ')}). ` +
        'A network file system does this: put the database file on a local disk.',
    );
  }
}
