import { ActorSignatures } from './actor-signatures.js';
import type { Auditor } from './auditor.js';
import { readClaims, type Claims } from './claims.js';
import { Checkpoints } from './checkpoints.js';
import { consistencyOf } from './consistency.js';
import { bytesOf, checkedBag, pathsUnder, type Digests, type Files } from './container.js';
import { Disclosures } from './disclosures.js';
import { byCodeUnit } from './bytes.js';
import { Ended, Findings, verdictOf, type Finding, type Verdict } from './findings.js';
import type { Host } from './host.js';
import { Inclusion, WholeTree } from './inclusion.js';
import { readCanonical } from './json.js';
import { MAX_LEAF, readLeaf, type LeafReading } from './leaf.js';
import { Lending } from './lending.js';
import { Lines, notParsed } from './lines.js';
import { keptCheckpoints, receiptSizes } from './notes.js';
import { Papers } from './papers.js';
import { Receipts } from './receipts.js';
import { RecordedHeads } from './recorded-heads.js';
import { replay, type Replayed } from './replay.js';
import { Said } from './said.js';
import { SecondOrigin, secondOriginIn } from './second-origin.js';
import { Sequence, Subjects, type Seen } from './subjects.js';
import { readHeads, Tail } from './tail.js';
import { AttestedTimes, Times } from './times.js';
import { leafHash } from './tree.js';

export const LEAVES = 'data/ledger/leaves.jsonl';
const MAX_CONTENT = 16 * 1024 * 1024;

/** What is being done, for a progress bar: `done` of `of`, in bytes or events. */
export type Progress = (what: 'bytes' | 'events' | 'replay', done: number, of: number) => void;

export interface Report extends Verdict {
  readonly findings: readonly Finding[];
  /** How many more there are of a code than are listed. */
  readonly more?: Readonly<Record<string, number>>;
  readonly bag?: {
    readonly scope: Claims['scope'];
    readonly subject?: string;
    readonly origin: string;
    readonly size: number;
    readonly root: string;
    readonly exportedAt: string;
  };
  readonly events?: number;
  readonly checkpoints?: number;
  /** Disclosures that are gone by an act on record. */
  readonly erased?: number;
  readonly replayed?: Replayed;
}

/**
 * Verifies a bag against what the auditor brings, in the order of docs/bag.md. Nothing in the bag is a ground for trust,
 * and nothing is written.
 *
 * @param open the files of the bag; what it throws as `Ended` is part of the verdict
 */
export async function verify(
  host: Host,
  open: () => Promise<Files> | Files,
  auditor: Auditor,
  progress: Progress = () => undefined,
): Promise<Report> {
  try {
    const files = await open();
    const digests = await checkedBag(host, files, bytesSeen(files, progress));
    const claims = await readClaims(files);
    return await new Verification(host, files, digests, claims, auditor, progress).report();
  } catch (error) {
    if (!(error instanceof Ended)) throw error;
    return { code: error.finding.code, exit: 1, findings: [error.finding] };
  }
}

function bytesSeen(files: Files, progress: Progress): (bytes: number) => void {
  const all = [...files.values()].reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  return (bytes) => progress('bytes', (done += bytes), all);
}

class Verification {
  private readonly findings = new Findings();
  private readonly said: Said;
  private readonly times = new Times();
  private events = 0;

  constructor(
    private readonly host: Host,
    private readonly files: Files,
    private readonly digests: Digests,
    private readonly claims: Claims,
    private readonly auditor: Auditor,
    private readonly progress: Progress,
  ) {
    this.said = new Said(claims);
  }

