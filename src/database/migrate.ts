import { DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';
import type { Migration } from './migration.js';
import { migrations } from './migrations/list.js';
import { postgresPool } from './postgres.js';
import { beginImmediate, sqliteWriter } from './sqlite.js';

const TABLE = 'schema_migration';
/** Any fixed number: the advisory lock under which PostgreSQL is migrated. */
const LOCK = 7_130_019;

export class SchemaTooNew extends Error {
  constructor(readonly unknown: readonly string[]) {
    super(
      `The database was last used by a newer version of this program (it has ${unknown.join(', ')}, which this ` +
        'version does not know). Nothing was changed. Start the newer version again, or restore the backup that ' +
        'was made before it was installed.',
    );
    this.name = 'SchemaTooNew';
  }
}

/**
 * Brings the schema up to date on a connection of its own: all pending migrations in one transaction, under a
 * lock, so that two processes that start together migrate once. A crash in the middle leaves the old schema.
 * @throws SchemaTooNew
 */
export async function migrate(
  dialect: 'sqlite' | 'postgres',
  where: string,
  list: readonly Migration[] = migrations,
): Promise<void> {
  const common = { migrations: [...list], migrationsTableName: TABLE };
  const source = new DataSource(
    dialect === 'sqlite'
      ? { ...sqliteWriter(where), ...common }
      : { ...postgresPool(where, 2, { statement_timeout: '0', lock_timeout: '60s' }), ...common },
  );
  await source.initialize();
  const runner = source.createQueryRunner();
  try {
    await begin(dialect, runner);
    await refuseNewerSchema(runner, list);
    const executor = new MigrationExecutor(source, runner);
    executor.transaction = 'none';
    await executor.executePendingMigrations();
    await runner.query('COMMIT');
  } catch (error) {
    await runner.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    await runner.release();
    await source.destroy();
  }
}

async function begin(dialect: 'sqlite' | 'postgres', runner: QueryRunner): Promise<void> {
  if (dialect === 'sqlite') return beginImmediate(runner);
  await runner.query('BEGIN');
  await runner.query(`SELECT pg_advisory_xact_lock(${LOCK})`);
}

async function refuseNewerSchema(runner: QueryRunner, list: readonly Migration[]): Promise<void> {
  if (!(await runner.hasTable(TABLE))) return;
  const known = new Set(list.map((Step) => new Step().name));
  const done: { name: string }[] = await runner.query(`SELECT name FROM ${TABLE} ORDER BY timestamp`);
  const unknown = done.map((row) => row.name).filter((name) => !known.has(name));
  if (unknown.length > 0) throw new SchemaTooNew(unknown);
}
