import { NotACheckpoint, openCheckpoint, parseCheckpoint, type Checkpoint } from './checkpoint.js';
import { atCheckpoint, atEvent, type Found } from './findings.js';
import type { Restoration, Rotation } from './key-rotations.js';
import { NoteRefused, type NoteVerifier, splitNote, verifierOf } from './signed-note.js';

export interface Handovers {
  readonly rotations: readonly Rotation[];
  readonly restorations: readonly Restoration[];
}

/**
 * Which keys may have signed a checkpoint, as the log hands on from one to the next. It begins with what the auditor
 * trusts; a key that a `KeyRotated` names is known once an earlier one has signed over that event, and not before.
 */
export class LogKeys {
  private readonly known: NoteVerifier[];
  private pending: (Rotation & { readonly key: NoteVerifier })[] | undefined;
  /** Checkpoints of a former log whose key the auditor did not bring. */
  unchecked = 0;

  constructor(
    private readonly origin: string,
    private readonly vkeys: readonly string[],
    private readonly handovers: Handovers,
    /** What a key is read as: a second origin has keys of another kind. */
    private readonly read: (vkey: string) => NoteVerifier = verifierOf,
  ) {
    this.known = vkeys.map(read);
  }

  /** Opens a checkpoint of the log as it was then. @throws Found */
  open(note: string, size: number): Checkpoint {
    const origin = this.originAt(size);
    const pending = this.pendingBelow(size);
    if (origin !== this.origin && !this.known.some(({ name }) => name === origin)) {
      this.unchecked += 1;
      return ofOrigin(formOf(note, size), origin, size);
    }
    try {
      const opened = openCheckpoint(note, this.known);
      this.take(pending);
      return ofOrigin(opened, origin, size);
    } catch (error) {
      const early = pending.find(({ key }) => signedBy(note, key));
      if (early) throw atEvent('E_KEY', early.seq, NOT_COVERED);
      throw doesNotHold(error, size);
    }
  }

  /** The last good checkpoints that restorations name: each must be of this tree. @throws Found */
  pins(): Checkpoint[] {
    const last = this.handovers.restorations.at(-1);
    if (last && last.origin !== this.origin)
      throw atEvent('E_ORIGIN', last.seq, [
        `账本自此改称 ${last.origin}，不是 ${this.origin}`,
        `from here on the log is ${last.origin}, not ${this.origin}`,
      ]);
    return this.handovers.restorations.map(({ seq, checkpoint }) => {
      const named = formOf(checkpoint, seq);
      if (named.size <= seq && named.origin === this.originAt(seq)) return named;
      throw atEvent('E_KEY', seq, NOT_THE_FORMER);
    });
  }

  private originAt(size: number): string {
    const next = this.handovers.restorations.find(({ seq }) => size <= seq);
    return next?.formerOrigin ?? this.origin;
  }

  private pendingBelow(size: number) {
    this.pending ??= this.handovers.rotations
      .filter(({ vkey }) => !this.vkeys.includes(vkey))
      .map((rotation) => ({ ...rotation, key: this.keyIn(rotation) }));
    return this.pending.filter(({ seq }) => seq < size);
  }

  private keyIn({ seq, vkey }: Rotation): NoteVerifier {
    try {
      const key = this.read(vkey);
      if (key.name === this.originAt(seq + 1)) return key;
    } catch (error) {
      if (!(error instanceof NoteRefused)) throw error;
    }
    throw atEvent('E_KEY', seq, NO_KEY);
  }

  private take(covered: readonly (Rotation & { readonly key: NoteVerifier })[]): void {
    this.known.push(...covered.map(({ key }) => key));
    this.pending = this.pending?.filter((rotation) => !covered.includes(rotation));
  }
}

function ofOrigin<C extends Checkpoint>(checkpoint: C, origin: string, size: number): C {
  if (checkpoint.origin === origin) return checkpoint;
  throw atCheckpoint('E_ORIGIN', size, [
    `它属于另一个账本（${checkpoint.origin}）`,
    `it is of another log, ${checkpoint.origin}`,
  ]);
}

function formOf(note: string, size: number): Checkpoint {
  try {
    return parseCheckpoint(splitNote(note).text);
  } catch (error) {
    throw doesNotHold(error, size);
  }
}

function signedBy(note: string, key: NoteVerifier): boolean {
  try {
    return openCheckpoint(note, [key]).size > 0;
  } catch {
    return false;
  }
}

function doesNotHold(error: unknown, size: number): Found {
  if (!(error instanceof NoteRefused) && !(error instanceof NotACheckpoint)) throw error;
  return atCheckpoint('E_SIG', size, [
    `签名不成立（${error.reason}）`,
    `its signature does not hold (${error.reason})`,
  ]);
}

const NOT_COVERED = [
  '所换的密钥在旧密钥签署覆盖此事件的检查点之前就已使用',
  'the key that it names signed before the old one had signed a checkpoint over this event',
] as const;
const NO_KEY = ['所换的不是此账本的公钥', 'what it names is no public key of this log'] as const;
const NOT_THE_FORMER = [
  '所称原账本的检查点不是此处以前的',
  'the checkpoint that it names is not one of the log before here',
] as const;