  async report(): Promise<Report> {
    const { host, files, claims, auditor, findings } = this;
    const { notes, faults } = await keptCheckpoints(files);
    const sm = await secondOriginIn(files);
    const second = new SecondOrigin(this.host, files, claims, sm.notes, auditor.smKeys, findings);
    const receipts = await receiptSizes(files);
    const heads = await readHeads(files.get('data/ledger/heads.jsonl'));
    const consistency = consistencyOf(files);
    const pass = new LeafPass(this.host, files, this.digests, claims, auditor, findings, {
      heads: heads.lines,
      roots: new Set([claims, ...notes, ...auditor.pins].map(({ size }) => size).concat(receipts.sizes)),
    });
    await this.readLeaves(pass, second);
    const later = [...faults, ...sm.faults, ...receipts.faults, ...(await this.contentFaults())];
    await this.endParsing(
      pass,
      later.concat(heads.fault ?? [], await faultOf(consistency), await second.faults()),
    );
    pass.end(notes);
    const checkpoints = new Checkpoints(host, files, claims, notes, auditor, findings);
    const signed = await checkpoints.check(this.said, consistencyOf(files), pass.rootAt);
    await second.end(this.said);
    await new AttestedTimes(host, files, notes, auditor, findings).check(signed, this.times);
    await pass.receipts.check(checkpoints.keys, this.said.origins, notes, pass.rootAt);
    if (claims.scope === 'decision') pass.tail.check(pass.subjects);
    const replayed = await this.replay(pass);
    const { findings: told, more } = findings.told();
    const { scope, subject, origin, size, root, exportedAt } = claims;
    return {
      ...verdictOf(told),
      findings: told,
      ...(Object.keys(more).length === 0 ? {} : { more }),
      bag: { scope, ...(subject === undefined ? {} : { subject }), origin, size, root, exportedAt },
      events: this.events,
      checkpoints: notes.length,
      erased: pass.erased,
      ...(replayed && { replayed }),
    };
  }

  private async readLeaves(pass: LeafPass, second: SecondOrigin): Promise<void> {
    const file = this.files.get(LEAVES);
    if (!file) return;
    const lines = new Lines(file, MAX_LEAF);
    for (let line = 0; ; line += 1) {
      const bytes = await lines.next();
      if (bytes === undefined) break;
      const reading = bytes === 'broken' ? TOO_LONG : readLeaf(bytes);
      if (bytes === 'broken' || reading.is !== 'leaf') throw new Ended(notALeaf(line, reading));
      const seen = { line, leaf: reading.leaf, hash: leafHash(this.host.sha256, bytes) };
      this.said.see(seen.leaf);
      this.times.see(seen.leaf.seq, seen.leaf.time);
      await pass.see(seen);
      await second.see(seen.leaf.seq, bytes, pass.isRising);
      this.events += 1;
      if (this.events % 256 === 0) this.progress('events', this.events, this.claims.size);
    }
    this.progress('events', this.events, this.events);
  }

  /** What else is not as it must be, in the order of paths; the leaves came before. @throws Ended */
  private async endParsing(pass: LeafPass, faults: readonly Finding[]): Promise<void> {
    const all = [...faults, ...(await pass.faults())];
    const [first] = all.sort((a, b) => byCodeUnit(a.file ?? '', b.file ?? ''));
    if (first) throw new Ended(first);
  }

  private async contentFaults(): Promise<Finding[]> {
    const faults: Finding[] = [];
    for (const path of pathsUnder(this.files, 'data/content/')) {
      const file = this.files.get(path);
      const isRead =
        file && file.size <= MAX_CONTENT && readCanonical(await bytesOf(file, MAX_CONTENT)) !== undefined;
      if (!isRead) faults.push(notParsed(path, 'content', '内容'));
    }
    return faults;
  }

  /** Where the leaves are not in order, whole or in the tree, there is nothing that a replay could say. */
  private replay({ subjects, recordedHeads }: LeafPass): Promise<Replayed> | undefined {
    const { host, files, digests, claims, auditor, findings, events } = this;
    if (findings.failedIn(3, 4, 5)) return undefined;
    recordedHeads?.end(findings);
    return replay({
      host,
      files,
      digests,
      claims,
      auditor,
      findings,
      events,
      lastOf: (subject) => subjects.lastOf(subject)?.seq,
      progress: (done, of) => this.progress('replay', done, of),
    });
  }
}

async function faultOf(file: ReturnType<typeof consistencyOf>): Promise<Finding[]> {
  await file.drain(() => undefined);
  return file.fault ? [file.fault] : [];
}

const TOO_LONG: LeafReading = { is: 'E_PARSE', why: 'line' };

