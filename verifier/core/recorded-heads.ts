import { byCodeUnit, hexOf, utf8 } from './bytes.js';
import type { Findings } from './findings.js';
import type { Host } from './host.js';
import { canonical, isObject, type Json } from './json.js';
import type { Leaf } from './leaf.js';
import type { Seen } from './subjects.js';
import { GrowingTree, leafHash } from './tree.js';

interface Moved {
  readonly version: number;
  readonly hash: Uint8Array;
}

/**
 * Step 13a, in a bag of the whole ledger: what each `HeadsRecorded` says of all subjects is what the events before it
 * give. It keeps some 200 bytes a subject; only those that moved since the last one are hashed again.
 */
export class RecordedHeads {
  private readonly entries = new Map<string, Uint8Array>();
  private readonly moved = new Map<string, Moved>();
  private names: readonly string[] | undefined;
  private checkpointsTo = 0;
  private readonly faults: Leaf[] = [];

  constructor(private readonly host: Host) {}

  see({ leaf, hash }: Seen): void {
    if (leaf.subject === 'installation' && leaf.type === 'HeadsRecorded' && !this.isTrue(leaf))
      this.faults.push(leaf);
    this.moved.set(leaf.subject, { version: leaf.data.version, hash });
  }

  end(findings: Findings): void {
    for (const { seq, subject } of this.faults) {
      const zh = `第 ${seq} 号事件（HeadsRecorded）：所登记的各主体末位与其前各事件不符`;
      const en = `event ${seq} (HeadsRecorded): the heads that it records are not those of the events before it`;
      findings.add(12, 0, seq, { code: 'E_ILLEGAL', seq, subject, zh, en });
    }
  }

  private isTrue({ seq, data: { payload, facts } }: Leaf): boolean {
    const { count, root } = this.now();
    const told: Readonly<Record<string, Json>> = { count, root, size: seq };
    const agrees = Object.entries(told).every(([name, value]) => payload[name] === value);
    const { heads } = facts;
    if (heads === undefined) return agrees;
    if (!isObject(heads)) return false;
    const asPayload = ['checkpoints', 'count', 'root', 'size'].every((name) => heads[name] === payload[name]);
    const { checkpointsTo } = heads;
    if (typeof checkpointsTo !== 'number' || checkpointsTo < this.checkpointsTo || checkpointsTo > seq)
      return false;
    this.checkpointsTo = checkpointsTo;
    return agrees && asPayload;
  }

  private now(): { readonly count: number; readonly root: string } {
    for (const [subject, { version, hash }] of this.moved) {
      if (!this.entries.has(subject)) this.names = undefined;
      const entry = utf8(canonical({ leaf: hexOf(hash), subject, version }) ?? '');
      this.entries.set(subject, leafHash(this.host.sha256, entry));
    }
    this.moved.clear();
    this.names ??= [...this.entries.keys()].sort(byCodeUnit);
    const tree = new GrowingTree(this.host.sha256);
    for (const name of this.names) tree.append(this.entries.get(name) as Uint8Array);
    return { count: tree.size, root: hexOf(tree.root()) };
  }
}
