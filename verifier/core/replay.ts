import { askedFaults, toldOf } from './asked.js';
import type { Auditor } from './auditor.js';
import { textOf } from './bytes.js';
import type { Claims } from './claims.js';
import { bytesOf, type Digests, type Files } from './container.js';
import { disclosuresOf, openDisclosure, type Disclosed } from './disclosures.js';
import { factFaults, type FactFault } from './facts.js';
import type { Findings, Words } from './findings.js';
import { Unsupported, type Host } from './host.js';
import { isObject, type Json } from './json.js';
import { MAX_LEAF, type Leaf } from './leaf.js';
import { Lines } from './lines.js';
import { actOf, disagreeingField, isBuiltWorkflow, type BuiltWorkflow } from './procedure.js';
import { Registers, type Told } from './registers.js';
import { standsBySides, stoodInAfter, type StoodIn } from './sides.js';

export interface Replayed {
  readonly decisions: number;
  readonly events: number;
}

export interface ReplayOf {
  readonly host: Host;
  readonly files: Files;
  readonly digests: Digests;
  readonly claims: Claims;
  readonly auditor: Auditor;
  readonly findings: Findings;
  /** How many events there are, for the progress. */
  readonly events: number;
  /** Position of a subject's last event. */
  readonly lastOf: (subject: string) => number | undefined;
  readonly progress: (done: number, of: number) => void;
}

/** Decisions that are under way at one time; where there are more, the leaves are read again for the others. */
const UNDER_WAY = 5_000;
const MAX_MODULE = 64 * 1024 * 1024;

/** Step 13: every event of every decision, judged again by its own procedure. */
export async function replay(of: ReplayOf): Promise<Replayed> {
  const definitions = new Definitions(of);
  const done = new Set<string>();
  let events = 0;
  for (let more = true; more;) {
    const pass = new Pass(of, definitions, done);
    await pass.run();
    events += pass.judged;
    more = pass.postponed;
  }
  return { decisions: done.size, events };
}

/** The built workflows and calendars, each read and compared with its digest once. */
class Definitions {
  private readonly workflows = new Map<string, BuiltWorkflow | undefined>();
  private readonly days = new Map<string, unknown>();

  constructor(private readonly of: ReplayOf) {}

  /** Undefined when it must not, or cannot, be run; then that is said, once, at the event that needs it. */
  async workflow(sha256: string, seq: number): Promise<BuiltWorkflow | undefined> {
    if (!this.workflows.has(sha256)) this.workflows.set(sha256, await this.load(sha256, seq));
    return this.workflows.get(sha256);
  }

  /** Day counting on a calendar; undefined where that is not here. */
  async counting(workflow: BuiltWorkflow, calendar: Json | undefined, hash: string): Promise<unknown> {
    if (typeof calendar !== 'string') return undefined;
    const key = `${hash}/${calendar}`;
    if (!this.days.has(key)) {
      const bytes = await this.bytesAt(`data/content/${calendar}.json`, calendar);
      this.days.set(key, bytes && workflow.dayCountingOn(JSON.parse(textOf(bytes) ?? 'null')));
    }
    return this.days.get(key);
  }

  private async load(sha256: string, seq: number): Promise<BuiltWorkflow | undefined> {
    const { host, auditor, findings } = this.of;
    const bytes = await this.bytesAt(`data/definitions/${sha256}.mjs`, sha256);
    // Missing, or other bytes: step 9 has said so.
    if (!bytes) return undefined;
    const short = sha256.slice(0, 12);
    if (!auditor.definitions.has(sha256)) {
      const zh = `程序定义 ${short} 不在您允许运行之列（--definition ${sha256}），未重放`;
      const en = `the definition ${short} is not among those that you let run (--definition ${sha256}): not replayed`;
      findings.add(13, 0, seq, { code: 'W_DEFINITION_UNLISTED', seq, zh, en });
      return undefined;
    }
    try {
      if (!host.load) throw new Unsupported('no module loader');
      const { workflow } = ((await host.load(bytes, sha256)) ?? {}) as { readonly workflow?: unknown };
      if (isBuiltWorkflow(workflow)) return workflow;
      throw new Unsupported('no workflow');
    } catch (error) {
      if (!(error instanceof Unsupported)) throw error;
      const zh = `程序定义 ${short} 无法在此运行（${error.message}），未重放`;
      const en = `the definition ${short} cannot be run here (${error.message}): not replayed`;
      findings.add(13, 0, seq, { code: 'W_NO_REPLAY', seq, zh, en });
      return undefined;
    }
  }

  private async bytesAt(path: string, sha256: string): Promise<Uint8Array | undefined> {
    const file = this.of.files.get(path);
    return file && this.of.digests.get(path) === sha256 ? bytesOf(file, MAX_MODULE) : undefined;
  }
}