function notALeaf(line: number, reading: LeafReading): Finding {
  const { is: code, why } = reading.is === 'leaf' ? { is: 'E_PARSE', why: '' } : reading;
  const [zh, en] =
    code === 'E_PARSE'
      ? ['不是一个事件', 'this is no event']
      : [
          '不是唯一的规范写法（空白、键序或写法被改动）',
          'not in its one canonical form: spaces, order or writing were changed',
        ];
  return {
    code,
    file: LEAVES,
    zh: `第 ${line + 1} 行：${zh}（${why}）`,
    en: `line ${line + 1}: ${en} (${why})`,
  };
}

/** One reading of the leaves, for all the steps that look at them. */
class LeafPass {
  readonly subjects: Subjects;
  readonly receipts: Receipts;
  readonly tail: Tail;
  private readonly signatures: ActorSignatures;
  private readonly lending: Lending;
  readonly rootAt: (size: number) => Uint8Array | undefined;
  private readonly sequence: Sequence;
  private readonly inclusion: Inclusion | undefined;
  private readonly tree: WholeTree | undefined;
  readonly recordedHeads: RecordedHeads | undefined;
  private readonly disclosures: Disclosures;
  private readonly papers: Papers;

  constructor(
    host: Host,
    files: Files,
    digests: Digests,
    private readonly claims: Claims,
    auditor: Auditor,
    findings: Findings,
    wanted: {
      readonly heads: Awaited<ReturnType<typeof readHeads>>['lines'];
      readonly roots: ReadonlySet<number>;
    },
  ) {
    const inLedger = (name: string) => files.get(`data/ledger/${name}.jsonl`);
    this.tail = new Tail(host, claims, wanted.heads, findings);
    this.sequence = new Sequence(claims, findings);
    this.subjects = new Subjects(claims, findings, this.tail.seq);
    if (claims.scope === 'decision')
      this.inclusion = new Inclusion(host, claims, inLedger('inclusion'), findings);
    else {
      this.tree = new WholeTree(host, wanted.roots, findings);
      this.recordedHeads = new RecordedHeads(host);
    }
    this.papers = new Papers(files, digests, findings);
    const texts = { disclosures: inLedger('disclosures'), withheld: inLedger('withheld') };
    this.disclosures = new Disclosures(host, texts, this.papers.isHere, findings);
    this.receipts = new Receipts(host, files, claims, auditor, findings);
    this.signatures = new ActorSignatures(host, claims, findings);
    this.lending = new Lending(findings);
    this.rootAt = (size) => this.tree?.rootAt(size);
  }

  get erased(): number {
    return this.disclosures.erased;
  }

  get isRising(): boolean {
    return this.sequence.isRising;
  }

  async see(seen: Seen): Promise<void> {
    const { leaf } = seen;
    const isComplete = this.subjects.isComplete(leaf.subject);
    this.sequence.see(seen);
    this.subjects.see(seen);
    this.tree?.see(seen.hash);
    this.recordedHeads?.see(seen);
    this.papers.see(leaf, isComplete);
    this.receipts.see(seen);
    this.tail.see(leaf, isComplete);
    await this.signatures.see(leaf, isComplete);
    this.lending.see(leaf, isComplete);
    // What stands beside the leaves is sorted as they should be: where they are not, there is nothing to compare.
    if (!this.sequence.isRising) return;
    await this.inclusion?.see(seen);
    await this.disclosures.see(leaf, isComplete);
  }

  /** Reads what is left of the files beside the leaves. @returns what in them is not as it must be */
  async faults(): Promise<Finding[]> {
    await this.inclusion?.end();
    await this.disclosures.end();
    const { file, withheldFile } = this.disclosures;
    return [this.inclusion?.file.fault, file.fault, withheldFile.fault].filter(
      (fault) => fault !== undefined,
    );
  }

  end(notes: Awaited<ReturnType<typeof keptCheckpoints>>['notes']): void {
    this.subjects.end();
    this.tree?.end(notes, this.claims);
    this.papers.end(this.disclosures.withheldPapers);
  }
}
