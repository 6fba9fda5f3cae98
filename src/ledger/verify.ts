import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { Rows } from '../database/database.js';
import { erasedDigests } from './erasures.js';
import { atEvent, atHead, type Finding, type FindingCode, Found } from './findings.js';
import type { Leaf } from './leaf.js';
import type { StoredDisclosure } from './reading.js';
import { CompactRange } from './tree.js';
import { SignedSizes, type Trust } from './verify-checkpoints.js';
import { checkColumns, checkDisclosures, checkedLeaf, checkPlace, openedDisclosure } from './verify-event.js';
import { type EventRow, type Page, readPage, readSummary, type Summary } from './verify-pages.js';
import { SubjectsSoFar } from './verify-subjects.js';

/** What a subject's replay says of an event; undefined when the event is what its procedure would have accepted. */
export interface Objection {
  readonly code: Extract<FindingCode, 'E_BLOB' | 'E_STATE' | 'E_ILLEGAL' | 'E_DEFINITION'>;
  readonly zh: string;
  readonly en: string;
}

/** Replays subjects: is called with every event in the order of the log. */
export type Judge = (
  leaf: Leaf,
  disclosures: readonly StoredDisclosure[],
) => Objection | undefined | Promise<Objection | undefined>;

export interface VerifyOptions {
  /** Called after every page of events. */
  onProgress?(progress: { readonly done: number; readonly of: number }): void;
}

export interface VerifyReport {
  /** The first thing that is wrong; undefined when all that was checked holds. */
  readonly finding: Finding | undefined;
  /** Events that were read and hold. */
  readonly events: number;
  /** Checkpoints of a former log (before a restore) whose signatures were not checked: its key was not brought. */
  readonly unchecked: number;
  /** Checkpoints that hold, and how many events the largest of them covers: later ones rest on nothing yet. */
  readonly checkpoints: number;
  readonly covered: number;
  readonly disclosures: number;
  /** Disclosures that are gone by a recorded erasure or order. */
  readonly erased: number;
  /** Root over all events that hold. */
  readonly root: Buffer;
  /** Whether the subjects were replayed too. */
  readonly judged: boolean;
}

const PAGE = 500;

/**
 * Checks the whole ledger from its rows alone: every leaf's bytes, position, version, chain and time, every
 * disclosure, the tree and its kept nodes, every checkpoint's signature and root, the head row, and, with a
 * judge, that every event was lawful. Stops at the first thing that is wrong. It needs the same memory for a
 * million events as for a thousand, and lets the program go on between pages. Events that are recorded
 * meanwhile are left for the next time.
 */
export async function verifyLedger(
  rows: Rows,
  trust: Trust,
  judge?: Judge,
  options: VerifyOptions = {},
): Promise<VerifyReport> {
  const verification = new Verification(rows, trust, judge);
  try {
    await verification.run(options);
    return verification.report(undefined);
  } catch (error) {
    if (error instanceof Found) return verification.report(error.finding);
    throw error;
  }
}

class Verification {
  private readonly range = CompactRange.empty();
  private readonly signed: SignedSizes;
  private readonly subjects: SubjectsSoFar;
  private erasedByAct = new Set<string>();
  private lastTime = '';
  private disclosures = 0;
  private erased = 0;

  constructor(
    private readonly rows: Rows,
    trust: Trust,
    private readonly judge: Judge | undefined,
  ) {
    this.signed = new SignedSizes(rows, trust);
    this.subjects = new SubjectsSoFar(rows);
  }

  async run({ onProgress }: VerifyOptions): Promise<void> {
    const summary = await readSummary(this.rows);
    await this.signed.begin();
    const size = summary.events;
    await this.signed.meet(0, this.range.root());
    for (let from = 0; from < size; from += PAGE) {
      const to = Math.min(from + PAGE, size);
      const page = await readPage(this.rows, from, to);
      for (const row of page.events) await this.event(row, page);
      // There is an event at `size` - 1, so the rest of this page was taken out.
      if (this.range.size !== to) throw atEvent('E_SEQ', this.range.size, ['位置空缺', 'missing']);
      onProgress?.({ done: to, of: size });
      await letOthersRun();
    }
    await this.signed.end(size, summary.signed);
    this.checkHead(summary);
  }

