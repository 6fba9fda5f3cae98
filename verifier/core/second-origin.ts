import { bytesOfBase64, hexOf, utf8 } from './bytes.js';
import type { Claims } from './claims.js';
import { consistencyOf, notProved } from './consistency.js';
import type { Files } from './container.js';
import { Usage, type Finding, type Findings } from './findings.js';
import { isCount, isKeyName, isPath } from './forms.js';
import type { Host } from './host.js';
import { RecordFile } from './lines.js';
import { type Checkpoint, type Note } from './note.js';
import { checkpointsUnder, noteOf, type Kept } from './notes.js';
import type { Origins } from './origins.js';
import type { Said } from './said.js';
import { isSm2Key, PUBLIC_KEY_SIZE, verifiesSm2 } from './sm2.js';
import { GrowingTree, includes, leafHash, pathOf } from './tree.js';

/** A key of the second origin: SM2 with SM3, by its object identifier (GM/T 0006) after type 0xff (C2SP signed-note). */
export interface SmKey {
  readonly name: string;
  readonly id: string;
  /** 04 ‖ x ‖ y. */
  readonly bytes: Uint8Array;
}

const TYPE = Uint8Array.from([0xff, ...utf8('1.2.156.10197.1.501')]);

/** Reads `name+id+base64(type ‖ key)`. @throws Usage for any other text */
export function readSmKey(host: Host, vkey: string): SmKey {
  const key = smKeyIn(host, vkey);
  if (key) return key;
  throw new Usage({
    zh: '--sm-key 应为第二来源的公钥（名称+编号+SM2 公钥）',
    en: '--sm-key takes a public key of the second origin (name+id+SM2 key)',
  });
}

