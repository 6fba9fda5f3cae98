import type { Json } from '../canonical/canonical-json.js';
import { Refusal } from '../refusal.js';
import { formatCheckpoint } from './checkpoint.js';
import { crashHere } from './crash-points.js';
import { verifyConsistency } from './proofs.js';
import { SignerFiles } from './signer-files.js';
import type { SignerState } from './signer-state.js';
import { signNote, type NoteSigner } from './signed-note.js';

export interface SignerOptions {
  /** Private key as text, created 0600 on the first start. */
  readonly keyFile: string;
  /** The largest tree that was signed. Both files belong outside the database and outside its backups. */
  readonly stateFile: string;
  /** The log's origin, which is also the key's name. */
  readonly origin: string;
  /** Whether this may be a first start: true unless told. For a log that has checkpoints, say false. */
  readonly create?: boolean;
  /** Keys of the log that this one continues (a restore): kept with the state at a first start. */
  readonly earlier?: readonly string[];
}

/** A tree to sign: how many leaves, and its root of 32 bytes. */
export interface TreeHead {
  readonly size: number;
  readonly root: Buffer;
}

/**
 * `log-rolled-back`: fewer leaves than were signed. `log-forked`: does not continue what was signed.
 * `signer-moved`: another process has used this signer meanwhile; ask `size()` again, prove from there.
 */
export type SignerRefusesCode = 'log-rolled-back' | 'log-forked' | 'signer-moved';

const WHY: Record<SignerRefusesCode, string> = {
  'log-rolled-back':
    'The log is shorter than what was signed: an older copy was put back, or events were removed. Put back the newest copy; nothing may be appended to this one.',
  'log-forked':
    'The log does not continue what was signed: it was changed, or there are two copies of it. Keep both, run "chengxu verify", and serve the one that continues.',
  'signer-moved': 'Another process has signed meanwhile. Ask for its size again and prove from there.',
};

export class SignerRefuses extends Refusal {
  constructor(
    readonly code: SignerRefusesCode,
    readonly signed: TreeHead,
    readonly offered: TreeHead,
  ) {
    super(WHY[code]);
  }

  override facts(): Record<string, Json> {
    const { signed, offered } = this;
    return {
      signedSize: signed.size,
      signedRoot: signed.root.toString('hex'),
      offeredSize: offered.size,
      offeredRoot: offered.root.toString('hex'),
    };
  }
}

/**
 * Witness no. 0: signs the log's checkpoints, and never two histories. It keeps a state of its own, so a database
 * that was cut, restored or forked gets no signature. Whoever can write its two files can make it forget; against
 * them there are witnesses elsewhere.
 */
export class Signer {
  private turn: Promise<unknown> = Promise.resolve();

  private constructor(
    private key: NoteSigner,
    private readonly files: SignerFiles,
    private state: SignerState,
  ) {}

  /**
   * Reads key and state, or makes both on a first start.
   *
   * @throws SignerUnusable when a file is missing, damaged or another log's: none is ever made anew in silence
   */
  static async open({
    keyFile,
    stateFile,
    origin,
    create = true,
    earlier = [],
  }: SignerOptions): Promise<Signer> {
    const files = new SignerFiles(keyFile, stateFile, origin, earlier);
    const { key, state } = await files.open(create);
    return new Signer(key, files, state);
  }

  /** The public key as it is given to others: `name+id+base64`. */
  get vkey(): string {
    return this.key.vkey;
  }

  /** The keys with which it signed before, the oldest first. */
  get earlier(): readonly string[] {
    return this.state.earlier;
  }

  /** Leaves in the largest tree that it signed, as far as this process knows. */
  size(): number {
    return this.state.size;
  }

  /** Root of that tree, 32 bytes. */
  root(): Buffer {
    return Buffer.from(this.state.root);
  }

  /** The note for that tree: what to store where a crash came between signing and storing it. */
  latest(): string | undefined {
    return this.state.note === '' ? undefined : this.state.note;
  }

  /**
   * Signs the tree's checkpoint as a note, once its own state says so durably. Calls take turns.
   *
   * @param consistency proof from `size()` to this size (RFC 6962 §2.1.2); empty from 0, and at the same size
   * @throws SignerRefuses, SignerUnusable; NotACheckpoint for what is no tree head
   */
  sign(head: TreeHead, consistency: readonly Buffer[]): Promise<string> {
    const signed = this.turn.then(() => this.signNow(head, consistency));
    this.turn = signed.catch(() => undefined);
    return signed;
  }

