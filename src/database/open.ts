import type { Database } from './database.js';
import { placeOf } from './database-url.js';
import { migrate } from './migrate.js';
import { openPostgres } from './postgres.js';
import { openSqlite } from './sqlite.js';

/**
 * Opens the database of one installation, brings its schema up to this program's, and checks that a commit
 * is durable there.
 * @param options.url `sqlite:/path/to/file.db` (relative paths too) or `postgres://user@host/name`
 * @throws SchemaTooNew when a newer program has been here; NotDurable when commits would not be.
 */
export async function openDatabase(options: { url: string }): Promise<Database> {
  const place = placeOf(options.url);
  if (place.dialect === 'sqlite') {
    await migrate('sqlite', place.file);
    return openSqlite(place.file);
  }
  await migrate('postgres', place.url);
  return openPostgres(place.url);
}
