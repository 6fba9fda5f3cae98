import { CalendarMissing, type Calendars } from '../calendar/calendars.js';
import type { Rows } from '../database/database.js';
import type { HeldEvent, Judging, Objected } from '../ledger/judging.js';
import { removedDocuments } from '../ledger/erasures.js';
import { type JudgedSoFar, NotAsJudged } from '../ledger/verify.js';
import type { FactReaders } from '../road/facts.js';
import type { ReplayJudge } from './judge.js';

const PAGE = 300;

/**
 * Goes on where an earlier verification stopped. The bytes of what was judged then are hashed again like all others;
 * what its judgement rested on outside the log must still be there, or nothing of it counts: papers, calendars, and
 * whatever the acts on `installation` anchored (checkpoints, the access log), so these are judged again each time.
 */
export class JudgingFrom implements Judging {
  private papers = new Set<string>();
  private readonly known = new Set<string>();

  constructor(
    private readonly before: JudgedSoFar,
    private readonly rest: Judging,
    private readonly kept: {
      readonly rows: Rows;
      readonly documents: FactReaders['documents'];
      readonly calendars: Calendars;
    },
    private readonly again: ReplayJudge,
  ) {}

  get objected(): Objected | undefined {
    return this.rest.objected;
  }

  get judgedBelow(): number {
    return Math.max(this.before.position, this.rest.judgedBelow);
  }

  /** @throws NotAsJudged */
  async take(event: HeldEvent): Promise<void> {
    const { position } = this.before;
    if (event.leaf.seq < position) await this.isStillThere(event);
    if (event.leaf.seq === position) await this.papersAreThere();
    if (event.leaf.seq >= position) await this.rest.take(event);
  }

  async settle(): Promise<void> {
    await this.papersAreThere();
    await this.rest.settle();
  }

  private async isStillThere({ leaf, disclosures }: HeldEvent): Promise<void> {
    if (leaf.subject !== 'installation') this.again.passes(leaf.subject);
    else if ((await this.again.judge(leaf, disclosures)) ?? this.again.undecided) throw new NotAsJudged();
    const { documents, calendar } = leaf.data.facts;
    if (typeof calendar === 'string') await this.calendarIsThere(calendar);
    for (const paper of Array.isArray(documents) ? documents : []) this.papers.add(String(paper));
    if (this.papers.size >= PAGE) await this.papersAreThere();
  }

  private async papersAreThere(): Promise<void> {
    const asked = [...this.papers];
    this.papers = new Set();
    if (asked.length === 0) return;
    const { rows, documents } = this.kept;
    const present = await documents(rows, asked);
    if (present.length === asked.length) return;
    const removed = await removedDocuments(rows);
    if (asked.some((one) => !present.includes(one) && !removed.has(one))) throw new NotAsJudged();
  }

  private async calendarIsThere(digest: string): Promise<void> {
    if (this.known.has(digest)) return;
    try {
      await this.kept.calendars.load(digest);
      this.known.add(digest);
    } catch (error) {
      throw error instanceof CalendarMissing ? new NotAsJudged() : error;
    }
  }
}
