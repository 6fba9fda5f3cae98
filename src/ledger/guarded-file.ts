import { open, readFile, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const LOCK_ATTEMPTS = 200;
const LOCK_PAUSE = 10;

/** Another process has held the file for two seconds. */
export class FileIsHeld extends Error {
  readonly code = 'file-is-held';
}

/** Two processes replaced the file at once, because one took the other's lock for a dead one's. */
export class FileWasContested extends Error {
  readonly code = 'file-was-contested';
}

/**
 * A small text file that several processes may replace, one at a time, and that survives a power cut whole: either
 * the old text or the new. The next text is written beside it in `<file>.next`; whoever could create that file
 * (O_EXCL) may replace the text, and the rename that does so also gives the right back.
 */
export class GuardedFile {
  private readonly next: string;

  constructor(readonly path: string) {
    this.next = `${path}.next`;
  }

  /** Undefined when there is no such file. */
  read(): Promise<string | undefined> {
    return readIfThere(this.path);
  }

  /**
   * Replaces the text, durably, while no other process can. Whatever fails before the rename leaves all as it was.
   *
   * @param decide the present text → the next, or `undefined` to leave it; what it throws is thrown
   * @throws FileIsHeld, FileWasContested
   */
  async replace(decide: (present: string | undefined) => Promise<string | undefined>): Promise<void> {
    const handle = await this.hold();
    let next: string | undefined;
    try {
      next = await decide(await this.read());
      if (next !== undefined) await writeDurably(handle, next);
    } catch (cause) {
      next = undefined;
      throw cause;
    } finally {
      await handle.close();
      if (next === undefined) await rm(this.next, { force: true });
    }
    if (next !== undefined) await this.commit(next);
  }

  /** Takes the right from a process that died with it. What that had begun to write, it had told nobody. */
  async releaseDead(): Promise<void> {
    try {
      await this.replace(async () => undefined);
    } catch (cause) {
      if (!(cause instanceof FileIsHeld)) throw cause;
      await rm(this.next, { force: true });
    }
  }

  private async hold(): Promise<FileHandle> {
    for (let attempt = 0; attempt < LOCK_ATTEMPTS; attempt++) {
      const handle = await createExclusively(this.next);
      if (handle) return handle;
      await pause(LOCK_PAUSE);
    }
    throw new FileIsHeld(`${this.next} is held by another process, or was left by one that died.`);
  }

  private async commit(next: string): Promise<void> {
    await rename(this.next, this.path);
    await syncDirectory(this.path);
    if ((await this.read()) !== next)
      throw new FileWasContested(`${this.path} was written by two processes at once.`);
  }
}

/** Writes a new file durably, readable by its owner alone. Answers false, and changes nothing, if it is there. */
export async function createPrivately(path: string, text: string): Promise<boolean> {
  const handle = await createExclusively(path);
  if (!handle) return false;
  try {
    await writeDurably(handle, text);
  } finally {
    await handle.close();
  }
  await syncDirectory(path);
  return true;
}

export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return undefined;
    throw cause;
  }
}

async function createExclusively(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, 'wx', 0o600);
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST') return undefined;
    throw cause;
  }
}

async function writeDurably(handle: FileHandle, text: string): Promise<void> {
  await handle.writeFile(text, 'utf8');
  await handle.sync();
}

/** A rename or a new file is durable only once its directory is. Windows cannot open one, and does it by itself. */
export async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const directory = await open(dirname(path), 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/** What the operating system calls an error: `ENOENT`, `EEXIST` … */
export function codeOf(cause: unknown): unknown {
  return typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
}
