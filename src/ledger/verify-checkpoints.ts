import type { Rows } from '../database/database.js';
import { atCheckpoint } from './findings.js';
import { handovers } from './key-rotations.js';
import { LogKeys } from './verify-keys.js';

/** What the auditor believes; never taken from what is verified. */
export interface Trust {
  /** The log's origin. */
  readonly origin: string;
  /**
   * Public keys of the log (`name+id+base64`). Later ones are taken over from those that are known, as the log itself
   * records it; those of the log before a restore have to be brought.
   */
  readonly vkeys: readonly string[];
  /** Tree heads held elsewhere: the signer's, a witness's, one from a receipt. */
  readonly pins?: readonly Pin[];
}

export interface Pin {
  readonly size: number;
  readonly root: Buffer;
}

type CheckpointRow = { size: number; root: Buffer; note: string };

const PAGE = 200;

/** Meets the growing tree at every size that was signed or pinned, and compares. */
export class SignedSizes {
  private waiting: CheckpointRow[] = [];
  private readonly pins: Pin[];
  private keys: LogKeys;
  private readTo = 0;
  private exhausted = false;
  checked = 0;
  /** The largest size that a checkpoint covers, as far as the tree has grown. */
  covered = 0;

  constructor(
    private readonly rows: Rows,
    private readonly trust: Trust,
  ) {
    this.pins = [...(trust.pins ?? [])].sort((a, b) => a.size - b.size);
    this.keys = new LogKeys(trust.origin, trust.vkeys, { rotations: [], restorations: [] });
  }

  /** First of all: to whom the log has handed on. @throws Found */
  async begin(): Promise<void> {
    this.keys = new LogKeys(this.trust.origin, this.trust.vkeys, await handovers(this.rows));
    this.pins.push(...this.keys.pins());
    this.pins.sort((a, b) => a.size - b.size);
  }

  /** Checkpoints whose signature nobody could check: of a former log, whose key was not brought. */
  get unchecked(): number {
    return this.keys.unchecked;
  }

  /** Whether a root is wanted at this size; cheap, so that it can be asked after every event. */
  async wants(size: number): Promise<boolean> {
    await this.fill();
    return this.waiting[0]?.size === size || this.pins[0]?.size === size;
  }

  /** @throws Found */
  async meet(size: number, root: Buffer): Promise<void> {
    while (this.pins[0]?.size === size) {
      if (!this.pins.shift()?.root.equals(root)) {
        throw atCheckpoint('E_INCONSISTENT', size, [
          '与在别处保存的树头不一致，账本不是它的延续',
          'it is not the tree head that is held elsewhere; this is another history',
        ]);
      }
    }
    await this.fill();
    const row = this.waiting[0];
    if (row?.size !== size) return;
    this.waiting.shift();
    this.check(row, root);
    this.checked += 1;
    this.covered = size;
  }

  /**
   * After the last event: whatever was signed (up to `signed`, the largest when we began) or pinned beyond it is
   * gone. @throws Found
   */
  async end(size: number, signed: number): Promise<void> {
    await this.fill();
    const lost = [...this.waiting, ...this.pins].map((head) => head.size).filter((head) => head > size);
    const beyond = Math.min(
      ...lost.filter((head) => head <= signed || this.pins.some((pin) => pin.size === head)),
    );
    if (beyond === Infinity) return;
    throw atCheckpoint('E_TRUNCATED', beyond, [
      `账本只剩 ${size} 个事件，末尾的事件已被删除，或换回了旧的数据库`,
      `the ledger holds only ${size}: its tail was deleted, or an older database was put back`,
    ]);
  }

  private async fill(): Promise<void> {
    if (this.waiting.length > 0 || this.exhausted) return;
    this.waiting = await this.rows.query<CheckpointRow>(
      `SELECT size, root, note FROM checkpoint WHERE size > ? ORDER BY size LIMIT ${PAGE}`,
      [this.readTo],
    );
    this.exhausted = this.waiting.length < PAGE;
    this.readTo = this.waiting.at(-1)?.size ?? this.readTo;
  }

  private check(row: CheckpointRow, root: Buffer): void {
    const opened = this.keys.open(row.note, row.size);
    if (opened.size !== row.size || !opened.root.equals(row.root)) {
      throw atCheckpoint('E_INDEX', row.size, [
        '表中各列与签名文本不符',
        'its columns say something other than its signed text',
      ]);
    }
    if (!opened.root.equals(root)) {
      throw atCheckpoint('E_ROOT', row.size, [
        '由事件重新算出的树根与签名的树根不同，其下有事件被改动',
        'the root computed from the events is not the one that was signed: an event below it was changed',
      ]);
    }
  }
}
