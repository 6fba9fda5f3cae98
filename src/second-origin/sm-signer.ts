import { join } from 'node:path';
import { canonicalize, type Json } from '../canonical/canonical-json.js';
import { MalformedJson, parseStrict } from '../canonical/strict-json.js';
import { formatCheckpoint, NotACheckpoint, openCheckpoint } from '../ledger/checkpoint.js';
import { crashHere } from '../ledger/crash-points.js';
import { createPrivately, GuardedFile } from '../ledger/guarded-file.js';
import { verifyConsistency } from '../ledger/proofs.js';
import { NoteRefused, signatureLine } from '../ledger/signed-note.js';
import { SignerRefuses, type TreeHead } from '../ledger/signer.js';
import { EMPTY_ROOT } from '../ledger/tree.js';
import { smOriginOf, smVerifierOf, smVkey } from './sm-key.js';
import { takeNextSmSetting } from './sm-next.js';
import { type SmSetting, type SmSigning, smSigningIn, SmUnusable } from './sm-signing.js';
import { smNodeHash } from './sm-tree.js';

const FORMAT = 'chengxu-sm-signer-state@1';

export const smStateFile = (data: string): string => join(data, 'sm.state');

/** What it must never forget: the note over the largest tree that it signed; '' before the first. */
interface State extends TreeHead {
  readonly vkey: string;
  /** Keys that signed before this one, the oldest first. */
  readonly earlier: readonly string[];
  readonly note: string;
}

/**
 * Signs the checkpoints of the second origin under the rule of witness no. 0 (`ledger/signer.ts`): a state of its own,
 * written durably before any answer, and never two histories. It never makes key or state anew by itself.
 */
export class SmSigner {
  readonly origin: string;
  private readonly state: GuardedFile;

  constructor(
    private signing: SmSigning,
    origin: string,
    private readonly data: string,
  ) {
    this.origin = smOriginOf(origin);
    this.state = new GuardedFile(smStateFile(data));
  }

  get vkey(): string {
    return smVkey(this.origin, this.signing.publicKey);
  }

  /** The empty state of a key that has signed nothing. @returns false where there is a state already */
  static begin(origin: string, publicKey: Buffer, data: string): Promise<boolean> {
    const name = smOriginOf(origin);
    return createPrivately(
      smStateFile(data),
      stateText({ origin: name, vkey: smVkey(name, publicKey), note: '' }),
    );
  }

  /** Has something signed that is no checkpoint, to see whether it can. @throws SmUnusable */
  async probe(): Promise<void> {
    // The right to replace the state may have stayed with a process that died with it.
    await this.state.releaseDead();
    await this.read(await this.state.read());
    await this.signing.sign('chengxu: can this sign?\n');
  }

  /**
   * The signed note over a tree: the one that it gave before where it is the same tree.
   * @param prove that the tree of `earlier` leaves is the beginning of this one (RFC 6962 §2.1.2)
   * @throws SignerRefuses, SmUnusable
   */
  async sign(head: TreeHead, prove: (earlier: number) => Promise<readonly Buffer[]>): Promise<string> {
    let note = '';
    await this.state.replace(async (text) => {
      const present = await this.read(text);
      await refuseOtherHistory(present, head, prove);
      if (present.size === head.size) {
        note = present.note;
        return undefined;
      }
      note = await this.noteOver(head);
      return stateText({ origin: this.origin, vkey: this.vkey, earlier: present.earlier, note });
    });
    return note;
  }

  /**
   * From here on the prepared key signs, and the old one is gone. For a log that says so itself: its `SmKeyRotated` must
   * be below what the old key has signed.
   * @param seq position of that event
   * @returns false, and nothing is changed, while the old key has not signed over it
   * @throws SmUnusable
   */
  async rotate(next: SmSetting, seq: number): Promise<boolean> {
    const vkey = smVkey(this.origin, Buffer.from(next.publicKey, 'hex'));
    let isCovered = true;
    await this.state.replace(async (text) => {
      const present = await this.read(text);
      if (present.vkey === vkey) return undefined;
      isCovered = present.size > seq;
      if (!isCovered) return undefined;
      const earlier = [...present.earlier, present.vkey];
      return stateText({ origin: this.origin, vkey, earlier, note: present.note });
    });
    if (isCovered) {
      crashHere('after-rotation-state');
      await this.read(await this.state.read());
    }
    return isCovered;
  }

