import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { Rows } from '../database/database.js';
import { erasedDigests } from './erasures.js';
import { atEvent, atHead, type Finding, Found } from './findings.js';
import { type Judge, type Judging, JudgingAtOnce } from './judging.js';
import type { Leaf } from './leaf.js';
import { CompactRange } from './tree.js';
import { ActorSignatures } from './verify-actor-signatures.js';
import { SignedSizes, type Trust } from './verify-checkpoints.js';
import { checkColumns, checkDisclosures, checkedLeaf, checkPlace, openedDisclosure } from './verify-event.js';
import { type EventRow, type Page, readPage, readSummary, type Summary } from './verify-pages.js';
import { SubjectsSoFar } from './verify-subjects.js';
import { type Counted, Trail } from './verify-trail.js';

/** How far the events of a ledger were judged, and the root over them: their very bytes. */
export interface JudgedSoFar {
  readonly position: number;
  readonly root: Buffer;
}

/** Something that is verified over the same leaves: a second origin. */
export interface Alongside {
  begin(): Promise<void>;
  /** A leaf that holds, and how many there are with it. @throws Found */
  see(leaf: Buffer, size: number): void | Promise<void>;
  /** After the last of `size` leaves. @throws Found */
  end(size: number): Promise<void>;
}

export interface VerifyOptions {
  /** Called after every page of events, with how many are judged. */
  onProgress?(progress: { readonly done: number; readonly of: number }): void;
  /** What an earlier verification judged: it has to be met on the way. */
  readonly judgedBefore?: JudgedSoFar | undefined;
  /** Looks at the same leaves for a log of its own; what it throws as `Found` is the finding. */
  readonly alongside?: Alongside | undefined;
  /** Called after a page when more is judged than before. */
  onJudged?(reached: JudgedSoFar): void;
}

/** The ledger is not the one of which a part was judged before: nothing of that counts. */
export class NotAsJudged extends Error {}

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
 *
 * @throws NotAsJudged when the events that were `judgedBefore` are not those
 */
export async function verifyLedger(
  rows: Rows,
  trust: Trust,
  judge?: Judge | Judging,
  options: VerifyOptions = {},
): Promise<VerifyReport> {
  const judging = typeof judge === 'function' ? new JudgingAtOnce(judge) : judge;
  const verification = new Verification(rows, trust, judging, options);
  try {
    await verification.run();
    return verification.report(undefined);
  } catch (error) {
    if (!(error instanceof Found)) throw error;
    return await verification.reportOf(error.finding);
  }
}

class Verification {
  private readonly range = CompactRange.empty();
  private readonly trail = new Trail();
  private readonly signed: SignedSizes;
  private readonly subjects: SubjectsSoFar;
  private readonly signatures: ActorSignatures;
  private erasedByAct = new Set<string>();
  private lastTime = '';
  private disclosures = 0;
  private erased = 0;
  /** Whether the events that were judged before have been met, by the root over them. */
  private met: boolean;

  constructor(
    private readonly rows: Rows,
    trust: Trust,
    private readonly judging: Judging | undefined,
    private readonly options: VerifyOptions,
  ) {
    this.signed = new SignedSizes(rows, trust);
    this.subjects = new SubjectsSoFar(rows);
    this.signatures = new ActorSignatures(rows);
    this.met = (options.judgedBefore?.position ?? 0) === 0;
  }

  async run(): Promise<void> {
    const summary = await readSummary(this.rows);
    await this.signed.begin();
    await this.options.alongside?.begin();
    const size = summary.events;
    await this.signed.meet(0, this.range.root());
    for (let from = 0; from < size; from += PAGE) {
      const to = Math.min(from + PAGE, size);
      const page = await readPage(this.rows, from, to);
      for (const row of page.events) await this.event(row, page);
      // There is an event at `size` - 1, so the rest of this page was taken out.
      if (this.range.size !== to) throw atEvent('E_SEQ', this.range.size, ['位置空缺', 'missing']);
      this.tellHowFar(size);
      await letOthersRun();
      this.stopIfObjected();
    }
    await this.judging?.settle();
    this.stopIfObjected();
    this.tellHowFar(size);
    this.refuseUnlessMet();
    await this.signed.end(size, summary.signed);
    await this.options.alongside?.end(size);
    this.checkHead(summary);
  }

