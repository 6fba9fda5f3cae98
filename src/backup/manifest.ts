import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { sha256 } from '../../workflows/fields.js';

/** What a backup says of itself, in `backup.json`. */
export const manifest = z.strictObject({
  format: z.literal('chengxu-backup@1'),
  /** When it was begun, by the machine's clock: RFC 3339, UTC. */
  madeAt: z.iso.datetime({ precision: 3 }),
  origin: z.string(),
  /** The log's public keys, the newest first. */
  vkeys: z.array(z.string()),
  dialect: z.enum(['sqlite', 'postgres']),
  /** Events in the database, and the newest checkpoint over them. */
  size: z.int(),
  checkpoint: z.string(),
  /** Whether the key and the state of the signer are in it. */
  withSignerKey: z.boolean(),
  /** Papers that the database names and that were not there to be copied: erased, removed, or lost before. */
  missing: z.array(sha256),
});
export type Manifest = z.infer<typeof manifest>;

export const MANIFEST = 'backup.json';
const SUMS = 'SHA256SUMS';

/** The backup is not as it was written, or is none. */
export class BackupDamaged extends Error {
  readonly code = 'backup-damaged';

  constructor(
    readonly what: { readonly zh: string; readonly en: string },
    /** Its ledger was altered, and the files are as they were written: that is no accident of a disk. */
    readonly tampered = false,
  ) {
    super(`The backup cannot be used: ${what.en}.`);
    this.name = 'BackupDamaged';
  }
}

/** Writes what the backup is, and the digest of every file; `sha256sum -c SHA256SUMS` checks it without us. */
export async function sealBackup(directory: string, about: Manifest): Promise<void> {
  await writeFile(join(directory, MANIFEST), `${JSON.stringify(about, null, 2)}\n`, { mode: 0o600 });
  const lines: string[] = [];
  for (const path of await filesIn(directory))
    lines.push(`${await digestOf(join(directory, path))}  ${path}\n`);
  await writeFile(join(directory, SUMS), lines.join(''), { mode: 0o600 });
}

/** Reads what a backup is, after every file was found to be as it was written. @throws BackupDamaged */
export async function openBackup(directory: string): Promise<Manifest> {
  const sums = await readFile(join(directory, SUMS), 'utf8').catch(() => undefined);
  if (sums === undefined)
    throw new BackupDamaged({
      zh: `${directory} 不是备份，或没有写完`,
      en: `${directory} is no backup, or an unfinished one`,
    });
  const expected = new Map(
    sums
      .split('\n')
      .filter(Boolean)
      .map((line): [string, string] => [line.slice(66), line.slice(0, 64)]),
  );
  for (const path of (await filesIn(directory)).filter((one) => one !== SUMS)) {
    if (expected.get(path) !== (await digestOf(join(directory, path))))
      throw new BackupDamaged({
        zh: `文件 ${path} 与备份时不同`,
        en: `the file ${path} is not as it was written`,
      });
    expected.delete(path);
  }
  const [gone] = expected.keys();
  if (gone !== undefined)
    throw new BackupDamaged({ zh: `缺少文件 ${gone}`, en: `the file ${gone} is missing` });
  const about = manifest.safeParse(jsonIn(await readFile(join(directory, MANIFEST), 'utf8')));
  if (!about.success)
    throw new BackupDamaged({
      zh: 'backup.json 的格式不认识',
      en: 'backup.json is of a format that is not known',
    });
  return about.data;
}

/** Undefined for what is no JSON, which no manifest is. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Every file below, by its path with slashes, sorted. */
export async function filesIn(directory: string): Promise<string[]> {
  const found = await readdir(directory, { recursive: true, withFileTypes: true });
  return found
    .filter((one) => one.isFile())
    .map((one) =>
      join(one.parentPath, one.name)
        .slice(directory.length + 1)
        .replaceAll('\\', '/'),
    )
    .toSorted();
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
