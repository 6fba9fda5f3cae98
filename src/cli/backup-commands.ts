import { systemClock } from '../clock.js';
import { makeBackup } from '../backup/backup.js';
import { BackupDamaged } from '../backup/manifest.js';
import { restoreBackup } from '../backup/restore.js';
import { NotACheckpoint } from '../ledger/checkpoint.js';
import { NoteRefused } from '../ledger/signed-note.js';
import { CannotTell, type Console, EXIT, UsageError } from './console.js';
import { placeFrom, type PlaceOptions, textIn } from './place.js';

export interface BackupOptions extends PlaceOptions {
  readonly out: string;
  readonly withSignerKey?: boolean;
}

export interface RestoreOptions extends PlaceOptions {
  readonly data: string;
  readonly reason: string;
  readonly origin?: string;
  readonly key?: readonly string[];
  /** File with the largest checkpoint of the former log that anybody still holds. */
  readonly checkpoint?: string;
}

/** `chengxu backup --out DIRECTORY`: a consistent copy, while the server runs. @returns exit status */
export function backup(
  options: BackupOptions,
  screen: Console,
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  return plainly(screen, async () => {
    const { databaseUrl, data } = placeFrom(options, environment);
    const withSignerKey = options.withSignerKey === true;
    const now = systemClock.machine();
    const made = await makeBackup({ databaseUrl, data, out: options.out, withSignerKey, now });
    screen.says({
      zh: `已备份 ${made.origin} 的 ${made.size} 个事件到 ${options.out}`,
      en: `backed up ${made.size} events of ${made.origin} to ${options.out}`,
    });
    if (made.dialect === 'postgres')
      screen.warns({
        zh: 'PostgreSQL 数据库不在其中：请用 pg_dump 另行备份，并在本命令之前进行',
        en: 'the PostgreSQL database is not in it: copy it with pg_dump, before this command',
      });
    if (made.missing.length > 0)
      screen.warns({
        zh: `有 ${made.missing.length} 份材料不在材料库中`,
        en: `${made.missing.length} paper(s) are not in the document store`,
      });
    if (withSignerKey)
      screen.warns({
        zh: '其中有签名密钥：谁拿到它，谁就能以此账本之名签名',
        en: "the signer's key is in it: whoever holds it can sign as this log",
      });
    return EXIT.fine;
  });
}

/**
 * `chengxu restore BACKUP --data DIRECTORY`: under a new origin that names the former's last head.
 * @returns 0 restored, 1 the backup's ledger was altered, 2 it is damaged or could not be put back, 3 usage
 */
export function restore(from: string, options: RestoreOptions, screen: Console): Promise<number> {
  return plainly(screen, async () => {
    const heldElsewhere = options.checkpoint === undefined ? undefined : textIn(options.checkpoint);
    if (options.checkpoint !== undefined && heldElsewhere === undefined)
      throw new UsageError({
        zh: `没有文件 ${options.checkpoint}`,
        en: `there is no file ${options.checkpoint}`,
      });
    const restored = await restoreBackup({
      backup: from,
      data: options.data,
      databaseUrl: options.database,
      origin: options.origin,
      vkeys: options.key,
      heldElsewhere,
      reason: options.reason,
      now: systemClock.machine(),
    });
    screen.says({
      zh: `已恢复：${restored.former.origin} 的 ${restored.former.size} 个事件，自此称 ${restored.origin}`,
      en: `restored: ${restored.former.size} events of ${restored.former.origin}; from here on it is ${restored.origin}`,
    });
    if (restored.lost > 0)
      screen.warns({
        zh: `已知遗失 ${restored.lost} 个事件`,
        en: `${restored.lost} event(s) are known to be lost`,
      });
    screen.says(restored.vkey);
    screen.says(restored.checkpoint.trimEnd());
    return EXIT.fine;
  });
}

async function plainly(screen: Console, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BackupDamaged) {
      if (!error.tampered) throw new CannotTell(error.what, error);
      screen.warns(`chengxu: ${screen.words(error.what)}`);
      return EXIT.tampered;
    }
    if (error instanceof NoteRefused || error instanceof NotACheckpoint)
      throw new UsageError({
        zh: `公钥或检查点不属于此账本（${error.reason}）`,
        en: `a key or the checkpoint is not of this log (${error.reason})`,
      });
    throw error;
  }
}
