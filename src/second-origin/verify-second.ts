import type { Rows } from '../database/database.js';
import { NotACheckpoint, openCheckpoint } from '../ledger/checkpoint.js';
import { atCheckpoint, type Found } from '../ledger/findings.js';
import { NoteRefused, type NoteVerifier } from '../ledger/signed-note.js';
import { CompactRange } from '../ledger/tree.js';
import type { Alongside } from '../ledger/verify.js';
import type { Pin } from '../ledger/verify-checkpoints.js';
import { smVerifierOf } from './sm-key.js';
import { smLeafHash, smNodeHash } from './sm-tree.js';

/** What an auditor believes of the second origin; never taken from what is verified. */
export interface SmTrust {
  readonly vkeys: readonly string[];
  /** The head that its signer remembers, where that is at hand. */
  readonly pin?: Pin | undefined;
}

/**
 * Verifies the second origin (SM3/SM2) along with the first: its tree grows with the same leaves, and is compared at every
 * size that it signed. Its kept nodes are not looked at: what they are good for is proofs, which hold or do not.
 */
export class SecondOriginCheck implements Alongside {
  private range = CompactRange.of(0, [], smNodeHash);
  private waiting: { size: number; root: Buffer; note: string }[] = [];
  private readonly keys: readonly NoteVerifier[];
  private isOn = false;
  /** Checkpoints that hold, and how many events the largest covers. */
  checked = 0;
  covered = 0;

  /** @throws NoteRefused for a key that is none */
  constructor(
    private readonly rows: Rows,
    private readonly trust: SmTrust,
  ) {
    this.keys = trust.vkeys.map(smVerifierOf);
  }

  async begin(): Promise<void> {
    const names = [...new Set(this.keys.map(({ name }) => name))];
    this.range = CompactRange.of(0, [], smNodeHash);
    [this.checked, this.covered] = [0, 0];
    this.waiting = await this.rows.query<{ size: number; root: Buffer; note: string }>(
      `SELECT size, root, note FROM sm_checkpoint WHERE origin IN (${names.map(() => '?').join(', ') || 'NULL'}) ORDER BY size`,
      names,
    );
    this.isOn = this.waiting.length > 0 || this.trust.pin !== undefined;
  }

  see(leaf: Buffer, size: number): void {
    if (!this.isOn) return;
    this.range.append(smLeafHash(leaf));
    const { pin } = this.trust;
    const isPinned = pin?.size === size;
    if (!isPinned && this.waiting[0]?.size !== size) return;
    const root = this.range.root();
    if (isPinned && !pin.root.equals(root)) throw found('E_INCONSISTENT', size, OTHER_HISTORY);
    while (this.waiting[0]?.size === size) this.check(this.waiting.shift() as SmRow, root);
  }

  end(size: number): void {
    const { pin } = this.trust;
    const beyond = this.waiting[0]?.size ?? (pin && pin.size > size ? pin.size : undefined);
    if (beyond === undefined) return;
    throw found('E_TRUNCATED', beyond, [
      `账本只剩 ${size} 个事件，末尾的事件已被删除，或换回了旧的数据库`,
      `the ledger holds only ${size}: its tail was deleted, or an older database was put back`,
    ]);
  }

  private check(row: SmRow, root: Buffer): void {
    const { size } = row;
    const signed = this.opened(row);
    if (signed.size !== size || !signed.root.equals(row.root)) throw found('E_INDEX', size, OTHER_COLUMNS);
    if (!signed.root.equals(root)) throw found('E_ROOT', size, OTHER_ROOT);
    this.checked += 1;
    this.covered = size;
  }

  private opened({ note, size }: SmRow) {
    try {
      return openCheckpoint(note, this.keys);
    } catch (error) {
      if (!(error instanceof NoteRefused) && !(error instanceof NotACheckpoint)) throw error;
      throw found('E_SIG', size, [
        `没有已知密钥的有效 SM2 签名（${error.reason}）`,
        `no SM2 signature by a key that is known holds (${error.reason})`,
      ]);
    }
  }
}

type SmRow = { size: number; root: Buffer; note: string };
type Words = readonly [zh: string, en: string];

const found = (code: Parameters<typeof atCheckpoint>[0], size: number, [zh, en]: Words): Found =>
  atCheckpoint(code, size, [`第二来源（SM3/SM2）：${zh}`, `second origin (SM3/SM2): ${en}`]);

const OTHER_HISTORY: Words = [
  '与其签名器所记的树头不一致',
  'it is not the tree head that its signer remembers',
];
const OTHER_COLUMNS: Words = [
  '表中各列与签名文本不符',
  'its columns say something other than its signed text',
];
const OTHER_ROOT: Words = [
  '由事件重新算出的 SM3 树根与签名的不同，其下有事件被改动',
  'the SM3 root computed from the events is not the one that was signed: an event below it was changed',
];