  report(finding: Finding | undefined): VerifyReport {
    const { disclosures, erased } = this;
    const { checked, covered, unchecked } = this.signed;
    const [events, root, judged] = [this.range.size, this.range.root(), this.judge !== undefined];
    return { finding, events, unchecked, checkpoints: checked, covered, disclosures, erased, root, judged };
  }

  private async event(row: EventRow, page: Page): Promise<void> {
    const seq = this.range.size;
    const { leaf, hash } = checkedLeaf(row, seq);
    const { subject, time, data } = leaf;
    checkPlace(leaf, seq, await this.subjects.before(subject, seq), this.lastTime);
    checkColumns(row, leaf);
    const kept = page.disclosures.get(seq) ?? [];
    await this.missing(leaf, checkDisclosures(leaf, kept));
    const objection = await this.judge?.(
      leaf,
      kept.map((disclosure) => openedDisclosure(disclosure, leaf)),
    );
    if (objection) throw atEvent(objection.code, seq, [objection.zh, objection.en], leaf);
    await this.grow(hash, page);
    this.disclosures += kept.length;
    this.lastTime = time;
    this.subjects.move(subject, { version: data.version, leafHash: hash.toString('hex') });
  }

  /** A disclosure may be gone only by an act on record; one may just have been recorded, so look again. */
  private async missing(leaf: Leaf, digests: ReadonlySet<string>): Promise<void> {
    for (const digest of digests) {
      if (!this.erasedByAct.has(digest)) this.erasedByAct = await erasedDigests(this.rows);
      if (!this.erasedByAct.has(digest)) throw atEvent('E_DISCLOSURE_MISSING', leaf.seq, GONE, leaf);
    }
    this.erased += digests.size;
  }

  /** Adds the leaf to the tree; compares the nodes that it completes, and the root where one was signed. */
  private async grow(hash: Buffer, page: Page): Promise<void> {
    const seq = this.range.size;
    for (const { level, index, hash: computed } of this.range.append(hash)) {
      if (level === 0 || page.nodes.get(`${level}/${index}`)?.equals(computed)) continue;
      const zh = `树节点 ${level}/${index} 与重新计算的不同，它或其下的事件被改动`;
      const en = `tree node ${level}/${index} is not what the events give: it, or an event below it, was changed`;
      throw atEvent('E_ROOT', seq, [zh, en]);
    }
    const { size } = this.range;
    if (await this.signed.wants(size)) await this.signed.meet(size, this.range.root());
  }

  /** Last, so that whatever the head row hides is named by its own place in the log. */
  private checkHead({ head, events }: Summary): void {
    if (!head) throw atHead('E_INDEX', ['缺失或自相矛盾', 'it is missing or contradicts itself']);
    const { size } = head.range;
    if (size > events) {
      throw atHead('E_TRUNCATED', [
        `应有 ${size} 个事件，实有 ${events} 个`,
        `it counts ${size} events, and there are ${events}`,
      ]);
    }
    if (size < events) {
      throw atHead('E_SEQ', [
        `只记 ${size} 个事件，实有 ${events} 个`,
        `it counts only ${size} of ${events} events`,
      ]);
    }
    if (!head.range.root().equals(this.range.root())) {
      throw atHead('E_ROOT', ['树根与事件不符', 'its root is not that of the events']);
    }
    if (head.lastTime !== this.lastTime) {
      throw atHead('E_INDEX', ['末次时间与末一事件不符', 'its time is not that of the last event']);
    }
  }
}

const GONE = [
  '披露内容缺失，且没有依法删除的记录',
  'a disclosure is missing, and no recorded act erased it',
] as const;
