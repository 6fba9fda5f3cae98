import { hexOf } from './bytes.js';
import type { Claims } from './claims.js';
import type { Findings, Words } from './findings.js';
import { isObject } from './json.js';
import type { Leaf } from './leaf.js';

/** A leaf as it was read: its line from 0, and its hash. */
export interface Seen {
  readonly line: number;
  readonly leaf: Leaf;
  readonly hash: Uint8Array;
}

const at = ({ seq, subject }: Leaf, code: string, { zh, en }: Words) => ({
  code,
  seq,
  subject,
  zh: `第 ${seq} 号事件：${zh}`,
  en: `event ${seq}: ${en}`,
});

/** Step 3: position, source and time of every leaf. */
export class Sequence {
  private before = -1;
  private lastTime = '';
  /** Whether what is sorted by `seq` can be read along with the leaves. */
  isRising = true;

  constructor(
    private readonly claims: Claims,
    private readonly findings: Findings,
  ) {}

  see({ line, leaf }: Seen): void {
    const { claims, findings } = this;
    const { seq, source, time } = leaf;
    const follows = claims.scope === 'ledger' ? seq === line : seq > this.before;
    this.isRising &&= seq > this.before;
    if (!follows || seq >= claims.size) findings.add(3, 0, line, at(leaf, 'E_SEQ', OUT_OF_PLACE));
    if (source !== claims.source) findings.add(3, 0, line, at(leaf, 'E_ORIGIN', ELSEWHERE));
    if (time < this.lastTime) findings.add(3, 0, line, at(leaf, 'E_TIME_BACK', BACK));
    this.before = seq;
    this.lastTime = time;
  }
}

const OUT_OF_PLACE = {
  zh: '位置不连续或超出账本',
  en: 'not at the position that follows, or beyond the ledger',
};
const ELSEWHERE = { zh: '来源不是本账本', en: 'it comes from another installation' };
const BACK = { zh: '时间早于前一事件', en: 'its time is before that of the event before it' };

interface Last {
  version: number;
  hash: string;
  seq: number;
  /** The last one below the heads event, where there is one. */
  counted: { readonly version: number; readonly hash: string } | undefined;
}

/** Step 4: the events of each complete subject, one after the other. */
export class Subjects {
  private readonly last = new Map<string, Last>();
  private readonly named: ReadonlySet<string> | undefined;

  /** @param headsAt position of the event that the heads proofs name */
  constructor(
    claims: Claims,
    private readonly findings: Findings,
    private readonly headsAt: number | undefined,
  ) {
    this.named = claims.subjects && new Set(claims.subjects);
  }

  isComplete(subject: string): boolean {
    return this.named?.has(subject) ?? true;
  }

  lastOf(subject: string): Readonly<Last> | undefined {
    return this.last.get(subject);
  }

  see({ line, leaf, hash }: Seen): void {
    const { subject, seq, prev } = leaf;
    const { version } = leaf.data;
    if (!this.isComplete(subject)) return;
    const before = this.last.get(subject);
    if (version !== (before?.version ?? -1) + 1)
      this.findings.add(4, 0, line, at(leaf, 'E_DECISION_GAP', GAP));
    if (prev !== (before?.hash ?? '')) this.findings.add(4, 0, line, at(leaf, 'E_CHAIN', UNCHAINED));
    this.checkRead(line, leaf);
    const hex = hexOf(hash);
    const counted =
      this.headsAt !== undefined && seq < this.headsAt ? { version, hash: hex } : before?.counted;
    this.last.set(subject, { version, hash: hex, seq, counted });
  }

  end(): void {
    for (const subject of this.named ?? []) {
      if (this.last.has(subject)) continue;
      const zh = `${subject} 应完整在包内，却没有任何事件`;
      const en = `${subject} is said to be here whole, and has no event here`;
      this.findings.add(4, 0, Infinity, { code: 'E_DECISION_GAP', subject, zh, en });
    }
  }

  /** What its facts have read of a meeting or consultation can be checked only where that is here. */
  private checkRead(line: number, leaf: Leaf): void {
    for (const kind of this.named ? ['meeting', 'consultation'] : []) {
      const fact = leaf.data.facts[kind];
      if (!isObject(fact)) continue;
      const { [kind]: id, position } = fact;
      if (typeof id !== 'string' || typeof position !== 'number' || position < 0) continue;
      if (this.named?.has(`${kind}/${id}`)) continue;
      const zh = `所引 ${kind}/${id} 的事件不在包内`;
      const en = `it rests on ${kind}/${id}, whose events are not here`;
      this.findings.add(4, 0, line, at(leaf, 'E_DECISION_GAP', { zh, en }));
    }
  }
}

const GAP = { zh: '同一事项的前一版本缺失', en: 'a version of its subject is missing before it' };
const UNCHAINED = {
  zh: '与同一事项前一事件的哈希链不符',
  en: 'it is not chained to the event of its subject before it',
};
