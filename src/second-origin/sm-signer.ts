import { join } from 'node:path';
import { canonicalize, type Json } from '../canonical/canonical-json.js';
import { MalformedJson, parseStrict } from '../canonical/strict-json.js';
import { formatCheckpoint, NotACheckpoint, openCheckpoint } from '../ledger/checkpoint.js';
import { createPrivately, GuardedFile } from '../ledger/guarded-file.js';
import { verifyConsistency } from '../ledger/proofs.js';
import { NoteRefused, signatureLine } from '../ledger/signed-note.js';
import { SignerRefuses, type TreeHead } from '../ledger/signer.js';
import { EMPTY_ROOT } from '../ledger/tree.js';
import { smOriginOf, smVerifierOf, smVkey } from './sm-key.js';
import { SmUnusable, type SmSigning } from './sm-signing.js';
import { smNodeHash } from './sm-tree.js';

const FORMAT = 'chengxu-sm-signer-state@1';

export const smStateFile = (data: string): string => join(data, 'sm.state');

/** What it must never forget: the note over the largest tree that it signed; '' before the first. */
interface State extends TreeHead {
  readonly note: string;
}

/**
 * Signs the checkpoints of the second origin under the rule of witness no. 0 (`ledger/signer.ts`): a state of its own,
 * written durably before any answer, and never two histories. It never makes key or state anew by itself.
 */
export class SmSigner {
  readonly origin: string;
  readonly vkey: string;
  private readonly state: GuardedFile;

  constructor(
    private readonly signing: SmSigning,
    origin: string,
    data: string,
  ) {
    this.origin = smOriginOf(origin);
    this.vkey = smVkey(this.origin, signing.publicKey);
    this.state = new GuardedFile(smStateFile(data));
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
    this.read(await this.state.read());
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
      const present = this.read(text);
      await refuseOtherHistory(present, head, prove);
      if (present.size === head.size) {
        note = present.note;
        return undefined;
      }
      note = await this.noteOver(head);
      return stateText({ origin: this.origin, vkey: this.vkey, note });
    });
    return note;
  }

  private async noteOver({ size, root }: TreeHead): Promise<string> {
    const text = formatCheckpoint({ origin: this.origin, size, root });
    const { name, id } = smVerifierOf(this.vkey);
    return `${text}\n${signatureLine({ name, id, signature: await this.signing.sign(text) })}`;
  }

  private read(text: string | undefined): State {
    if (text === undefined)
      throw new SmUnusable(
        '签名状态 sm.state 缺失：从副本恢复，或者移走 sm.json、sm.key 后用 chengxu key sm-create 重新设立',
        'its state sm.state is missing: put it back, or take sm.json and sm.key away and begin anew with chengxu key sm-create',
      );
    return stateIn(text, this.origin, this.vkey);
  }
}

/** The state of a second origin as its file has it. @throws SmUnusable when it is damaged or another's */
export function stateIn(text: string, origin: string, vkey: string): State {
  const { note } = membersIn(text);
  const isAsWritten = note !== undefined && stateText({ origin, vkey, note }) === text;
  if (!isAsWritten)
    throw new SmUnusable(
      '签名状态 sm.state 已损坏，或属于别的密钥',
      'its state sm.state is damaged, or of another key',
    );
  if (note === '') return { size: 0, root: EMPTY_ROOT, note };
  try {
    const { size, root } = openCheckpoint(note, [smVerifierOf(vkey)]);
    return { size, root, note };
  } catch (cause) {
    if (!(cause instanceof NoteRefused) && !(cause instanceof NotACheckpoint)) throw cause;
    throw new SmUnusable('签名状态 sm.state 已损坏', 'its state sm.state is damaged', cause);
  }
}

/** Whose state a file is; nothing is checked but its form. */
export function membersIn(text: string): { origin?: string; vkey?: string; note?: string } {
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
  return { ...word('origin'), ...word('vkey'), ...word('note') };
}

function stateText(members: { origin: string; vkey: string; note: string }): string {
  return canonicalize({ format: FORMAT, ...members });
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