function smKeyIn(host: Host, vkey: string): SmKey | undefined {
  const [, name = '', id = '', base64 = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/u.exec(vkey) ?? [];
  const typed = bytesOfBase64(base64);
  const isTyped =
    typed?.length === TYPE.length + PUBLIC_KEY_SIZE && TYPE.every((byte, at) => typed[at] === byte);
  const bytes = typed?.subarray(TYPE.length) ?? new Uint8Array();
  const isOwn = typed && hexOf(host.sha256(utf8(`${name}\n`), typed).subarray(0, 4)) === id;
  return isKeyName(name) && isTyped && isOwn && isSm2Key(bytes) ? { name, id, bytes } : undefined;
}

/** A line of a note that bears a known key's name and id. */
interface Line {
  readonly bytes: Uint8Array;
  readonly signature: Uint8Array;
}

interface InclusionLine {
  readonly path: readonly string[];
  readonly seq: number;
}

const CHECKPOINTS = 'data/sm/checkpoints/';

/** What of the second origin is in a bag: `data/sm/`. */
export async function secondOriginIn(files: Files): Promise<{ notes: Kept[]; faults: Finding[] }> {
  return checkpointsUnder(files, CHECKPOINTS);
}

/**
 * The second origin (docs/bag.md, To the letter, 6i): a tree of its own over the same leaves, with SM3, and checkpoints
 * that SM2 signs. It vouches beside the first, never instead of it.
 */
export class SecondOrigin {
  private readonly inclusion: RecordFile<InclusionLine>;
  private readonly tree: GrowingTree;
  private readonly roots = new Map<number, Uint8Array>();
  private readonly newest: Kept | undefined;
  private readonly isThere: boolean;
  private beyond: number | undefined;
  /** Those that the auditor gave, and those that they hand on to in the tree. */
  private keys: readonly SmKey[];

  constructor(
    private readonly host: Host,
    private readonly files: Files,
    private readonly claims: Claims,
    private readonly notes: readonly Kept[],
    private readonly given: readonly SmKey[],
    private readonly findings: Findings,
  ) {
    this.keys = given;
    const file = files.get('data/sm/inclusion.jsonl');
    const members = { path: { form: isPath }, seq: { form: isCount } };
    this.inclusion = new RecordFile(file, members, { by: 'seq', strictly: true });
    this.tree = new GrowingTree(host.sm3);
    this.newest = notes.at(-1);
    this.isThere = notes.length > 0 || file !== undefined || files.has('data/sm/consistency.jsonl');
  }

  /** @param isRising whether the leaves stand in order so far: only then proofs beside them can be compared */
  async see(seq: number, bytes: Uint8Array, isRising: boolean): Promise<void> {
    if (!this.isThere) return;
    const hash = leafHash(this.host.sm3, bytes);
    if (seq >= (this.newest?.size ?? 0)) this.beyond ??= seq;
    if (this.claims.scope === 'ledger') {
      this.tree.append(hash);
      if (this.notes.some(({ size }) => size === this.tree.size))
        this.roots.set(this.tree.size, this.tree.root());
    } else if (isRising) await this.included(seq, hash);
  }

  /** Reads what is left of the file beside the leaves. @returns what in the files is not as it must be */
  async faults(): Promise<Finding[]> {
    await this.inclusion.drain(({ seq }) => this.notIncluded(seq));
    const consistency = consistencyOf(this.files, 'sm');
    await consistency.drain(() => undefined);
    return [this.inclusion.fault, consistency.fault].filter((one) => one !== undefined);
  }

  async end(said: Said): Promise<void> {
    const { given, notes, findings } = this;
    if (!this.isThere) {
      if (given.length > 0) findings.add(6, 13, 0, { code: 'W_SM_MISSING', ...MISSING });
      return;
    }
    for (const rotation of said.smRotations) await this.follow(rotation, said.origins);
    for (const note of notes) {
      this.checkPlace(note);
      if (given.length > 0) await this.checkSigned(note);
      if (this.claims.scope === 'ledger') this.checkRoot(note);
    }
    if (this.claims.scope === 'decision') await this.checkConsistency();
    if (given.length === 0) findings.add(6, 13, 0, { code: 'W_SM_UNCHECKED', ...UNCHECKED });
    else if (this.beyond !== undefined)
      findings.add(6, 13, this.beyond, { code: 'W_SM_TAIL', seq: this.beyond, ...TAIL });
  }

  /** A rotation that no checkpoint here reaches hands on nothing yet; one before a restore is another log's. */
  private async follow({ seq, vkey }: Said['smRotations'][number], origins: Origins): Promise<void> {
    const name = `${this.claims.origin}/sm`;
    const isOurs = this.given.some((key) => key.name === name) && origins.at(seq + 1) === this.claims.origin;
    if (!isOurs || seq >= (this.newest?.size ?? 0)) return;
    const key = typeof vkey === 'string' ? smKeyIn(this.host, vkey) : undefined;
    if (key?.name === name) {
      if (this.keys.some((known) => hexOf(known.bytes) === hexOf(key.bytes))) return;
      if (await this.isCovered(seq, name)) {
        this.keys = [...this.keys, key];
        return;
      }
    }
    const zh = `第 ${seq} 号事件更换第二来源的密钥不成立：没有原密钥签署的检查点覆盖它`;
    const en = `event ${seq} hands on a key of the second origin, and no checkpoint over it is signed with one known before`;
    this.findings.add(6, 9, seq, { code: 'E_KEY', seq, zh, en });
  }

  private async isCovered(seq: number, name: string): Promise<boolean> {
    const known = this.keys.filter((key) => key.name === name);
    for (const kept of this.notes) {
      if (kept.size <= seq || kept.origin !== name) continue;
      const note = await noteOf(this.files, kept);
      if (this.linesOf(known, note).some((one) => this.holds(one, note))) return true;
    }
    return false;
  }

  private checkPlace({ size, path: file }: Kept): void {
    if (size > 0 && size <= this.claims.size) return;
    const zh = `第二来源的检查点 ${size} 不应在此包内`;
    const en = `checkpoint ${size} of the second origin has no place in this bag`;
    this.findings.add(6, 10, size, { code: 'E_BAG', size, file, zh, en });
  }

  private async checkSigned(kept: Kept): Promise<void> {
    const { size, path: file } = kept;
    const keys = this.keys.filter(({ name }) => name === kept.origin);
    if (keys.length === 0) {
      const zh = `第二来源的检查点 ${size} 属于另一个账本`;
      const en = `checkpoint ${size} of the second origin is of another log`;
      this.findings.add(6, 10, size, { code: 'E_ORIGIN', size, file, zh, en });
    }
    if (this.isSignedBy(keys, await noteOf(this.files, kept))) return;
    const zh = `第二来源的检查点 ${size}：没有已知密钥的有效 SM2 签名`;
    const en = `checkpoint ${size} of the second origin: a signature (SM2) does not hold, or none is by a key that is known`;
    this.findings.add(6, 10, size, { code: 'E_SIG', size, file, zh, en });
  }

  /** Every line that is by a known key holds, and there is one. */
  private isSignedBy(keys: readonly SmKey[], note: Note): boolean {
    const known = this.linesOf(keys, note);
    return known.length > 0 && known.every((one) => this.holds(one, note));
  }

  private linesOf(keys: readonly SmKey[], { signatures }: Note): Line[] {
    return signatures.flatMap(({ name, id, signature }) => {
      const by = keys.filter((key) => key.name === name && key.id === id);
      return by.map(({ bytes }) => ({ bytes, signature }));
    });
  }

  private holds({ bytes, signature }: Line, { text }: Note): boolean {
    return verifiesSm2(this.host.sm3, bytes, utf8(text), signature);
  }

  /** Where a key was rotated there are several: that each continues the one before. */
  private async checkConsistency(): Promise<void> {
    await notProved(this.host.sm3, this.notes, consistencyOf(this.files, 'sm'), (from, to) => {
      const zh = `第二来源的检查点 ${from} 与 ${to} 之间缺少一致性证明，或证明不成立`;
      const en = `between checkpoints ${from} and ${to} of the second origin there is no proof that one continues the other, or it does not hold`;
      this.findings.add(6, 11, from, { code: 'E_INCONSISTENT', size: from, zh, en });
    });
  }

  private checkRoot({ size, root }: Checkpoint): void {
    const own = this.roots.get(size);
    if (own && hexOf(own) === hexOf(root)) return;
    const zh = `第二来源的检查点 ${size}：由事件算出的树根不同`;
    const en = `checkpoint ${size} of the second origin: the events give another root`;
    this.findings.add(6, 12, size, { code: 'E_ROOT', size, zh, en });
  }

  private async included(seq: number, leaf: Uint8Array): Promise<void> {
    for (let line = await this.inclusion.peek(); line && line.seq < seq; line = await this.inclusion.peek()) {
      this.notIncluded(line.seq);
      await this.inclusion.take();
    }
    const line = await this.inclusion.peek();
    const isThere = line?.seq === seq;
    if (isThere) await this.inclusion.take();
    const { size, root } = this.newest ?? { size: 0, root: new Uint8Array() };
    if (seq >= size) {
      if (isThere) this.notIncluded(seq);
      return;
    }
    const proof = { index: seq, size, leaf, path: pathOf(line?.path ?? []), root };
    if (!isThere || !includes(this.host.sm3, proof)) this.notIncluded(seq);
  }

  private notIncluded(seq: number): void {
    const zh = `第 ${seq} 号事件不在第二来源的树根之下：内容被改动，或缺少证明`;
    const en = `event ${seq} is not below the root of the second origin: it was changed, or its proof is missing or stray`;
    this.findings.add(6, 12, seq, { code: 'E_ROOT', seq, zh, en });
  }
}

const MISSING = {
  zh: '给出了第二来源（SM2/SM3）的公钥，而包内没有它的检查点',
  en: 'a key of the second origin (SM2/SM3) was given, and the bag has no checkpoint of it',
};
const UNCHECKED = {
  zh: '第二来源（SM2/SM3）的签名未核对：没有给出 --sm-key；第一来源已核对',
  en: 'the signatures of the second origin (SM2/SM3) were not checked: no --sm-key was given; the first origin stands',
};
const TAIL = {
  zh: '第二来源（SM2/SM3）尚未覆盖此号及以后的事件',
  en: 'the second origin (SM2/SM3) does not cover the events from here on',
};
