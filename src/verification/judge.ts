import { CalendarMissing, type Calendars } from '../calendar/calendars.js';
import { sha256Hex } from '../canonical/digest.js';
import type { Rows } from '../database/database.js';
import { WorkflowMissing } from '../decisions/workflows.js';
import type { DisclosedField } from '../engine/disclosed-fields.js';
import { IllegalHistory } from '../engine/fold.js';
import { removedDocuments } from '../ledger/erasures.js';
import { HeadsSoFar } from '../ledger/heads.js';
import type { Leaf } from '../ledger/leaf.js';
import type { Objection } from '../ledger/judging.js';
import type { FactReaders } from '../road/facts.js';
import type { Room, Standpoint } from '../road/room.js';
import { disagreeingFact, fixesOtherRules } from './facts-again.js';
import { disagreeingPayload } from './payload-again.js';
import { type PartOfTheLog, Replayed } from './replayed.js';
import { RulesAgain } from './rules-again.js';

/** Something that cannot be told, because what it takes is not here. Nothing is known to be wrong. */
export interface Undecided {
  readonly seq: number;
  readonly subject: string;
  readonly zh: string;
  readonly en: string;
}

/**
 * Judges every event as its procedure would have: the payload is taken in again, the facts are asked again of the
 * ledger as it was then, every requirement is tested again, and the state must be the one that was recorded.
 */
export class ReplayJudge {
  private readonly replayed: Replayed;
  private readonly blocked = new Set<string>();
  private readonly heads: HeadsSoFar;
  private readonly rules = new RulesAgain();
  /** The first thing that could not be told; the rest was judged all the same. */
  undecided: Undecided | undefined;

  constructor(
    private readonly rows: Rows,
    rooms: ReadonlyMap<string, Room>,
    private readonly readers: FactReaders,
    calendars: Calendars,
    part?: PartOfTheLog,
  ) {
    this.heads = new HeadsSoFar(rows);
    this.replayed = new Replayed(rows, rooms, calendars, part);
  }

  /** An event of this subject went by that is judged elsewhere. */
  passes(subject: string): void {
    this.replayed.passes(subject);
  }

  readonly judge = async (
    leaf: Leaf,
    disclosures: readonly DisclosedField[],
  ): Promise<Objection | undefined> => {
    this.replayed.goTo(leaf.seq);
    try {
      return await this.judged(leaf, disclosures);
    } catch (error) {
      if (error instanceof IllegalHistory) return illegal(error);
      if (error instanceof WorkflowMissing) return NO_DEFINITION;
      if (error instanceof CalendarMissing) return this.withoutCalendar(leaf, error);
      if (error instanceof Blocked) return this.leaveOpen(leaf, error.why);
      throw error;
    }
  };

  private async judged(leaf: Leaf, disclosures: readonly DisclosedField[]): Promise<Objection | undefined> {
    const { subject } = leaf;
    const room = this.replayed.roomOf(subject);
    if (!room) return NO_PROCEDURE;
    const before = await this.look(subject, leaf.workflowhash);
    const { procedure, hash } = before.loaded;
    if (hash !== leaf.workflowhash) return NO_DEFINITION;
    const field = disagreeingPayload(leaf, disclosures, procedure);
    if (field !== undefined) return wrongField(field);
    const after = await this.replayed.after(before, leaf);
    const fact = await disagreeingFact(
      leaf,
      room,
      before,
      (other) => this.look(other),
      this.readers,
      this.rows,
      this.heads,
      this.rules,
    );
    if (fact !== undefined) return wrongFact(fact);
    if (await fixesOtherRules(leaf, room, before, (other) => this.look(other), this.readers, this.rules))
      this.undecided ??= { seq: leaf.seq, subject, ...OTHER_RULES };
    if (await this.papersAreGone(leaf)) return NO_PAPERS;
    this.replayed.remember(subject, after);
    return undefined;
  }