  /**
   * The public key that is to follow. Made on the first call, and the same on each until `rotate`: whoever was
   * interrupted goes on with it.
   */
  async prepareNextKey(): Promise<string> {
    return (await this.files.makeNextKey()).vkey;
  }

  /** The key that was prepared; undefined while none is. */
  async preparedKey(): Promise<string | undefined> {
    return (await this.files.nextKey())?.vkey;
  }

  /**
   * From here on the prepared key signs, and the old one is gone. For a log that says so itself: its `KeyRotated` must
   * be covered by what the old key has signed, which is the caller's to see to. Asked again after a crash, it goes on.
   * @throws SignerUnusable; RangeError when this is not the prepared key
   */
  rotate(vkey: string): Promise<void> {
    const rotated = this.turn.then(() => this.rotateNow(vkey));
    this.turn = rotated.catch(() => undefined);
    return rotated;
  }

  private async rotateNow(vkey: string): Promise<void> {
    const next = await this.files.nextKey();
    if (next?.vkey !== vkey) {
      if (this.key.vkey === vkey) return;
      throw new RangeError('This is not the key that was prepared.');
    }
    await this.files.replace((present) => {
      if (present.vkey === vkey) return undefined;
      const { origin, size, root, earlier } = present;
      const note = present.note === '' ? '' : signNote(formatCheckpoint({ origin, size, root }), next);
      return { origin, vkey, note, earlier: [...earlier, present.vkey] };
    });
    // A crash here leaves the new key beside the old one; the next start puts it in its place.
    crashHere('after-rotation-state');
    await this.files.replace(async (present) => {
      await this.files.putNextInPlace(present);
      this.take(next, present);
      return undefined;
    });
  }

  private take(key: NoteSigner, state: SignerState): void {
    this.key = key;
    this.state = state;
  }

  private async signNow(head: TreeHead, consistency: readonly Buffer[]): Promise<string> {
    const known = this.state;
    const { origin, vkey, earlier } = known;
    const note = signNote(formatCheckpoint({ origin, ...head }), this.key);
    let next: SignerState = { origin, vkey, note, earlier, size: head.size, root: Buffer.from(head.root) };
    await this.files.replace(async (present) => {
      await this.followRotation(present, known, head);
      this.refuseUnlessSame(present, known);
      if (present.note !== known.note) {
        this.state = present;
        throw new SignerRefuses('signer-moved', present, head);
      }
      refuseOtherHistory(present, head, consistency);
      if (present.note === note) next = present;
      return present.note === note ? undefined : next;
    });
    // A crash here breaks no promise: the state already counts this note as given.
    crashHere('after-sign-state');
    this.state = next;
    return note;
  }

  /** Another process has rotated the key: from its state, which names ours as an earlier one, and with its key. */
  private async followRotation(present: SignerState, known: SignerState, head: TreeHead): Promise<void> {
    const wentBack =
      present.size < known.size || (present.size === known.size && !present.root.equals(known.root));
    if (present.vkey === known.vkey || wentBack || !present.earlier.includes(known.vkey)) return;
    const key = await this.files.keyOf(present.vkey);
    if (!key) return;
    this.take(key, present);
    throw new SignerRefuses('signer-moved', present, head);
  }

  /** While we run, the state may only have moved on: anything else is somebody else's hand. */
  private refuseUnlessSame(present: SignerState, known: SignerState): void {
    const wentBack = present.size < known.size;
    const replaced = present.size === known.size && !present.root.equals(known.root);
    if (present.vkey === known.vkey && !wentBack && !replaced) return;
    throw this.files.unusable(
      { zh: '其状态被别人改动', en: 'its state was changed behind it' },
      {
        zh: '请停机，查明谁在写此文件，并放回最新的状态。',
        en: 'Stop, find out who writes this file, and put back the newest state.',
      },
    );
  }
}

function refuseOtherHistory(signed: TreeHead, head: TreeHead, consistency: readonly Buffer[]): void {
  if (head.size < signed.size) throw new SignerRefuses('log-rolled-back', signed, head);
  if (verifyConsistency(signed.size, signed.root, head.size, head.root, consistency)) return;
  throw new SignerRefuses('log-forked', signed, head);
}
