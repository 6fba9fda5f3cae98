import { DataSource } from 'typeorm';
import type { Rows } from './database.js';
import { placeOf } from './database-url.js';
import { postgresPool } from './postgres.js';
import { ReadOnly } from './read-only.js';
import { sqliteReader } from './sqlite.js';

/** A database that is only looked at: by an auditor, beside the program that serves it or without one. */
export interface Reading {
  readonly rows: Rows;
  close(): Promise<void>;
}

/**
 * Opens a database for reading alone: nothing is migrated, no file is made, and no connection can write.
 * @throws Error when there is none, or its address is no address
 */
export async function openReading({ url }: { readonly url: string }): Promise<Reading> {
  const place = placeOf(url);
  const settings = { default_transaction_read_only: 'on', lock_timeout: '5s', statement_timeout: '60s' };
  const source = await new DataSource(
    place.dialect === 'sqlite' ? sqliteReader(place.file) : postgresPool(place.url, 1, settings),
  ).initialize();
  return { rows: new ReadOnly(source), close: () => source.destroy() };
}
