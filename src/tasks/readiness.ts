import type { Rows } from '../database/database.js';
import type { Standing } from '../engine/procedure.js';
import { readiness, type Readiness } from '../engine/readiness.js';
import type { Look } from '../road/facts.js';
import type { Road } from '../road/record-event.js';
import type { Candidate } from './candidates.js';

/** How an act stands for one person, and what is in its way. */
export interface Asked {
  readonly is: Readiness;
  readonly unmet: readonly Extract<Standing, { is: 'unmet' }>[];
}

/** Who asks, today, and how everything stands at this one moment. */
export interface Asking {
  readonly person: string;
  readonly on: string;
  readonly look: Look;
}

interface Kept {
  readonly stamp: string;
  readonly asked: Asked;
}

/** How many answers are remembered; they are asked again after that. */
const KEPT = 100_000;
const PAGE = 5000;
/** Subjects that requirements of others look at. */
const LOOKED_AT = /^(meeting|consultation|catalogue|pool)\//;
const RESTS_ON_ALL = /^(unit\/|installation$)/;

/**
 * Whether a person can do what is to be done, as the procedure explains it (`Road.explain`), remembered until something
 * happened that it may rest on: an event of the subject, of the person, of units and the installation, a new day, and
 * for acts whose facts are of other subjects an event of such a one.
 */
export class ReadinessKept {
  private readonly kept = new Map<string, Kept>();
  private readonly people = new Map<string, number>();
  private all = 0;
  private others = 0;
  /** The next position to be looked at; undefined before anything was remembered. */
  private next: number | undefined;

  constructor(
    private readonly road: Road,
    private readonly rows: Rows,
  ) {}

  /** Takes notice of what was recorded since, here or by another server: before each round of questions. */
  async catchUp(): Promise<void> {
    if (this.next === undefined) {
      const [head] = await this.rows.query<{ size: number }>('SELECT size FROM ledger_head WHERE id = 1');
      this.next = Number(head?.size ?? 0);
      return;
    }
    const since = await this.rows.query<{ seq: number; subject: string }>(
      'SELECT seq, subject FROM event WHERE seq >= ? ORDER BY seq LIMIT ?',
      [this.next, PAGE],
    );
    for (const { subject } of since) {
      if (RESTS_ON_ALL.test(subject)) this.all += 1;
      else if (LOOKED_AT.test(subject)) this.others += 1;
      else if (subject.startsWith('person/')) this.people.set(subject, (this.people.get(subject) ?? 0) + 1);
    }
    const last = since.at(-1);
    if (last) this.next = last.seq + 1;
    if (since.length === PAGE) await this.catchUp();
  }

  /** Whether this person can do this now, of a subject at this version. */
  async ask(
    { person, on, look }: Asking,
    {
      subject,
      act,
      version,
      delegatedBy = '',
    }: Pick<Candidate, 'subject' | 'act' | 'version' | 'delegatedBy'>,
  ): Promise<Asked> {
    const [kind = '', id = ''] = subject.split('/');
    const key = `${person} ${subject} ${act} ${delegatedBy}`;
    const { others, all } = this;
    const own = this.people.get(`person/${person}`) ?? 0;
    const lender = this.people.get(`person/${delegatedBy}`) ?? 0;
    const stamp = [version, on, own, lender, all, this.asksOthers(subject, act) ? others : 0].join(' ');
    const known = this.kept.get(key);
    if (known?.stamp === stamp) return known.asked;
    const { available, standings } = await this.road.explain(
      kind,
      id,
      person,
      act,
      look,
      delegatedBy === '' ? undefined : delegatedBy,
    );
    const asked = { is: available ? readiness(standings) : 'blocked', unmet: unmetIn(standings) } as const;
    if (this.kept.size >= KEPT) this.kept.clear();
    this.kept.set(key, { stamp, asked });
    return asked;
  }

  private asksOthers(subject: string, act: string): boolean {
    const asks = this.road.states.roomOf(subject).procedureFor(undefined).procedure.events[act]?.asks;
    return asks !== undefined;
  }
}

const unmetIn = (standings: readonly Standing[]) =>
  standings.filter((one): one is Extract<Standing, { is: 'unmet' }> => one.is === 'unmet');
