import type { QueryRunner } from 'typeorm';
import type { Row, SqlValue, Transaction } from './database.js';
import { prepareSql } from './placeholders.js';

/** The driver's error code (`SQLITE_FULL`, `40001`), or '' when the error is not a database's. */
export function sqlState(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  const cause = 'driverError' in error ? error.driverError : error;
  if (typeof cause !== 'object' || cause === null || !('code' in cause)) return '';
  return typeof cause.code === 'string' ? cause.code : '';
}

export const isSerializationFailure = (error: unknown): boolean =>
  ['40001', '40P01'].includes(sqlState(error));

/**
 * After these errors the unit as a whole is lost, whatever a savepoint may promise: PostgreSQL asks for it to be
 * run again, or is gone; SQLite may have rolled all of it back by itself, and a statement that follows would
 * commit on its own.
 */
function breaksTheUnit(error: unknown): boolean {
  const code = sqlState(error);
  if (code.startsWith('SQLITE_')) return !/^SQLITE_(CONSTRAINT|ERROR|MISMATCH|RANGE|TOOBIG)/.test(code);
  return /^(40|08|57P|25P03)/.test(code) || code.startsWith('E');
}

/** On SQLite, what follows a ROLLBACK or COMMIT slipped in here would commit statement by statement. */
const TRANSACTION_CONTROL = /^\s*(?:begin|start|commit|end|rollback|abort|savepoint|release)\b/i;

/** The transaction on one query runner, from BEGIN (done by the caller) to `end`. */
export class UnitOfWork implements Transaction {
  private depth = 0;
  private over = false;
  private spoiled: { by: unknown } | undefined;
  private broken: { by: unknown } | undefined;

  constructor(
    private readonly runner: QueryRunner,
    readonly dialect: 'sqlite' | 'postgres',
  ) {}

  async query<T extends Row = Row>(sql: string, params: readonly SqlValue[] = []): Promise<T[]> {
    if (TRANSACTION_CONTROL.test(sql)) throw new Error(`The unit of work itself begins and ends: ${sql}`);
    return this.run<T>(sql, params);
  }

  async savepoint<T>(work: () => Promise<T>): Promise<T> {
    const depth = (this.depth += 1);
    await this.run(`SAVEPOINT s${depth}`);
    try {
      const result = await work();
      if (this.spoiled) throw this.spoiled.by;
      await this.leave(depth, [`RELEASE SAVEPOINT s${depth}`]);
      return result;
    } catch (error) {
      await this.takeBack(depth);
      throw error;
    }
  }

  /** The last word: throws when something in the unit failed that no savepoint has taken back. */
  end(): void {
    this.over = true;
    const failure = this.broken ?? this.spoiled;
    if (failure) throw failure.by;
    if (this.depth !== 0) throw new Error('A savepoint is still open: something was not awaited.');
  }

  /** Rolls everything back. What ended the unit is for the caller to throw. */
  async abandon(): Promise<void> {
    this.over = true;
    // SQLite may have rolled back by itself (disk full, I/O error), and a lost connection cannot be told to.
    await this.runner.query('ROLLBACK').catch(() => undefined);
  }

  private async run<T extends Row>(sql: string, params: readonly SqlValue[] = []): Promise<T[]> {
    if (this.over) throw new Error('This unit of work has ended; its transaction cannot be used any more.');
    if (this.broken) throw this.broken.by;
    if (this.spoiled) throw new Error('A statement before this one failed.', { cause: this.spoiled.by });
    const prepared = prepareSql(sql, this.dialect);
    try {
      const { records } = await this.runner.query(prepared, [...params], true);
      return records;
    } catch (error) {
      this.spoiled ??= { by: error };
      if (breaksTheUnit(error)) this.broken ??= { by: error };
      throw error;
    }
  }

  private async takeBack(depth: number): Promise<void> {
    if (this.broken || this.over) return;
    this.spoiled = undefined;
    try {
      await this.leave(depth, [`ROLLBACK TO SAVEPOINT s${depth}`, `RELEASE SAVEPOINT s${depth}`]);
    } catch (error) {
      // The savepoint is gone, so the transaction is: nothing more may run in its name.
      this.broken ??= { by: error };
    }
  }

  private async leave(depth: number, statements: string[]): Promise<void> {
    if (this.depth !== depth) {
      this.broken ??= {
        by: new Error('Two savepoints ran at once: nest them, or await one before the next.'),
      };
    }
    for (const statement of statements) await this.run(statement);
    this.depth = depth - 1;
  }
}
