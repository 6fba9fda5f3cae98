import type { Pool, PoolClient } from 'pg';
import { countingPool } from './counting-pool.js';
import type { Database, Row, Rows, SqlValue } from './database.js';
import { prepareSql } from './placeholders.js';

/**
 * Units of work for counts that nodes share. On PostgreSQL they stand beside the one writer, on SQLite nothing can: there
 * whoever counts much has to put many counts into one unit.
 */
export interface Counting {
  readonly dialect: Database['dialect'];
  /** All of it or nothing, READ COMMITTED on PostgreSQL. A power cut may lose it there. */
  write<T>(work: (rows: Rows) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Token under which it is injected (an interface leaves no trace at run time). */
export const COUNTING = Symbol('counting');

export function countingOn(database: Database, databaseUrl: string): Counting {
  const pool = countingPool(databaseUrl);
  if (!pool)
    return {
      dialect: 'sqlite',
      write: (work) => database.write(work),
      close: () => Promise.resolve(),
    };
  // A connection that breaks while nobody uses it is replaced at the next count.
  pool.on('error', (error) => process.emitWarning(`Counting: ${error.message}`, 'ChengxuCounting'));
  return { dialect: 'postgres', write: (work) => onOne(pool, work), close: () => pool.end() };
}

async function onOne<T>(pool: Pool, work: (rows: Rows) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = true;
  try {
    await client.query('BEGIN ISOLATION LEVEL READ COMMITTED');
    const result = await work(rowsOn(client));
    await client.query('COMMIT');
    broken = false;
    return result;
  } finally {
    // One that failed within a transaction is not used again: its rollback may have failed as well.
    client.release(broken);
  }
}

const rowsOn = (client: PoolClient): Rows => ({
  query: async <T extends Row = Row>(sql: string, params: readonly SqlValue[] = []) =>
    (await client.query<T>(prepareSql(sql, 'postgres'), [...params])).rows,
});
