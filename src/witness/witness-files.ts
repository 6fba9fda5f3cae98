import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalize } from '../canonical/canonical-json.js';
import { MalformedJson, parseStrict } from '../canonical/strict-json.js';
import { NotACheckpoint, openCheckpoint } from '../ledger/checkpoint.js';
import {
  cosignatureVerifierOf,
  cosignerKeyText,
  cosignerOf,
  timeOf,
  type Cosigner,
} from '../ledger/cosignature.js';
import { createPrivately, GuardedFile, readIfThere } from '../ledger/guarded-file.js';
import { isKeyName, NoteRefused, verifierOf } from '../ledger/signed-note.js';
import { EMPTY_ROOT } from '../ledger/tree.js';

/** What a witness never forgets of one log. */
export interface WitnessedLog {
  readonly origin: string;
  /** Keys of this log that the witness's keeper has taken in, the first one first. */
  readonly vkeys: readonly string[];
  readonly size: number;
  readonly root: Buffer;
  /** POSIX seconds of the newest cosignature; 0 before the first. */
  readonly time: number;
  /** The newest checkpoint that it cosigned, with its own cosignature; empty before the first. */
  readonly note: string;
}

/** The witness's files are not as it left them. It never mends or replaces them by itself. */
export class WitnessUnusable extends Error {
  readonly code = 'witness-unusable';

  constructor(
    readonly file: string,
    readonly what: { readonly zh: string; readonly en: string },
    cause?: unknown,
  ) {
    super(`The witness cannot work: ${what.en} (${file}).`, { cause });
    this.name = 'WitnessUnusable';
  }
}

const FORMAT = 'chengxu-witness-log@1';

/**
 * The files of a witness in a directory of its own: `witness.key`, and one file for each log that it witnesses, made
 * when its keeper takes the log in. A log's file that is gone later is an error, never a new beginning: a witness that
 * forgot could cosign a second history.
 */
export class WitnessFiles {
  constructor(private readonly directory: string) {}

  /** A new witness. @throws WitnessUnusable when there is one already, or the name can name no key */
  async create(name: string): Promise<Cosigner> {
    if (!isKeyName(name))
      throw this.unusable('witness.key', {
        zh: `“${name}” 不能作密钥名：不可有空白或加号`,
        en: `'${name}' can name no key: neither spaces nor plus signs`,
      });
    await mkdir(join(this.directory, 'logs'), { recursive: true, mode: 0o700 });
    if (!(await createPrivately(this.keyFile, `${cosignerKeyText(name, randomBytes(32))}\n`)))
      throw this.unusable('witness.key', { zh: '此处已有见证人', en: 'there is a witness here already' });
    return this.cosigner();
  }

  /** @throws WitnessUnusable */
  async cosigner(): Promise<Cosigner> {
    const text = await readIfThere(this.keyFile);
    if (text === undefined)
      throw this.unusable('witness.key', {
        zh: '没有密钥，先运行 chengxu witness init',
        en: 'there is no key; run chengxu witness init first',
      });
    try {
      return cosignerOf(text.trimEnd());
    } catch (error) {
      if (!(error instanceof NoteRefused)) throw error;
      throw this.unusable('witness.key', { zh: '密钥已损坏', en: 'the key is damaged' }, error);
    }
  }

  /**
   * Takes a log in, by its public key; a second key of the same log joins the first (a rotation).
   * @throws NoteRefused for what is no key; WitnessUnusable
   */
  async takeIn(vkey: string): Promise<WitnessedLog> {
    const origin = verifierOf(vkey).name;
    const cosigner = await this.cosigner();
    const file = this.fileOf(origin);
    await file.releaseDead();
    await file.replace(async (text) => {
      const present =
        text === undefined ? { ...NOTHING, origin, vkeys: [] } : this.read(origin, text, cosigner);
      if (present.vkeys.includes(vkey)) return undefined;
      return logText({ ...present, vkeys: [...present.vkeys, vkey] });
    });
    return this.present(origin, cosigner);
  }

  /** Every log that it witnesses. @throws WitnessUnusable */
  async logs(): Promise<WitnessedLog[]> {
    const cosigner = await this.cosigner();
    const names = await readdir(join(this.directory, 'logs'));
    const texts = await Promise.all(
      names
        .filter((name) => name.endsWith('.json'))
        .map((name) => readIfThere(join(this.directory, 'logs', name))),
    );
    return texts.flatMap((text) => (text === undefined ? [] : [this.read(undefined, text, cosigner)]));
  }

