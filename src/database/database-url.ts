/** Where a database is. */
export type DatabasePlace =
  | { readonly dialect: 'sqlite'; readonly file: string }
  | { readonly dialect: 'postgres'; readonly url: string };

/** @throws Error for what names no database that this program keeps */
export function placeOf(url: string): DatabasePlace {
  if (/^postgres(ql)?:/.test(url)) return { dialect: 'postgres', url };
  if (!url.startsWith('sqlite:'))
    throw new Error('The database is given as sqlite:/path/to/file.db or postgres://user@host/name');
  const file = url.slice('sqlite:'.length).replace(/^\/\/(?=\/)/, '');
  if (file === '' || file.startsWith(':memory:'))
    throw new Error('A ledger in memory would forget: give a file, as in sqlite:data/chengxu.db');
  return { dialect: 'sqlite', file };
}
