import { equal, hexOf, utf8 } from './bytes.js';
import type { Auditor } from './auditor.js';
import type { Claims } from './claims.js';
import { type ConsistencyFile, notProved } from './consistency.js';
import type { Files } from './container.js';
import type { Findings } from './findings.js';
import { Unsupported, type Host } from './host.js';
import {
  checkpointText,
  readVkey,
  sameKey,
  signaturesOf,
  type Checkpoint,
  type Holding,
  type Key,
} from './note.js';
import { noteOf, type Kept } from './notes.js';
import type { Origins } from './origins.js';
import type { Said } from './said.js';

/** The lines of a checkpoint that hold. */
export interface Signed {
  readonly note: Kept;
  readonly holding: readonly Holding[];
}

/** The root at a size, where a whole ledger tells. */
export type RootAt = (size: number) => Uint8Array | undefined;

/** Step 6. */
export class Checkpoints {
  /** Keys of the log that are known: the policy's, and those handed on in the tree. */
  logKeys: readonly Key[] = [];

  constructor(
    private readonly host: Host,
    private readonly files: Files,
    private readonly claims: Claims,
    private readonly notes: readonly Kept[],
    private readonly auditor: Auditor,
    private readonly findings: Findings,
  ) {}

  /** All keys whose lines have to hold. */
  get keys(): readonly Key[] {
    return [...this.logKeys, ...(this.auditor.policy?.witnesses ?? [])];
  }

  /** @returns for each note the lines that hold; nothing without a policy */
  async check(said: Said, consistency: ConsistencyFile, rootAt: RootAt): Promise<readonly Signed[]> {
    this.checkOrigins(said.origins);
    this.checkRestorations(said.origins);
    const signed = this.auditor.policy ? await this.checkSignatures(said) : [];
    this.checkNewest();
    if (this.claims.scope === 'decision') await this.checkConsistency(consistency);
    this.checkPins(said.origins, rootAt);
    if (this.claims.scope === 'ledger') this.checkCounted(said);
    return signed;
  }

  private checkOrigins(origins: Origins): void {
    const { origin } = this.claims;
    for (const { size, path, ...note } of this.notes) {
      if (note.origin === origins.at(size)) continue;
      const zh = `检查点 ${size} 属于另一个账本`;
      this.findings.add(6, 1, size, {
        code: 'E_ORIGIN',
        size,
        file: path,
        zh,
        en: `checkpoint ${size} is of another log`,
      });
    }
    const { policy } = this.auditor;
    if (!policy) {
      const zh = '未给出信任策略（--policy）：签名未核验';
      this.findings.add(6, 1, Infinity, {
        code: 'W_NO_POLICY',
        zh,
        en: 'no policy was given: no signature was checked',
      });
    } else if (!policy.logs.some(({ name }) => name === origin)) {
      const zh = `信任策略中没有账本 ${origin}`;
      this.findings.add(6, 1, Infinity, { code: 'E_ORIGIN', zh, en: `the policy knows no log ${origin}` });
    }
  }

  private checkRestorations(origins: Origins): void {
    for (const seq of origins.faults(this.host, this.notes)) {
      const zh = `第 ${seq} 号事件的恢复不成立：它所称的原账本检查点不在此处，或与账本的名称、密钥不符`;
      const en = `the restore at event ${seq} does not hold: the checkpoint of the former log that it names is not here, or name and key are not those of the log`;
      this.findings.add(6, 2, seq, { code: 'E_KEY', seq, zh, en });
    }
  }

  /** Whether the auditor knows the log of this origin: without, nothing that it signed can be checked. */
  private knows(origin: string): boolean {
    return this.auditor.policy?.logs.some(({ name }) => name === origin) === true;
  }

  private async checkSignatures(said: Said): Promise<readonly Signed[]> {
    const { policy } = this.auditor;
    // The log's own, and those of the logs that it was before a restore.
    this.logKeys = (policy?.logs ?? []).filter(({ name }) => said.origins.reachOf(name));
    try {
      for (const rotation of said.rotations) await this.follow(rotation, said.origins.at(rotation.seq + 1));
      return await this.signedNotes();
    } catch (error) {
      if (!(error instanceof Unsupported)) throw error;
      const zh = `本机无法核验签名：${error.message}`;
      this.findings.add(6, 3, Infinity, {
        code: 'W_SIGNATURE_UNCHECKED',
        zh,
        en: `signatures cannot be checked here: ${error.message}`,
      });
      return [];
    }
  }

  private async follow({ seq, vkey }: Said['rotations'][number], origin: string): Promise<void> {
    if (origin !== this.claims.origin && !this.knows(origin)) return;
    const key = typeof vkey === 'string' ? readVkey(this.host, vkey, 0x01) : undefined;
    const isOurs = key?.name === origin;
    if (key && isOurs && this.logKeys.some((known) => sameKey(known, key))) return;
    if (key && isOurs && (await this.isCovered(seq, origin))) {
      this.logKeys = [...this.logKeys, key];
      return;
    }
    const zh = `第 ${seq} 号事件更换密钥不成立：没有原密钥签署的检查点覆盖它`;
    const en = `event ${seq} hands on a key, and no checkpoint over it is signed with one known before`;
    this.findings.add(6, 2, seq, { code: 'E_KEY', seq, zh, en });
  }

  private async isCovered(seq: number, origin: string): Promise<boolean> {
    const own = this.logKeys.filter(({ name }) => name === origin);
    for (const kept of this.notes) {
      if (kept.size <= seq || kept.origin !== origin) continue;
      const { holding } = await signaturesOf(this.host, await noteOf(this.files, kept), own);
      if (holding.length > 0) return true;
    }
    return false;
  }

