import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  createPrivately,
  FileIsHeld,
  FileWasContested,
  GuardedFile,
  readIfThere,
  syncDirectory,
} from './guarded-file.js';
import { NoteRefused, signerKeyText, signerOf, type NoteSigner } from './signed-note.js';
import {
  NotASignerState,
  readState,
  stateText,
  type SignerState,
  type StateMembers,
} from './signer-state.js';

/** The signer's files are not as it left them. It never mends or replaces them by itself. */
export class SignerUnusable extends Error {
  readonly code = 'signer-unusable';

  readonly what: Words;

  constructor(
    readonly file: string,
    what: Words,
    advice: Words,
    cause?: unknown,
  ) {
    const zh = `签名器不能工作：${what.zh}（${file}）。${advice.zh}`;
    const en = `The signer cannot work: ${what.en} (${file}). ${advice.en}`;
    super(`${zh} ${en}`, { cause });
    this.what = { zh, en };
    this.name = 'SignerUnusable';
  }
}

interface Words {
  readonly zh: string;
  readonly en: string;
}

const RESTORE: Words = {
  zh: '请从保存的副本中把密钥文件和状态文件一起放回，但须不旧于已发出的最新检查点；否则请另立新账本，链接到该检查点。',
  en: 'Restore the key file and the state file together from your copy of them, if that is as new as the newest checkpoint given out; else begin a new log that links to that checkpoint.',
};
const RESTORE_UNLESS_UNUSED: Words = {
  zh: `${RESTORE.zh}如果此系统从未签过任何内容，请删除签名器的两个文件后重新启动。`,
  en: `${RESTORE.en} If this installation has never signed anything, remove both signer files and start again.`,
};
const ONE_PROCESS: Words = {
  zh: '请只让一个进程使用这些文件。',
  en: 'Let one process alone use these files.',
};
const OWN_FILES: Words = {
  zh: '请让每个账本用自己的签名器文件。',
  en: 'Give each log signer files of its own.',
};

/** The key file and the state file of one signer. */
export class SignerFiles {
  private readonly state: GuardedFile;

  constructor(
    private readonly keyFile: string,
    private readonly stateFile: string,
    private readonly origin: string,
    /** Keys of the log that a new one continues; written at its first start. */
    private readonly earlier: readonly string[] = [],
  ) {
    this.state = new GuardedFile(stateFile);
  }

  /**
   * Reads key and state. With `create`, and where neither file is there, makes them: an empty state, the key, then a
   * state that names the key. A first start that died between these goes on where it stopped, since nothing can have
   * been signed; at any later time a missing file is an error.
   *
   * @throws SignerUnusable
   */
  async open(create: boolean): Promise<{ key: NoteSigner; state: SignerState }> {
    if (create) await this.makeFolders();
    else this.understood(await this.state.read());
    // The right to replace the state may have stayed with a process that died with it.
    await this.state.releaseDead();
    if (create) await this.begin();
    const state = this.understood(await this.state.read());
    await this.putNextInPlace(state);
    const key = await this.key();
    if (state.vkey !== key.vkey)
      throw this.unusable(
        { zh: '其状态是用另一密钥写的', en: 'its state was written with another key' },
        RESTORE,
      );
    return { key, state };
  }

  /**
   * Replaces the state, durably, while no other process can; see `GuardedFile`.
   *
   * @param decide the present state → the next, or `undefined` to leave it; what it throws is thrown
   * @throws SignerUnusable
   */
  async replace(
    decide: (present: SignerState) => Promise<StateMembers | undefined> | StateMembers | undefined,
  ): Promise<void> {
    try {
      await this.state.replace(async (text) => {
        const next = await decide(this.understood(text));
        return next && stateText(next);
      });
    } catch (cause) {
      if (!(cause instanceof FileIsHeld) && !(cause instanceof FileWasContested)) throw cause;
      throw this.unusable({ zh: '两个进程同时在用', en: 'two processes use it at once' }, ONE_PROCESS, cause);
    }
  }