  private async noteOver({ size, root }: TreeHead): Promise<string> {
    const text = formatCheckpoint({ origin: this.origin, size, root });
    const { name, id } = smVerifierOf(this.vkey);
    return `${text}\n${signatureLine({ name, id, signature: await this.signing.sign(text) })}`;
  }

  /** Follows the key where it was rotated meanwhile, by another process or before one died. */
  private async read(text: string | undefined): Promise<State> {
    if (text === undefined)
      throw new SmUnusable(
        '签名状态 sm.state 缺失：从副本恢复，或者移走 sm.json 与其中所说的密钥文件，再用 chengxu key sm-create 重新设立',
        'its state sm.state is missing: put it back, or take sm.json and the key file it names away and begin anew with chengxu key sm-create',
      );
    const { vkey = '' } = membersIn(text);
    const state = stateIn(text, this.origin, vkey);
    if (state.vkey === this.vkey) return state;
    await takeNextSmSetting(this.data, this.origin, state.vkey);
    const signing = await smSigningIn(this.data);
    if (signing && smVkey(this.origin, signing.publicKey) === state.vkey) this.signing = signing;
    if (state.vkey === this.vkey) return state;
    throw new SmUnusable(
      '签名状态 sm.state 属于别的密钥',
      'its state sm.state is of another key than sm.json',
    );
  }
}

/** The state of a second origin as its file has it. @throws SmUnusable when it is damaged or another's */
export function stateIn(text: string, origin: string, vkey: string): State {
  const { note, earlier = [] } = membersIn(text);
  const isAsWritten = note !== undefined && stateText({ origin, vkey, earlier, note }) === text;
  if (!isAsWritten)
    throw new SmUnusable(
      '签名状态 sm.state 已损坏，或属于别的密钥',
      'its state sm.state is damaged, or of another key',
    );
  if (note === '') return { size: 0, root: EMPTY_ROOT, vkey, earlier, note };
  try {
    const { size, root } = openCheckpoint(note, [vkey, ...earlier].map(smVerifierOf));
    return { size, root, vkey, earlier, note };
  } catch (cause) {
    if (!(cause instanceof NoteRefused) && !(cause instanceof NotACheckpoint)) throw cause;
    throw new SmUnusable('签名状态 sm.state 已损坏', 'its state sm.state is damaged', cause);
  }
}

interface Members {
  readonly origin?: string;
  readonly vkey?: string;
  readonly earlier?: readonly string[];
  readonly note?: string;
}

/** Whose state a file is; nothing is checked but its form. */
export function membersIn(text: string): Members {
  let state: Json;
  try {
    state = parseStrict(text);
  } catch (cause) {
    if (cause instanceof MalformedJson) return {};
    throw cause;
  }
  const members = typeof state === 'object' && state !== null && !Array.isArray(state) ? state : {};
  const word = (name: string) => {
    const value = members[name];
    return typeof value === 'string' ? { [name]: value } : {};
  };
  const { earlier } = members;
  const keys = Array.isArray(earlier) ? earlier.filter((one) => typeof one === 'string') : [];
  return { ...word('origin'), ...word('vkey'), earlier: keys, ...word('note') };
}

/** `earlier` stands in it after a rotation only. */
function stateText({ earlier = [], ...members }: Required<Omit<Members, 'earlier'>> & Members): string {
  return canonicalize({ format: FORMAT, ...members, ...(earlier.length > 0 && { earlier: [...earlier] }) });
}

async function refuseOtherHistory(
  signed: TreeHead,
  head: TreeHead,
  prove: (earlier: number) => Promise<readonly Buffer[]>,
): Promise<void> {
  if (head.size < signed.size) throw new SignerRefuses('log-rolled-back', signed, head);
  const proof = await prove(signed.size);
  if (verifyConsistency(signed.size, signed.root, head.size, head.root, proof, smNodeHash)) return;
  throw new SignerRefuses('log-forked', signed, head);
}
