import Sqlite from 'better-sqlite3';
import { copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { placeOf } from '../database/database-url.js';
import { openReading } from '../database/open-reading.js';
import { documentPath } from '../documents/documents.js';
import { latest } from '../ledger/checkpointing.js';
import { readHead } from '../ledger/head-row.js';
import { codeOf, readIfThere } from '../ledger/guarded-file.js';
import { readState } from '../ledger/signer-state.js';
import { BackupDamaged, type Manifest, sealBackup } from './manifest.js';

export interface BackupRequest {
  readonly databaseUrl: string;
  /** The data directory. */
  readonly data: string;
  /** A directory that is not there yet. */
  readonly out: string;
  /** With the signer's key and state: then whoever holds the backup can sign as this log. */
  readonly withSignerKey: boolean;
  readonly now: Date;
}

/** What of the data directory is configuration. Neither keys nor the signer's state, nor what is made anew. */
const CONFIGURATION = ['origin', 'policy', 'webhooks.json', 'time-stamping.json', 'time-stamping.pem'];
const SIGNER = ['signer.key', 'signer.state'];

/**
 * Copies an installation while it runs: the database as of one instant (SQLite's online backup), the papers that it
 * names, and the configuration. Of PostgreSQL everything but the database, which its own tools copy (`pg_dump`).
 * It stands under its final name only when it is whole.
 * @throws BackupDamaged when there is something at `out` already
 */
export async function makeBackup(request: BackupRequest): Promise<Manifest> {
  const out = resolve(request.out);
  const partial = `${out}.partial`;
  if (await isThere(out)) throw new BackupDamaged({ zh: `${out} 已经存在`, en: `${out} is there already` });
  await rm(partial, { recursive: true, force: true });
  await mkdir(join(partial, 'documents'), { recursive: true, mode: 0o700 });
  try {
    const manifest = await copied(request, partial);
    await sealBackup(partial, manifest);
    await mkdir(dirname(out), { recursive: true });
    await rename(partial, out);
    return manifest;
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
}

async function copied(request: BackupRequest, to: string): Promise<Manifest> {
  const { databaseUrl, data, withSignerKey, now } = request;
  // Before the database: a checkpoint that the state does not know yet is then merely newer than it.
  const files = withSignerKey ? [...CONFIGURATION, ...SIGNER] : CONFIGURATION;
  for (const file of files) await copyIfThere(join(data, file), join(to, file));
  const place = placeOf(databaseUrl);
  if (place.dialect === 'sqlite') await copyDatabase(place.file, join(to, 'chengxu.db'));
  const url = place.dialect === 'sqlite' ? `sqlite:${join(to, 'chengxu.db')}` : databaseUrl;
  const reading = await openReading({ url });
  try {
    const missing = await copyDocuments(
      await reading.rows.query<{ sha256: string }>('SELECT sha256 FROM document ORDER BY sha256'),
      join(data, 'documents'),
      join(to, 'documents'),
    );
    const { range } = await readHead(reading.rows);
    const checkpoint = (await latest(reading.rows))?.note ?? '';
    const { origin, vkeys } = await logIn(data);
    const dialect = place.dialect;
    const about = { madeAt: now.toISOString(), origin, vkeys, dialect, size: range.size, checkpoint };
    return { format: 'chengxu-backup@1', ...about, withSignerKey, missing };
  } finally {
    await reading.close();
  }
}

/** One instant of a database that others write to, as one file without a journal beside it. */
async function copyDatabase(from: string, to: string): Promise<void> {
  const source = new Sqlite(from, { readonly: true, fileMustExist: true });
  try {
    await source.backup(to);
  } finally {
    source.close();
  }
  const copy = new Sqlite(to);
  try {
    copy.pragma('journal_mode = DELETE');
    const [row] = copy.pragma('integrity_check') as { integrity_check: string }[];
    if (row?.integrity_check !== 'ok')
      throw new BackupDamaged({ zh: '数据库的副本不完整', en: 'the copy of the database is not whole' });
  } finally {
    copy.close();
  }
}

/** Papers are never changed, so those that the copied database names can be copied after it. */
async function copyDocuments(
  named: readonly { readonly sha256: string }[],
  from: string,
  to: string,
): Promise<string[]> {
  const missing: string[] = [];
  for (const { sha256 } of named) {
    const target = documentPath(to, sha256);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    if (!(await copyIfThere(documentPath(from, sha256), target))) missing.push(sha256);
  }
  return missing;
}

async function logIn(data: string): Promise<Pick<Manifest, 'origin' | 'vkeys'>> {
  const text = await readIfThere(join(data, 'signer.state'));
  if (text === undefined)
    throw new BackupDamaged({ zh: `${data} 中没有签名器`, en: `there is no signer in ${data}` });
  const { origin, vkey, earlier } = readState(text);
  return { origin, vkeys: [vkey, ...earlier.toReversed()] };
}

async function copyIfThere(from: string, to: string): Promise<boolean> {
  try {
    await copyFile(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

const isThere = (path: string): Promise<boolean> =>
  readdir(path).then(
    () => true,
    () => false,
  );
