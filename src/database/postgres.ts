import { setTimeout as pause } from 'node:timers/promises';
import { types as builtin } from 'pg';
import { DataSource } from 'typeorm';
import { type Database, NotDurable, type Rows, type Transaction } from './database.js';
import { OneAtATime } from './one-at-a-time.js';
import { ReadOnly } from './read-only.js';
import { isSerializationFailure, UnitOfWork } from './unit-of-work.js';

const ATTEMPTS = 6;
const BIGINT = 20;

/** Positions are safe integers; a larger one is a damaged database, and is not rounded silently. */
function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new RangeError(`The database answered ${text}, which is no safe integer.`);
  return value;
}

const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === BIGINT && format !== 'binary' ? safeInteger : builtin.getTypeParser(oid, format ?? 'text'),
};

/** Options of a pool. Every session has limits, so that a stuck client cannot hold the head row for ever. */
export const postgresPool = (url: string, size: number, settings: Record<string, string>) =>
  ({
    type: 'postgres',
    url,
    synchronize: false,
    poolSize: size,
    applicationName: 'chengxu',
    connectTimeoutMS: 10_000,
    extra: {
      types,
      options: Object.entries(settings)
        .map(([name, value]) => `-c ${name}=${value}`)
        .join(' '),
    },
  }) as const;

/**
 * PostgreSQL: units of work on one private connection, each under the head row, which is what orders the writers
 * of all processes; reads on a pool whose sessions are read-only.
 */
export async function openPostgres(url: string): Promise<Database> {
  const limits = { statement_timeout: '15s', idle_in_transaction_session_timeout: '15s' };
  const writing = await new DataSource(
    postgresPool(url, 1, { ...limits, lock_timeout: '10s', synchronous_commit: 'on' }),
  ).initialize();
  try {
    await assertDurable(writing);
    const reading = await new DataSource(
      postgresPool(url, 8, { ...limits, lock_timeout: '5s', default_transaction_read_only: 'on' }),
    ).initialize();
    return new Postgres(writing, reading);
  } catch (error) {
    await writing.destroy();
    throw error;
  }
}

class Postgres implements Database {
  readonly dialect = 'postgres';
  readonly read: Rows;
  private readonly writer = new OneAtATime();
  private closed: Promise<void> | undefined;

  constructor(
    private readonly writing: DataSource,
    private readonly reading: DataSource,
  ) {
    this.read = new ReadOnly(reading);
  }

  write<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.writer.run(async () => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await this.attempt(work);
        } catch (error) {
          if (!isSerializationFailure(error) || attempt === ATTEMPTS) throw error;
          await pause(5 * 2 ** attempt);
        }
      }
    });
  }

  reclaim(tables: readonly string[]): Promise<void> {
    return this.writer.run(async () => {
      await this.writing.query(`VACUUM ${tables.join(', ')}`);
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

  private async attempt<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const runner = this.writing.createQueryRunner();
    const unit = new UnitOfWork(runner, 'postgres');
    try {
      await runner.query('BEGIN ISOLATION LEVEL READ COMMITTED');
      await unit.query('SELECT id FROM ledger_head WHERE id = 1 FOR UPDATE');
      const result = await work(unit);
      // COMMIT of a spoiled transaction answers "ROLLBACK" and no error: `end` is what tells.
      unit.end();
      await runner.query('COMMIT');
      return result;
    } catch (error) {
      await unit.abandon();
      throw error;
    } finally {
      await runner.release();
    }
  }
}

async function assertDurable(source: DataSource): Promise<void> {
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    const rows = await source.query<Record<string, string>[]>(`SHOW ${setting}`);
    if (rows[0]?.[setting] === 'off') {
      throw new NotDurable(
        `PostgreSQL has ${setting}=off: a commit would not survive a power cut. Turn it on.`,
      );
    }
  }
}