  /** The key that is to follow, made when there is none yet; one that a crash left behind is taken up again. */
  async makeNextKey(): Promise<NoteSigner> {
    const torn = (await this.nextKey()) === undefined;
    if (torn) await rm(this.nextKeyFile, { force: true });
    await createPrivately(this.nextKeyFile, `${signerKeyText(this.origin, randomBytes(32))}\n`);
    return this.keyIn(this.nextKeyFile);
  }

  /**
   * The key that is to follow; undefined while no rotation is under way. One that a crash tore is none: nothing names
   * a key before it is whole on the disk.
   */
  async nextKey(): Promise<NoteSigner | undefined> {
    const key = keyOf((await readIfThere(this.nextKeyFile)) ?? '');
    return key?.name === this.origin ? key : undefined;
  }

  /**
   * The private half of the key that the state names, wherever a rotation has it by now; undefined when it is not here.
   * @throws SignerUnusable
   */
  async keyOf(vkey: string): Promise<NoteSigner | undefined> {
    const keys = [await this.nextKey(), await this.keyIn(this.keyFile)];
    return keys.find((key) => key?.vkey === vkey);
  }

  /** The last step of a rotation: once the state names the next key, that key takes the old one's place. */
  async putNextInPlace(state: SignerState): Promise<void> {
    if ((await this.nextKey())?.vkey !== state.vkey) return;
    await rename(this.nextKeyFile, this.keyFile);
    await syncDirectory(this.keyFile);
  }

  unusable(what: Words, advice: Words, cause?: unknown): SignerUnusable {
    return new SignerUnusable(this.stateFile, what, advice, cause);
  }

  private async makeFolders(): Promise<void> {
    for (const file of [this.keyFile, this.stateFile]) await mkdir(dirname(file), { recursive: true });
  }

  private async begin(): Promise<void> {
    const keyIsThere = (await readIfThere(this.keyFile)) !== undefined;
    const nothing = stateText({ origin: this.origin, vkey: '', note: '', earlier: this.earlier });
    await this.state.replace(async (text) => (text === undefined && !keyIsThere ? nothing : undefined));
    await this.state.replace(async (text) => {
      const present = this.understood(text);
      if (present.vkey !== '') return undefined;
      await createPrivately(this.keyFile, `${signerKeyText(this.origin, randomBytes(32))}\n`);
      return stateText({ ...present, vkey: (await this.key()).vkey });
    });
  }

  private get nextKeyFile(): string {
    return `${this.keyFile}.next`;
  }

  private key(): Promise<NoteSigner> {
    return this.keyIn(this.keyFile);
  }

  private async keyIn(file: string): Promise<NoteSigner> {
    const text = await readIfThere(file);
    if (text === undefined)
      throw new SignerUnusable(file, { zh: '密钥缺失', en: 'its key is missing' }, RESTORE);
    const key = keyOf(text);
    if (!key)
      throw new SignerUnusable(file, { zh: '密钥已损坏', en: 'its key is damaged' }, RESTORE_UNLESS_UNUSED);
    if (key.name !== this.origin) throw this.otherLog(file, key.name);
    return key;
  }

  private understood(text: string | undefined): SignerState {
    if (text === undefined)
      throw this.unusable({ zh: '状态缺失', en: 'its state is missing' }, RESTORE_UNLESS_UNUSED);
    try {
      const state = readState(text);
      if (state.origin !== this.origin) throw this.otherLog(this.stateFile, state.origin);
      return state;
    } catch (cause) {
      if (cause instanceof NotASignerState)
        throw this.unusable({ zh: '状态已损坏', en: 'its state is damaged' }, RESTORE, cause);
      throw cause;
    }
  }

  private otherLog(file: string, origin: string): SignerUnusable {
    return new SignerUnusable(
      file,
      {
        zh: `此文件属于账本 ${origin}，不属于 ${this.origin}`,
        en: `this file belongs to the log ${origin}, not to ${this.origin}`,
      },
      OWN_FILES,
    );
  }
}

function keyOf(text: string): NoteSigner | undefined {
  try {
    return text.endsWith('\n') ? signerOf(text.slice(0, -1)) : undefined;
  } catch (cause) {
    if (cause instanceof NoteRefused) return undefined;
    throw cause;
  }
}
