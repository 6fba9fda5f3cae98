import { bytesOfHex, equal } from './bytes.js';
import type { Claims } from './claims.js';
import type { BagFile } from './container.js';
import type { Findings } from './findings.js';
import { isCount, isPath } from './forms.js';
import type { Host } from './host.js';
import { RecordFile } from './lines.js';
import type { Checkpoint } from './note.js';
import type { Seen } from './subjects.js';
import { GrowingTree, includes, pathOf } from './tree.js';

interface InclusionLine {
  readonly path: readonly string[];
  readonly seq: number;
}

/** Step 5 for a decision: each leaf's audit path, read along with the leaves. */
export class Inclusion {
  readonly file: RecordFile<InclusionLine>;
  private readonly root: Uint8Array;

  constructor(
    private readonly host: Host,
    private readonly claims: Claims,
    file: BagFile | undefined,
    private readonly findings: Findings,
  ) {
    const members = { path: { form: isPath }, seq: { form: isCount } };
    this.file = new RecordFile(file, members, { by: 'seq', strictly: true });
    this.root = bytesOfHex(claims.root);
  }

  async see({ leaf: { seq, subject }, hash }: Seen): Promise<void> {
    for (let line = await this.file.peek(); line && line.seq < seq; line = await this.file.peek()) {
      this.stray(line);
      await this.file.take();
    }
    const line = await this.file.peek();
    const isThere = line?.seq === seq;
    if (isThere) await this.file.take();
    const { size } = this.claims;
    const proof = { index: seq, size, leaf: hash, path: pathOf(line?.path ?? []), root: this.root };
    if (isThere && includes(this.host.sha256, proof)) return;
    const zh = `第 ${seq} 号事件不在树根之下：内容被改动，或缺少证明`;
    const en = `event ${seq} is not below the root: it was changed, or its proof is missing`;
    this.findings.add(5, 0, seq, { code: 'E_ROOT', seq, subject, zh, en });
  }

  async end(): Promise<void> {
    await this.file.drain((line) => this.stray(line));
  }

  private stray({ seq }: InclusionLine): void {
    const zh = `第 ${seq} 号位置有证明而无事件`;
    const en = `there is a proof for position ${seq}, and no event`;
    this.findings.add(5, 0, seq, { code: 'E_ROOT', seq, zh, en });
  }
}

/** Step 5 for a whole ledger: the tree grows with the leaves, and its root is kept at every size that was signed. */
export class WholeTree {
  private readonly tree: GrowingTree;
  private readonly roots = new Map<number, Uint8Array>();

  constructor(
    host: Host,
    private readonly wanted: ReadonlySet<number>,
    private readonly findings: Findings,
  ) {
    this.tree = new GrowingTree(host.sha256);
    this.keep();
  }

  see(hash: Uint8Array): void {
    this.tree.append(hash);
    this.keep();
  }

  /** The root at one of the sizes that were asked for; undefined beyond the leaves. */
  rootAt(size: number): Uint8Array | undefined {
    return this.roots.get(size);
  }

  end(notes: readonly Checkpoint[], claims: Claims): void {
    for (const { size, root } of notes)
      this.compare(size, root, size, `检查点 ${size}`, `checkpoint ${size}`);
    this.compare(claims.size, bytesOfHex(claims.root), Infinity, 'bag.json', 'bag.json');
  }

  private compare(size: number, root: Uint8Array, place: number, zh: string, en: string): void {
    const own = this.rootAt(size);
    if (!own) {
      const beyond = {
        zh: `${zh}：只剩 ${this.tree.size} 个事件`,
        en: `${en}: only ${this.tree.size} events are left`,
      };
      this.findings.add(5, 0, place, { code: 'E_TRUNCATED', size, ...beyond });
    } else if (!equal(own, root)) {
      const other = {
        zh: `${zh}：由事件算出的树根不同，其下有事件被改动`,
        en: `${en}: the events give another root; one below it was changed`,
      };
      this.findings.add(5, 0, place, { code: 'E_ROOT', size, ...other });
    }
  }

  private keep(): void {
    if (this.wanted.has(this.tree.size)) this.roots.set(this.tree.size, this.tree.root());
  }
}