  private async signedNotes(): Promise<readonly Signed[]> {
    const signed: Signed[] = [];
    for (const kept of this.notes) {
      const { size, path: file, origin } = kept;
      if (origin !== this.claims.origin && !this.knows(origin)) {
        const zh = `检查点 ${size} 属于恢复前的账本 ${origin}，信任策略中没有它：签名未核验`;
        const en = `checkpoint ${size} is of the log before a restore, ${origin}, which the policy does not have: not checked`;
        this.findings.add(6, 3, size, { code: 'W_FORMER_UNCHECKED', size, file, zh, en });
        continue;
      }
      const { holding, broken } = await signaturesOf(this.host, await noteOf(this.files, kept), this.keys);
      if (broken || !holding.some(({ key }) => isLogs(key, origin))) {
        const by = broken ? `${broken.name}+${broken.id}` : origin;
        const zh = `检查点 ${size}：没有已知密钥的有效签名（${by}）`;
        const en = `checkpoint ${size}: a signature does not hold, or none is by a key that is known (${by})`;
        this.findings.add(6, 3, size, { code: 'E_SIG', size, file, zh, en });
      }
      const timed = holding.filter(({ time }) => time !== undefined);
      if (timed.length > 0 || kept === this.notes.at(-1)) signed.push({ note: kept, holding: timed });
    }
    this.checkQuorum(signed.at(-1));
    return signed;
  }

  private checkQuorum(newest: Signed | undefined): void {
    if (!newest || this.auditor.policy?.meets(newest.holding.map(({ key }) => key))) return;
    const { size } = newest.note;
    const zh = `最新检查点 ${size} 的见证人签名未达到信任策略要求的人数`;
    const en = `the newest checkpoint, ${size}, has not the witnesses that the policy asks for`;
    this.findings.add(6, 4, size, { code: 'E_QUORUM', size, zh, en });
  }

  private checkNewest(): void {
    const newest = this.notes.at(-1);
    if (newest?.size === this.claims.size && hexOf(newest.root) === this.claims.root) return;
    const zh = 'bag.json 所称的树头不是包内最新的检查点';
    const en = 'what bag.json claims is not the newest checkpoint here';
    this.findings.add(6, 5, Infinity, { code: 'E_BAG', file: 'data/bag.json', zh, en });
  }

  private async checkConsistency(lines: ConsistencyFile): Promise<void> {
    const fail = (from: number, to: number) => {
      const zh = `检查点 ${from} 与 ${to} 之间缺少一致性证明，或证明不成立`;
      const en = `between checkpoints ${from} and ${to} there is no proof that one continues the other, or it does not hold`;
      this.findings.add(6, 6, from, { code: 'E_INCONSISTENT', size: from, zh, en });
    };
    await notProved(this.host.sha256, this.notes, lines, fail);
  }

  private checkPins(origins: Origins, rootAt: RootAt): void {
    this.auditor.pins.forEach((pin, place) => {
      const code = this.pinned(pin, origins, rootAt);
      if (code) this.findings.add(6, 7, place, { code, size: pin.size, ...PINS[code] });
    });
  }

  private pinned(
    { origin, size, root }: Checkpoint,
    origins: Origins,
    rootAt: RootAt,
  ): keyof typeof PINS | undefined {
    const reach = origins.reachOf(origin);
    if (!reach || size < reach.from) return 'E_ORIGIN';
    // What a former log signed beyond the place from where it was restored is lost.
    if (size > Math.min(reach.upTo, this.claims.size)) return 'E_TRUNCATED';
    const own = this.notes.find((note) => note.size === size)?.root ?? rootAt(size);
    if (!own) return 'W_PIN_UNCOMPARED';
    return equal(own, root) ? undefined : 'E_FORK';
  }

  /** The notes are covered one after the other: none between two that were counted can be gone. */
  private checkCounted({ heads }: Said): void {
    let next = 0;
    for (const { seq, checkpoints } of heads) {
      const after = this.afterCounted(next, seq, checkpoints);
      if (after === undefined) {
        const zh = `第 ${seq} 号事件计入的检查点有缺失`;
        const en = `a checkpoint that event ${seq} counted is missing`;
        this.findings.add(6, 8, seq, { code: 'E_CHECKPOINT_MISSING', seq, zh, en });
        return;
      }
      next = after;
    }
  }

  private afterCounted(from: number, seq: number, checkpoints: unknown): number | undefined {
    const hasher = this.host.hasher();
    for (let at = from; ; at += 1) {
      if (hexOf(hasher.copy().digest()) === checkpoints) return at;
      const note = this.notes[at];
      if (!note || note.size > seq) return undefined;
      hasher.update(utf8(checkpointText(note)));
    }
  }
}

/** Whether this key signs for the log of this origin; a witness's does not. */
export const isLogs = ({ type, name }: Key, origin: string): boolean => type === 0x01 && name === origin;

const PINS = {
  E_ORIGIN: { zh: '锚定的检查点属于另一个账本', en: 'the pinned checkpoint is of another log' },
  E_TRUNCATED: {
    zh: '锚定的检查点比本包更新：末尾的事件已被删除，或换回了旧的账本',
    en: 'the pinned checkpoint is larger than this bag: its tail was deleted, or an older ledger put back',
  },
  E_FORK: {
    zh: '同一位置有两个不同的树根：账本被另写',
    en: 'two roots at one size: the ledger was written anew',
  },
  W_PIN_UNCOMPARED: {
    zh: '锚定的检查点无法与本包比较：取包时写明其大小（dossier.zip?pin=大小），或用整个账本的导出包',
    en: 'the pinned checkpoint cannot be compared with this bag: name its size when taking one (dossier.zip?pin=SIZE), or take the whole ledger',
  },
} as const;
