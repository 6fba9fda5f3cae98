import type { MigrationInterface, QueryRunner } from 'typeorm';

export type Migration = new () => MigrationInterface & { readonly name: string };

/**
 * One step of the schema, its SQL written out for each dialect. A migration that has been released is never
 * edited: a change is the next number. TypeORM orders them by the thirteen digits at the end of the name.
 */
export function migration(
  number: number,
  name: string,
  sql: { sqlite: readonly string[]; postgres: readonly string[] },
): Migration {
  return class implements MigrationInterface {
    readonly name = `${name}-${String(number).padStart(13, '0')}`;

    async up(runner: QueryRunner): Promise<void> {
      const dialect = runner.dataSource.options.type === 'postgres' ? 'postgres' : 'sqlite';
      for (const statement of sql[dialect]) await runner.query(statement);
    }

    down(): Promise<void> {
      return Promise.reject(new Error('The schema only goes forwards: restore a backup instead.'));
    }
  };
}