  /**
   * Replaces what is known of a log, durably, while no other process can; see `GuardedFile`.
   * @param decide what it throws is thrown, and nothing changes
   * @throws UnknownLog when this log was never taken in; WitnessUnusable
   */
  async replace(
    origin: string,
    cosigner: Cosigner,
    decide: (present: WitnessedLog) => Pick<WitnessedLog, 'vkeys' | 'note'>,
  ): Promise<void> {
    const file = this.fileOf(origin);
    if ((await file.read()) === undefined) throw new UnknownLog(origin);
    await file.replace(async (text) => {
      if (text === undefined) throw new UnknownLog(origin);
      return logText({ origin, ...decide(this.read(origin, text, cosigner)) });
    });
  }

  /** Lets go of what a process that died was writing. Only where no other one can be at work. */
  async releaseDead(): Promise<void> {
    for (const { origin } of await this.logs()) await this.fileOf(origin).releaseDead();
  }

  private async present(origin: string, cosigner: Cosigner): Promise<WitnessedLog> {
    const text = await this.fileOf(origin).read();
    if (text === undefined) throw new UnknownLog(origin);
    return this.read(origin, text, cosigner);
  }

  private read(origin: string | undefined, text: string, cosigner: Cosigner): WitnessedLog {
    try {
      const log = membersOf(text);
      if (origin !== undefined && log.origin !== origin) throw new NotALogFile('It is of another log.');
      return { ...log, ...headOf(log, cosigner) };
    } catch (error) {
      const kinds = [NotALogFile, MalformedJson, NoteRefused, NotACheckpoint];
      if (!kinds.some((kind) => error instanceof kind)) throw error;
      const what = {
        zh: '所存日志状态已损坏，此见证人不可再用',
        en: 'what it kept of a log is damaged: retire this witness',
      };
      throw this.unusable('logs', what, error);
    }
  }

  private get keyFile(): string {
    return join(this.directory, 'witness.key');
  }

  private fileOf(origin: string): GuardedFile {
    const name = createHash('sha256').update(origin).digest('hex');
    return new GuardedFile(join(this.directory, 'logs', `${name}.json`));
  }

  private unusable(file: string, what: WitnessUnusable['what'], cause?: unknown): WitnessUnusable {
    return new WitnessUnusable(join(this.directory, file), what, cause);
  }
}

/** No log of this origin was ever taken in. */
export class UnknownLog extends Error {
  readonly code = 'unknown-log';

  constructor(readonly origin: string) {
    super(`The log ${origin} is not one that this witness knows.`);
  }
}

class NotALogFile extends Error {}

const NOTHING = { size: 0, root: EMPTY_ROOT, time: 0, note: '' };

function logText({ origin, vkeys, note }: Pick<WitnessedLog, 'origin' | 'vkeys' | 'note'>): string {
  return canonicalize({ format: FORMAT, note, origin, vkeys: [...vkeys] });
}

function membersOf(text: string): Pick<WitnessedLog, 'origin' | 'vkeys' | 'note'> {
  const value = parseStrict(text);
  const { origin, vkeys, note } =
    typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  const keys = Array.isArray(vkeys) ? vkeys.filter((vkey) => typeof vkey === 'string') : [];
  if (typeof origin !== 'string' || typeof note !== 'string' || keys.length === 0)
    throw new NotALogFile('It lacks members.');
  if (logText({ origin, vkeys: keys, note }) !== text) throw new NotALogFile('It is not as it was written.');
  return { origin, vkeys: keys, note };
}

/** The file vouches for itself: its checkpoint holds under the log's key and under this witness's own. */
function headOf(
  { origin, vkeys, note }: Pick<WitnessedLog, 'origin' | 'vkeys' | 'note'>,
  cosigner: Cosigner,
) {
  if (note === '') return NOTHING;
  const own = cosignatureVerifierOf(cosigner.vkey);
  const checkpoint = openCheckpoint(note, [...vkeys.map(verifierOf), own]);
  const mine = checkpoint.note.verified.find(({ name, id }) => name === own.name && id === own.id);
  if (!mine || checkpoint.origin !== origin) throw new NotALogFile('It is not what this witness cosigned.');
  return { size: checkpoint.size, root: checkpoint.root, time: timeOf(mine), note };
}