interface UnderWay {
  readonly hash: string;
  readonly workflow: BuiltWorkflow;
  state: unknown;
  stoodIn: StoodIn;
  /** Of its events so far, from the first. */
  readonly types: string[];
}

/** One reading of the leaves. */
class Pass {
  judged = 0;
  /** Decisions were met for which there was no room. */
  postponed = false;
  private readonly registers: Registers;
  private readonly underWay = new Map<string, UnderWay | 'blocked'>();
  private readonly before: ReadonlySet<string>;

  constructor(
    private readonly of: ReplayOf,
    private readonly definitions: Definitions,
    /** Decisions that are replayed, or that need no more; grows. */
    private readonly done: Set<string>,
  ) {
    this.registers = new Registers(of.host);
    this.before = new Set(done);
  }

  async run(): Promise<void> {
    const { files, events, progress } = this.of;
    const file = files.get('data/ledger/leaves.jsonl');
    if (!file) return;
    const lines = new Lines(file, MAX_LEAF);
    const texts = disclosuresOf(files.get('data/ledger/disclosures.jsonl'));
    for (let read = 1; ; read += 1) {
      const bytes = await lines.next();
      if (bytes === undefined || bytes === 'broken') break;
      const leaf = JSON.parse(textOf(bytes) ?? '') as Leaf;
      const disclosed: Disclosed[] = [];
      for (let line = await texts.peek(); line && line.seq <= leaf.seq; line = await texts.peek()) {
        await texts.take();
        const opened = line.seq === leaf.seq ? openDisclosure(line.encoded) : undefined;
        if (opened) disclosed.push(opened);
      }
      const told = await this.see(leaf, disclosed);
      this.registers.see(leaf, told);
      if (read % 64 === 0) progress(read, events);
    }
    progress(events, events);
  }

  /** @returns what the replay tells of the decision after this event */
  private async see(leaf: Leaf, disclosed: readonly Disclosed[]): Promise<Told | undefined> {
    const { subject, seq } = leaf;
    if (!subject.startsWith('decision/')) {
      // The registers' own facts are asked once, in the first reading.
      if (this.before.size === 0 && this.isComplete(subject)) this.checkFacts(leaf);
      return undefined;
    }
    if (!this.isComplete(subject) || this.before.has(subject)) return undefined;
    const standing = await this.standing(leaf);
    if (!standing) return undefined;
    const stands = standing !== 'blocked' && (await this.judge(leaf, disclosed, standing));
    if (!stands) this.underWay.set(subject, 'blocked');
    if (this.of.lastOf(subject) === seq) this.underWay.delete(subject);
    return stands ? toldOf(contextOf(standing), standing.state) : undefined;
  }

  private isComplete(subject: string): boolean {
    return this.of.claims.subjects?.includes(subject) ?? true;
  }

  private async standing(leaf: Leaf): Promise<UnderWay | 'blocked' | undefined> {
    const { subject, seq, workflowhash } = leaf;
    const known = this.underWay.get(subject);
    if (known) return known;
    if (this.underWay.size >= UNDER_WAY) {
      this.postponed = true;
      return undefined;
    }
    this.done.add(subject);
    if (workflowhash === undefined) this.illegal(leaf, 'E_ILLEGAL', NO_DEFINITION);
    const workflow =
      workflowhash === undefined ? undefined : await this.definitions.workflow(workflowhash, seq);
    const begun =
      workflow && workflowhash !== undefined
        ? { hash: workflowhash, workflow, state: undefined, stoodIn: [], types: [] }
        : 'blocked';
    this.underWay.set(subject, begun);
    return begun;
  }

  /** @returns false when the decision's further events cannot be judged */
  private async judge(leaf: Leaf, disclosed: readonly Disclosed[], standing: UnderWay): Promise<boolean> {
    const { workflow, hash } = standing;
    if (leaf.workflowhash !== hash) return this.illegal(leaf, 'E_ILLEGAL', OTHER_DEFINITION);
    const context = contextOf(standing);
    this.checkFacts(leaf, context['calendar']);
    const days = await this.definitions.counting(workflow, leaf.data.facts['calendar'], hash);
    if (days === undefined) return this.without(leaf);
    try {
      if (!this.isTakenInAlike(leaf, disclosed, workflow)) return false;
      this.tell(leaf, askedFaults(workflow, leaf, this.asBefore(standing, context)));
      const verdict = workflow.procedure.decide(standing.state, actOf(leaf, days));
      if (verdict.is !== 'accepted') return this.illegal(leaf, 'E_ILLEGAL', refusal(verdict));
      if (!standsBySides(workflow, standing.state, leaf, days, standing.stoodIn))
        return this.illegal(leaf, 'E_ILLEGAL', ONE_SIDE);
      standing.stoodIn = stoodInAfter(standing.stoodIn, leaf);
      standing.state = verdict.state;
      standing.types.push(leaf.type);
      if (workflow.procedure.stateHash?.(verdict.state) !== leaf.statehash)
        return this.illegal(leaf, 'E_STATE', OTHER_STATE);
    } catch (error) {
      // A payload that no procedure would have taken in can be anything: what breaks on it would not have accepted it.
      const why = error instanceof Error ? error.message.slice(0, 200) : String(error);
      return this.illegal(leaf, 'E_ILLEGAL', {
        zh: `程序无法处理（${why}）`,
        en: `the procedure breaks on it (${why})`,
      });
    }
    this.judged += 1;
    return true;
  }

