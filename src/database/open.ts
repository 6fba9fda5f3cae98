import type { Database } from './database.js';
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
  const { url } = options;
  if (url.startsWith('sqlite:')) {
    const file = url.slice('sqlite:'.length).replace(/^\/\/(?=\/)/, '');
    if (file === '' || file.startsWith(':memory:')) {
      throw new Error('A ledger in memory would forget: give a file, as in sqlite:data/chengxu.db');
    }
    await migrate('sqlite', file);
    return openSqlite(file);
  }
  if (/^postgres(ql)?:/.test(url)) {
    await migrate('postgres', url);
    return openPostgres(url);
  }
  throw new Error('The database is given as sqlite:/path/to/file.db or postgres://user@host/name');
}
