export type Row = Record<string, unknown>;
export type SqlValue = string | number | Buffer | null;

/** Something that answers SQL. `?` is the placeholder in both dialects; none may stand in a string literal. */
export interface Rows {
  query<T extends Row = Row>(sql: string, params?: readonly SqlValue[]): Promise<T[]>;
}

/** One open unit of work. It is dead after the unit has ended: a forgotten promise cannot write into the next. */
export interface Transaction extends Rows {
  readonly dialect: 'sqlite' | 'postgres';
  /**
   * Runs `work`, and takes back all it wrote when it throws (and throws the same again). Nest them, never run
   * two at once. A statement that failed spoils its savepoint, caught or not: PostgreSQL would refuse to go on.
   */
  savepoint<T>(work: () => Promise<T>): Promise<T>;
}

export interface Database {
  readonly dialect: 'sqlite' | 'postgres';
  /** A second, read-only connection: it sees what has been committed, and cannot write. */
  readonly read: Rows;
  /**
   * One unit of work: all of it durable when the promise fulfils, nothing of it when `work` throws. Units run
   * one at a time. On PostgreSQL each holds the ledger's head row, and `work` runs again from its beginning
   * after a serialisation failure or deadlock (40001, 40P01): keep side effects for after the promise.
   * When the commit itself fails for another reason (a lost connection) nobody knows whether it was kept.
   */
  write<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /**
   * After a unit has deleted rows of these tables for good: takes what they held off the disk, as far as the database
   * can. SQLite overwrites freed pages, and forgets its write-ahead log here; PostgreSQL vacuums, and its own archives
   * are for whoever runs it (docs/erasure.md).
   */
  reclaim(tables: readonly string[]): Promise<void>;
  /** Waits for the units that were asked for, and closes; asking twice does no harm. */
  close(): Promise<void>;
}

/** Commits on this database would not survive a power cut; the message says what to turn on. */
export class NotDurable extends Error {}

/** Token under which the database is injected (an interface leaves no trace at run time). */
export const DATABASE = Symbol('database');
