import { bytesOfBase64, hexOf, utf8 } from './bytes.js';
import type { Claims } from './claims.js';
import type { Files } from './container.js';
import { Usage, type Finding, type Findings } from './findings.js';
import { isCount, isKeyName, isPath } from './forms.js';
import type { Host } from './host.js';
import { RecordFile } from './lines.js';
import { type Checkpoint, type Note } from './note.js';
import { checkpointsUnder, noteOf, type Kept } from './notes.js';
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
  const [, name = '', id = '', base64 = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/u.exec(vkey) ?? [];
  const typed = bytesOfBase64(base64);
  const isTyped =
    typed?.length === TYPE.length + PUBLIC_KEY_SIZE && TYPE.every((byte, at) => typed[at] === byte);
  const bytes = typed?.subarray(TYPE.length) ?? new Uint8Array();
  const isOwn = typed && hexOf(host.sha256(utf8(`${name}\n`), typed).subarray(0, 4)) === id;
  if (isKeyName(name) && isTyped && isOwn && isSm2Key(bytes)) return { name, id, bytes };
  throw new Usage({
    zh: '--sm-key 应为第二来源的公钥（名称+编号+SM2 公钥）',
    en: '--sm-key takes a public key of the second origin (name+id+SM2 key)',
  });
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

  constructor(
    private readonly host: Host,
    private readonly files: Files,
    private readonly claims: Claims,
    private readonly notes: readonly Kept[],
    private readonly keys: readonly SmKey[],
    private readonly findings: Findings,
  ) {
    const file = files.get('data/sm/inclusion.jsonl');
    const members = { path: { form: isPath }, seq: { form: isCount } };
    this.inclusion = new RecordFile(file, members, { by: 'seq', strictly: true });
    this.tree = new GrowingTree(host.sm3);
    this.newest = notes.at(-1);
    this.isThere = notes.length > 0 || file !== undefined;
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

  /** Reads what is left of the file beside the leaves. @returns what in it is not as it must be */
  async fault(): Promise<Finding | undefined> {
    await this.inclusion.drain(({ seq }) => this.notIncluded(seq));
    return this.inclusion.fault;
  }

  async end(): Promise<void> {
    const { keys, notes, findings } = this;
    if (!this.isThere) {
      if (keys.length > 0) findings.add(6, 11, 0, { code: 'W_SM_MISSING', ...MISSING });
      return;
    }
    for (const [at, note] of notes.entries()) {
      this.checkPlace(note, at);
      if (keys.length > 0) await this.checkSigned(note);
      if (this.claims.scope === 'ledger') this.checkRoot(note);
    }
    if (keys.length === 0) findings.add(6, 11, 0, { code: 'W_SM_UNCHECKED', ...UNCHECKED });
    else if (this.beyond !== undefined)
      findings.add(6, 11, this.beyond, { code: 'W_SM_TAIL', seq: this.beyond, ...TAIL });
  }

  private checkPlace({ size, path: file }: Kept, at: number): void {
    const isOneTooMany = this.claims.scope === 'decision' && at > 0;
    if (size > 0 && size <= this.claims.size && !isOneTooMany) return;
    const zh = `第二来源的检查点 ${size} 不应在此包内`;
    const en = `checkpoint ${size} of the second origin has no place in this bag`;
    this.findings.add(6, 9, size, { code: 'E_BAG', size, file, zh, en });
  }

  private async checkSigned(kept: Kept): Promise<void> {
    const { size, path: file } = kept;
    const keys = this.keys.filter(({ name }) => name === kept.origin);
    if (keys.length === 0) {
      const zh = `第二来源的检查点 ${size} 属于另一个账本`;
      const en = `checkpoint ${size} of the second origin is of another log`;
      this.findings.add(6, 9, size, { code: 'E_ORIGIN', size, file, zh, en });
    }
    if (this.isSignedBy(keys, await noteOf(this.files, kept))) return;
    const zh = `第二来源的检查点 ${size}：没有已知密钥的有效 SM2 签名`;
    const en = `checkpoint ${size} of the second origin: a signature (SM2) does not hold, or none is by a key that is known`;
    this.findings.add(6, 9, size, { code: 'E_SIG', size, file, zh, en });
  }

  /** Every line that is by a known key holds, and there is one. */
  private isSignedBy(keys: readonly SmKey[], { text, signatures }: Note): boolean {
    const known = signatures.flatMap((line) => {
      const key = keys.find(({ name, id }) => name === line.name && id === line.id);
      return key ? [{ key, line }] : [];
    });
    return (
      known.length > 0 &&
      known.every(({ key, line }) => verifiesSm2(this.host.sm3, key.bytes, utf8(text), line.signature))
    );
  }

  private checkRoot({ size, root }: Checkpoint): void {
    const own = this.roots.get(size);
    if (own && hexOf(own) === hexOf(root)) return;
    const zh = `第二来源的检查点 ${size}：由事件算出的树根不同`;
    const en = `checkpoint ${size} of the second origin: the events give another root`;
    this.findings.add(6, 10, size, { code: 'E_ROOT', size, zh, en });
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
    this.findings.add(6, 10, seq, { code: 'E_ROOT', seq, zh, en });
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