  private look(subject: string, workflowhash?: string): Promise<Standpoint> {
    const why = this.blocked.has(subject) ? this.undecided : undefined;
    if (why) throw new Blocked(why);
    return this.replayed.standpoint(subject, workflowhash);
  }

  /** A calendar whose bytes were changed is evidence; one that is not there leaves the subject undecided. */
  private async withoutCalendar(leaf: Leaf, { digest }: CalendarMissing): Promise<Objection | undefined> {
    const [kept] = await this.rows.query<{ bytes: Buffer }>('SELECT bytes FROM content WHERE sha256 = ?', [
      digest,
    ]);
    if (kept && sha256Hex(kept.bytes) !== digest) return CALENDAR_CHANGED;
    const short = digest.slice(0, 12);
    return this.leaveOpen(leaf, {
      zh: `所用日历 ${short} 不在库中`,
      en: `the calendar ${short} that it counts on is not kept here`,
    });
  }

  private leaveOpen({ seq, subject }: Leaf, { zh, en }: Pick<Undecided, 'zh' | 'en'>): undefined {
    this.blocked.add(subject);
    this.undecided ??= { seq, subject, zh, en };
  }

  private async papersAreGone(leaf: Leaf): Promise<boolean> {
    const { documents = [] } = leaf.data.facts;
    const named = Array.isArray(documents) ? documents.map(String) : [];
    const present = named.length === 0 ? [] : await this.readers.documents(this.rows, named);
    if (present.length === named.length) return false;
    const removed = await removedDocuments(this.rows);
    return named.some((one) => !present.includes(one) && !removed.has(one));
  }
}

/** A subject cannot be judged because another one, on which it rests, cannot. */
class Blocked extends Error {
  constructor(readonly why: Pick<Undecided, 'zh' | 'en'>) {
    super(why.en);
  }
}

const objection = (code: Objection['code'], zh: string, en: string): Objection => ({ code, zh, en });

const OTHER_RULES = {
  zh: '启动时确定的规则不是本程序为该机关当日所载的规则，无法核对其来源',
  en: 'the rules that it fixed are not those that this program has for that body and day: where they came from cannot be told',
};
const NO_PROCEDURE = objection('E_ILLEGAL', '没有管这类主体的程序', 'no procedure is about such a subject');
const NO_DEFINITION = objection(
  'E_DEFINITION',
  '它所依的程序定义不在已发布之列，或已被改动',
  'the definition that it names is not among the released ones, or its bytes were changed',
);
const CALENDAR_CHANGED = objection(
  'E_BLOB',
  '所用日历的内容与其摘要不符',
  'the calendar that it counts on does not have the digest that it is named by',
);
const NO_PAPERS = objection(
  'E_BLOB',
  '所列材料已不在材料库中',
  'a paper that it names is not in the store any more',
);

const wrongField = (field: string) =>
  objection(
    'E_ILLEGAL',
    `${field}：与披露的原文重新核算的结果不符`,
    `${field} is not what its whole payload gives when it is taken in again`,
  );
const wrongFact = (fact: string) =>
  objection(
    'E_ILLEGAL',
    fact === 'accessLog' ? '它所锚定的访问记录已被改动或删除' : `所引事实 ${fact} 与账本当时所载不符`,
    fact === 'accessLog'
      ? 'the rows of the access log that it anchored are not there any more as they were'
      : `its fact '${fact}' is not what the ledger said at that moment`,
  );

function illegal({ code, type, verdict }: IllegalHistory): Objection {
  if (code === 'E_STATE') {
    return objection(
      code,
      `${type}：重放所得状态与记录的状态摘要不符`,
      `${type}: replay gives another state than the one whose hash was recorded`,
    );
  }
  const unmet = verdict?.is === 'refused' ? verdict.unmet.map(({ title }) => title) : [];
  return objection(
    code,
    `${type}：按程序不会被接受（${unmet.map(({ zh }) => zh).join('；') || '当时没有这一步'}）`,
    `${type}: the procedure would have refused it (${unmet.map(({ en }) => en).join('; ') || 'no such step then'})`,
  );
}
