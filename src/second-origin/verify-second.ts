import type { Rows } from '../database/database.js';
import { atCheckpoint, atEvent, Found } from '../ledger/findings.js';
import { handovers, type Rotation, smRotations } from '../ledger/key-rotations.js';
import { NoteRefused } from '../ledger/signed-note.js';
import { CompactRange } from '../ledger/tree.js';
import type { Alongside } from '../ledger/verify.js';
import type { Pin } from '../ledger/verify-checkpoints.js';
import { LogKeys } from '../ledger/verify-keys.js';
import { smVerifierOf } from './sm-key.js';
import { smLeafHash, smNodeHash } from './sm-tree.js';

/** What an auditor believes of the second origin; never taken from what is verified. */
export interface SmTrust {
  /** Later ones are taken over from those that are known, as the log itself records it (`SmKeyRotated`). */
  readonly vkeys: readonly string[];
  /** The head that its signer remembers, where that is at hand. */
  readonly pin?: Pin | undefined;
}

/** Checkpoints that are read at once: there are as many as the first origin has published. */
const PAGE = 200;

/**
 * Verifies the second origin (SM3/SM2) along with the first: its tree grows with the same leaves, and is compared at every
 * size that it signed. Its kept nodes are not looked at: what they are good for is proofs, which hold or do not.
 */
export class SecondOriginCheck implements Alongside {
  private range = CompactRange.of(0, [], smNodeHash);
  private waiting: SmRow[] = [];
  private readTo = 0;
  private readonly names: readonly string[];
  private keys: ReadonlyMap<string, LogKeys> = new Map();
  private isOn = false;
  /** Checkpoints that hold, and how many events the largest covers. */
  checked = 0;
  covered = 0;

  /**
   * @param present the name of the log that goes on now, where a restored one is not the only one there was
   * @throws NoteRefused for a key that is none
   */
  constructor(
    private readonly rows: Rows,
    private readonly trust: SmTrust,
    private readonly present?: string,
  ) {
    this.names = [...new Set(trust.vkeys.map((vkey) => smVerifierOf(vkey).name))];
  }

  /** @throws Found for a rotation to what is no key of these logs */
  async begin(): Promise<void> {
    this.range = CompactRange.of(0, [], smNodeHash);
    [this.checked, this.covered, this.readTo] = [0, 0, 0];
    await this.fill();
    this.isOn = this.waiting.length > 0 || this.trust.pin !== undefined;
    if (this.isOn) this.keys = await this.keysOfEach();
  }

  async see(leaf: Buffer, size: number): Promise<void> {
    if (!this.isOn) return;
    this.range.append(smLeafHash(leaf));
    const { pin } = this.trust;
    const isPinned = pin?.size === size;
    if (!isPinned && this.waiting[0]?.size !== size) return;
    const root = this.range.root();
    if (isPinned && !pin.root.equals(root)) throw ofTheSecond(atCheckpoint('E_INCONSISTENT', size, OTHER));
    while (this.waiting[0]?.size === size) {
      this.check(this.waiting.shift() as SmRow, root);
      if (this.waiting.length === 0) await this.fill();
    }
  }

  async end(size: number): Promise<void> {
    const { pin } = this.trust;
    const beyond = this.waiting[0]?.size ?? (pin && pin.size > size ? pin.size : undefined);
    if (beyond === undefined) return;
    throw ofTheSecond(
      atCheckpoint('E_TRUNCATED', beyond, [
        `账本只剩 ${size} 个事件，末尾的事件已被删除，或换回了旧的数据库`,
        `the ledger holds only ${size}: its tail was deleted, or an older database was put back`,
      ]),
    );
  }

  /** The keys of each log by name: a restore begins another one, and rotations stay within theirs. */
  private async keysOfEach(): Promise<ReadonlyMap<string, LogKeys>> {
    const { restorations } = await handovers(this.rows);
    const since = restorations.at(-1)?.seq ?? -1;
    const byName = new Map<string, Rotation[]>(this.names.map((name) => [name, []]));
    for (const rotation of await smRotations(this.rows)) {
      const own = byName.get(nameIn(rotation.vkey) ?? '');
      if (own) own.push(rotation);
      // Before a restore it was a log of another name, whose keys nobody may have brought; nor need they be the present one's.
      else if (rotation.seq > since && (this.present === undefined || this.names.includes(this.present)))
        throw ofTheSecond(atEvent('E_KEY', rotation.seq, NO_KEY));
    }
    return new Map(
      [...byName].map(([name, rotations]) => {
        const own = this.trust.vkeys.filter((vkey) => nameIn(vkey) === name);
        return [name, new LogKeys(name, own, { rotations, restorations: [] }, smVerifierOf)] as const;
      }),
    );
  }

  /** Several logs may have signed at one size, so that whatever is of that size is read at once. */
  private async fill(): Promise<void> {
    const of = this.names.map(() => '?').join(', ') || 'NULL';
    const page = await this.rows.query<SmRow>(
      `SELECT origin, size, root, note FROM sm_checkpoint WHERE origin IN (${of}) AND size > ? ORDER BY size LIMIT ${PAGE}`,
      [...this.names, this.readTo],
    );
    const last = page.at(-1)?.size ?? this.readTo;
    this.readTo = last;
    this.waiting = page;
    if (page.length < PAGE) return;
    const rest = await this.rows.query<SmRow>(
      `SELECT origin, size, root, note FROM sm_checkpoint WHERE origin IN (${of}) AND size = ?`,
      [...this.names, last],
    );
    this.waiting = [...page.filter(({ size }) => size < last), ...rest];
  }

  /** @throws Found */
  private check({ origin, size, root, note }: SmRow, own: Buffer): void {
    try {
      const signed = this.keys.get(origin)?.open(note, size);
      if (!signed || signed.size !== size || !signed.root.equals(root))
        throw atCheckpoint('E_INDEX', size, OTHER_COLUMNS);
      if (!signed.root.equals(own)) throw atCheckpoint('E_ROOT', size, OTHER_ROOT);
    } catch (error) {
      throw error instanceof Found ? ofTheSecond(error) : error;
    }
    this.checked += 1;
    this.covered = size;
  }
}

type SmRow = { origin: string; size: number; root: Buffer; note: string };
type Words = readonly [zh: string, en: string];

const ofTheSecond = ({ finding }: Found): Found =>
  new Found({
    ...finding,
    zh: `第二来源（SM3/SM2）：${finding.zh}`,
    en: `Second origin (SM3/SM2): ${finding.en}`,
  });

function nameIn(vkey: string): string | undefined {
  try {
    return smVerifierOf(vkey).name;
  } catch (error) {
    if (error instanceof NoteRefused) return undefined;
    throw error;
  }
}

const NO_KEY: Words = [
  '所换的不是此账本第二来源的公钥',
  'what it names is no public key of the second origin of this log',
];
const OTHER: Words = ['与其签名器所记的树头不一致', 'it is not the tree head that its signer remembers'];
const OTHER_COLUMNS: Words = [
  '表中各列与签名文本不符',
  'its columns say something other than its signed text',
];
const OTHER_ROOT: Words = [
  '由事件重新算出的 SM3 树根与签名的不同，其下有事件被改动',
  'the SM3 root computed from the events is not the one that was signed: an event below it was changed',
];
