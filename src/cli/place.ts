import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { placeOf } from '../database/database-url.js';
import { openReading, type Reading } from '../database/open-reading.js';
import { CannotTell, UsageError } from './console.js';

/** Which installation a command is about; the same words as the server's own configuration. */
export interface PlaceOptions {
  readonly database?: string;
  readonly data?: string;
}

export interface Place {
  readonly databaseUrl: string;
  /** Where keys and documents lie. */
  readonly data: string;
}

/** From the options, else from DATABASE_URL and CHENGXU_DATA, else `./data`. @throws UsageError */
export function placeFrom(options: PlaceOptions, environment: NodeJS.ProcessEnv): Place {
  const data = resolve(options.data ?? (environment['CHENGXU_DATA'] || './data'));
  const ownFile = `sqlite:${join(data, 'chengxu.db')}`;
  // Whoever names a directory means the database in it, whatever the environment says.
  const given = options.database ?? (options.data === undefined ? environment['DATABASE_URL'] : undefined);
  const databaseUrl = given || ownFile;
  refuseUnlessThere(databaseUrl);
  return { databaseUrl, data };
}

function refuseUnlessThere(url: string): void {
  let place;
  try {
    place = placeOf(url);
  } catch {
    throw new UsageError({
      zh: `“${url}” 不是数据库地址：应为 sqlite:/路径/文件.db 或 postgres://用户@主机/库名`,
      en: `'${url}' is no database: give sqlite:/path/to/file.db or postgres://user@host/name`,
    });
  }
  if (place.dialect === 'sqlite' && !existsSync(place.file)) {
    throw new UsageError({
      zh: `没有数据库文件 ${place.file}：用 --data 或 --database 指明`,
      en: `there is no database file ${place.file}: name it with --data or --database`,
    });
  }
}

/** Works on the rows of a database that is only read. @throws CannotTell when it cannot be read */
export async function whileReading<T>(url: string, work: (rows: Reading['rows']) => Promise<T>): Promise<T> {
  let reading: Reading | undefined;
  try {
    reading = await openReading({ url });
    return await work(reading.rows);
  } catch (error) {
    throw unreadable(error) ?? error;
  } finally {
    await reading?.close();
  }
}

/** What a database driver says of a file that is no database, of missing tables, of a server that is not there. */
function unreadable(error: unknown): CannotTell | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error ? String(error.code) : '';
  if (!('driverError' in error) && !/^(SQLITE_\w+|E[A-Z]+|[0-9A-Z]{5})$/.test(code)) return undefined;
  const reason = (error.message || code).split('\n')[0] ?? '';
  return new CannotTell(
    { zh: `数据库无法读取：${reason}`, en: `the database cannot be read: ${reason}` },
    error,
  );
}

/** The text of a file, or undefined where there is none. */
export function textIn(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
