import type { DataSource } from 'typeorm';
import type { Row, Rows, SqlValue } from './database.js';
import { prepareSql } from './placeholders.js';

/** Reads on a data source of their own. */
export class ReadOnly implements Rows {
  constructor(private readonly source: DataSource) {}

  async query<T extends Row = Row>(sql: string, params: readonly SqlValue[] = []): Promise<T[]> {
    const dialect = this.source.options.type === 'postgres' ? 'postgres' : 'sqlite';
    return this.source.query<T[]>(prepareSql(sql, dialect), [...params]);
  }
}