  /** Something is wrong with the rows; but an event before it may have been unlawful, and then comes first. */
  async reportOf(finding: Finding): Promise<VerifyReport> {
    await this.judging?.settle();
    this.refuseUnlessMet();
    const objected = this.objected();
    return this.report(objected?.finding ?? finding);
  }

  report(finding: Finding | undefined): VerifyReport {
    const judged = this.judging !== undefined;
    const { objected } = this.judging ?? {};
    if (objected) return { finding, judged, ...this.trail.before(objected.leaf.seq) };
    return { finding, judged, events: this.range.size, root: this.range.root(), ...this.counted() };
  }

  private counted(): Counted {
    const { disclosures, erased } = this;
    const { checked: checkpoints, covered, unchecked } = this.signed;
    return { unchecked, checkpoints, covered, disclosures, erased };
  }

  private tellHowFar(of: number): void {
    const before = this.trail.reached.position;
    this.trail.judgedUpTo(this.judging ? this.judging.judgedBelow : this.range.size);
    const { reached } = this.trail;
    if (reached.position > before) this.options.onJudged?.(reached);
    this.options.onProgress?.({ done: reached.position, of });
  }

  private objected(): Found | undefined {
    const { leaf, objection } = this.judging?.objected ?? {};
    return leaf && objection && atEvent(objection.code, leaf.seq, [objection.zh, objection.en], leaf);
  }

  /** @throws Found */
  private stopIfObjected(): void {
    const found = this.objected();
    if (found) throw found;
  }

  /** A part that was judged before counts only where the same bytes are met again, all of them. @throws NotAsJudged */
  private refuseUnlessMet(): void {
    if (!this.met) throw new NotAsJudged();
  }

  private async event(row: EventRow, page: Page): Promise<void> {
    const seq = this.range.size;
    const { leaf, hash } = checkedLeaf(row, seq);
    const { subject, time, data } = leaf;
    checkPlace(leaf, seq, await this.subjects.before(subject, seq), this.lastTime);
    checkColumns(row, leaf);
    const kept = page.disclosures.get(seq) ?? [];
    const gone = checkDisclosures(leaf, kept);
    await this.refuseUnlessErased(leaf, gone);
    await this.signatures.see(leaf);
    if (this.judging) {
      const disclosures = kept.map((disclosure) => openedDisclosure(disclosure, leaf));
      await this.judging.take({ leaf, bytes: row.bytes, disclosures });
      this.stopIfObjected();
    }
    await this.grow(hash, page);
    await this.options.alongside?.see(row.bytes, this.range.size);
    this.disclosures += kept.length;
    this.erased += gone.size;
    this.lastTime = time;
    this.subjects.move(subject, { version: data.version, leafHash: hash.toString('hex') });
    this.trail.add(hash, this.counted());
  }

  /** A disclosure may be gone only by an act on record; one may just have been recorded, so look again. */
  private async refuseUnlessErased(leaf: Leaf, digests: ReadonlySet<string>): Promise<void> {
    for (const digest of digests) {
      if (!this.erasedByAct.has(digest)) this.erasedByAct = await erasedDigests(this.rows);
      if (!this.erasedByAct.has(digest)) throw atEvent('E_DISCLOSURE_MISSING', leaf.seq, GONE, leaf);
    }
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
    const { judgedBefore } = this.options;
    if (judgedBefore?.position === size) this.met = judgedBefore.root.equals(this.range.root());
    if (judgedBefore?.position === size) this.refuseUnlessMet();
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
