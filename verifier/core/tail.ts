import { bytesOfHex, utf8 } from './bytes.js';
import type { Claims } from './claims.js';
import type { BagFile } from './container.js';
import type { Findings } from './findings.js';
import { isCount, isDigest, isPath, isWord } from './forms.js';
import type { Host } from './host.js';
import { canonical, type JsonObject } from './json.js';
import type { Leaf } from './leaf.js';
import { RecordFile } from './lines.js';
import type { Subjects } from './subjects.js';
import { includes, leafHash, pathOf } from './tree.js';

export interface HeadLine {
  readonly count: number;
  readonly index: number;
  readonly leaf: string;
  readonly path: readonly string[];
  readonly seq: number;
  readonly subject: string;
  readonly version: number;
}

/** The lines of `heads.jsonl`; one for each of the bag's few subjects. */
export async function readHeads(file: BagFile | undefined) {
  const lines: HeadLine[] = [];
  let seq: unknown;
  const heads = new RecordFile<HeadLine>(
    file,
    (line: JsonObject) => ({
      count: { form: isCount },
      index: { form: (index) => isCount(index) && Number(index) < Number(line['count']) },
      leaf: { form: isDigest },
      path: { form: isPath },
      seq: { form: (value) => isCount(value) && value === (seq ??= value) },
      subject: { form: isWord },
      version: { form: isCount },
    }),
    { by: 'subject', strictly: true },
  );
  await heads.drain((line) => lines.push(line));
  return { lines, fault: heads.fault };
}

/** Step 11: nothing is left out at the end of a decision's subjects. */
export class Tail {
  private heads: Leaf | undefined;
  private later = false;

  constructor(
    private readonly host: Host,
    private readonly claims: Claims,
    private readonly lines: readonly HeadLine[],
    private readonly findings: Findings,
  ) {}

  /** Position of the event that the proofs name. */
  get seq(): number | undefined {
    return this.lines[0]?.seq;
  }

  see(leaf: Leaf, isComplete: boolean): void {
    if (leaf.seq === this.seq) this.heads = leaf;
    if (isComplete && this.seq !== undefined && leaf.seq > this.seq) this.later = true;
  }

  check(subjects: Subjects): void {
    const proved = new Set(this.lines.map(({ subject }) => subject));
    const faults = this.lines.filter((line) => !this.holds(line, subjects)).map(({ subject }) => subject);
    for (const subject of this.seq === undefined ? [] : (this.claims.subjects ?? []))
      if (!proved.has(subject) && subjects.lastOf(subject)?.counted) faults.push(subject);
    faults.sort().forEach((subject, place) => {
      const zh = `${subject} 末尾的事件未装入本包，或缺少未遗漏的证明`;
      const en = `events at the end of ${subject} were left out, or nothing proves that none was`;
      this.findings.add(11, 0, place, { code: 'E_TAIL_OMITTED', subject, zh, en });
    });
    if (this.seq !== undefined && !this.later) return;
    const zh = this.later ? '部分事件晚于证明末尾完整的登记' : '没有证明末尾完整的登记';
    const en = this.later
      ? 'some events are later than what proves that the tail is whole'
      : 'nothing proves that no event was left out at the tail';
    this.findings.add(11, 0, Infinity, { code: 'W_TAIL', zh, en });
  }

  private holds({ count, index, leaf, path, subject, version }: HeadLine, subjects: Subjects): boolean {
    const { heads } = this;
    const { payload } = heads?.data ?? {};
    const isHeads =
      heads?.subject === 'installation' && heads.type === 'HeadsRecorded' && payload?.['size'] === heads.seq;
    const { root } = payload ?? {};
    if (!isHeads || payload?.['count'] !== count || !isDigest(root ?? null)) return false;
    const counted = subjects.lastOf(subject)?.counted;
    if (!this.claims.subjects?.includes(subject) || counted?.version !== version || counted.hash !== leaf)
      return false;
    const entry = leafHash(this.host.sha256, utf8(canonical({ leaf, subject, version }) ?? ''));
    return includes(this.host.sha256, {
      index,
      size: count,
      leaf: entry,
      path: pathOf(path),
      root: bytesOfHex(String(root)),
    });
  }
}