  private isTakenInAlike(leaf: Leaf, disclosed: readonly Disclosed[], workflow: BuiltWorkflow): boolean {
    // Where something was removed or is withheld, the whole payload is no more to be had.
    if (disclosed.length < leaf.data._sd.length) return true;
    const field = disagreeingField(workflow, leaf, disclosed);
    if (field === undefined) return true;
    const zh = `${field} 与披露的原文重新核算的结果不符`;
    return this.illegal(leaf, 'E_ILLEGAL', {
      zh,
      en: `${field} is not what its whole payload gives when taken in again`,
    });
  }

  private checkFacts(leaf: Leaf, adopted?: Json): void {
    const { host, claims } = this.of;
    this.tell(leaf, factFaults(host, leaf, this.registers, claims.scope === 'ledger', adopted));
  }

  private asBefore({ types }: UnderWay, context: unknown) {
    return { registers: this.registers, isWhole: this.of.claims.scope === 'ledger', context, types };
  }

  private tell(leaf: Leaf, faults: readonly FactFault[]): void {
    const { findings } = this.of;
    for (const { is, fact } of faults) {
      if (is === 'false') {
        const zh = `所引事实 ${fact} 与账本当时所载不符`;
        this.illegal(leaf, 'E_ILLEGAL', {
          zh,
          en: `its fact '${fact}' is not what the ledger said at that moment`,
        });
        continue;
      }
      const { seq, subject } = leaf;
      const zh = `第 ${seq} 号事件所引事实 ${fact} 无法由本包核对`;
      const en = `event ${seq}: its fact '${fact}' cannot be asked again of what is here`;
      findings.add(13, 0, seq, { code: 'W_FACT_UNCHECKED', seq, subject, zh, en });
    }
  }

  private without({ seq, subject, data: { facts } }: Leaf): false {
    const digest = String(facts['calendar']).slice(0, 12);
    const zh = `第 ${seq} 号事件所用日历 ${digest} 不在包内，未重放`;
    const en = `event ${seq}: the calendar ${digest} that it counts on is not here: not replayed`;
    this.of.findings.add(13, 0, seq, { code: 'W_CONTENT_MISSING', seq, subject, zh, en });
    return false;
  }

  private illegal({ seq, subject, type }: Leaf, code: 'E_ILLEGAL' | 'E_STATE', { zh, en }: Words): false {
    const words = { zh: `第 ${seq} 号事件（${type}）：${zh}`, en: `event ${seq} (${type}): ${en}` };
    this.of.findings.add(13, 0, seq, { code, seq, subject, ...words });
    return false;
  }
}

function contextOf({ workflow, state }: UnderWay): { readonly [name: string]: Json } {
  const context = state === undefined ? undefined : workflow.procedure.context(state);
  return isObject(context as Json) ? (context as { [name: string]: Json }) : {};
}

function refusal(
  verdict: Exclude<ReturnType<BuiltWorkflow['procedure']['decide']>, { is: 'accepted' }>,
): Words {
  const unmet = verdict.is === 'refused' ? verdict.unmet.map(({ title }) => title) : [];
  return {
    zh: `按程序不会被接受（${unmet.map(({ zh }) => zh).join('；') || '当时没有这一步'}）`,
    en: `the procedure would have refused it (${unmet.map(({ en }) => en).join('; ') || 'no such step then'})`,
  };
}

const NO_DEFINITION = { zh: '没有写明所依的程序定义', en: 'it names no definition' };
const OTHER_DEFINITION = {
  zh: '所依的程序定义与本事项开始时不同',
  en: 'it names another definition than its decision began with',
};
const ONE_SIDE = {
  zh: '委托人与受托人视为同一方时，按程序不会被接受',
  en: 'the procedure would have refused it, whoever stands in for another being counted as both',
};
const OTHER_STATE = {
  zh: '重放所得状态与记录的状态摘要不符',
  en: 'replay gives another state than the one whose hash was recorded',
};
