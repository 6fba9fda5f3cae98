import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { JsonObject } from '../canonical/canonical-json.js';
import type { Rows } from '../database/database.js';
import { type LeafRow, objectOr, partOf, saidIn, textsIn } from './leaves.js';
import { papersNamedIn, REMOVALS } from './named.js';

/** Which leaves the bag of a decision holds. */
export interface Belonging {
  /** Those whose events are all here, sorted by code unit. */
  readonly subjects: readonly string[];
  /** Positions of all leaves, rising. */
  readonly seqs: readonly number[];
  /** Digests of the papers that their events name. */
  readonly papers: readonly string[];
}

/** Acts on `installation` that a decision rests on, or that say how its times and signatures are to be read. */
const GROUND = [
  'InstallationSetUp',
  'InstallationRestored',
  'ConfigurationChanged',
  'CalendarNoticed',
  'KeyRotated',
  'SmKeyRotated',
  'LegalTimeMoved',
];

/**
 * What belongs to a decision, of everything below `size`: its events; those of the consultations and meetings that they
 * name; the acts of persons' and units' registers and of catalogues that its facts rest on; the draws of experts for
 * it; and the acts on the installation that it cannot be read without.
 *
 * @returns undefined when there is no such decision below `size`
 */
export async function belongingTo(
  rows: Rows,
  decision: string,
  size: number,
  headsSeq: number | undefined,
): Promise<Belonging | undefined> {
  const gathering = new Gathering(rows, size);
  if (!(await gathering.complete(decision))) return undefined;
  for (const subject of [...gathering.named].toSorted()) await gathering.complete(subject);
  await gathering.draws(decision.slice('decision/'.length));
  await gathering.emergencyReadings(decision.slice('decision/'.length));
  await gathering.grounds();
  await gathering.removals();
  if (headsSeq !== undefined) gathering.seqs.add(headsSeq);
  const { subjects, seqs, papers } = gathering;
  return {
    subjects: [...subjects].toSorted(),
    seqs: [...seqs].toSorted((a, b) => a - b),
    papers: [...papers],
  };
}

/** Events that are taken at once; then whoever waits for something else comes. */
const PAGE = 50;

class Gathering {
  readonly subjects = new Set<string>();
  readonly seqs = new Set<number>();
  /** Consultations and meetings that the events seen so far name. */
  readonly named = new Set<string>();
  /** Up to which version a person's register was read. */
  private readonly persons = new Map<string, number>();
  /** Up to which version a catalogue was read. */
  private readonly catalogues = new Map<string, number>();
  private readonly units = new Set<string>();
  readonly papers = new Set<string>();
  private readonly disclosed = new Set<string>();

  constructor(
    private readonly rows: Rows,
    private readonly size: number,
  ) {}

  /** Takes all events of a subject. @returns false when it has none */
  async complete(subject: string): Promise<boolean> {
    for (let from = 0; ; from += PAGE) {
      const page = await this.rows.query<LeafRow & Record<string, unknown>>(
        `SELECT seq, id, subject, version, type, leaf_hash, bytes FROM event
         WHERE subject = ? AND version >= ? AND version < ? AND seq < ? ORDER BY version`,
        [subject, from, from + PAGE, this.size],
      );
      for (const row of page) this.take(row);
      if (page.length < PAGE) return from + page.length > 0;
      await letOthersRun();
    }
  }

  /** Draws of experts for the decision: whoever has its file can draw again. */
  async draws(decision: string): Promise<void> {
    const drawn = await this.rows.query<{ announced_seq: number; ended_seq: number | null }>(
      'SELECT announced_seq, ended_seq FROM expert_draw WHERE decision = ?',
      [decision],
    );
    for (const { announced_seq, ended_seq } of drawn)
      for (const seq of [announced_seq, ended_seq]) if (seq !== null && seq < this.size) this.seqs.add(seq);
  }

  /** Who asked to read it without access of their own, and who let them. */
  async emergencyReadings(decision: string): Promise<void> {
    const acts = await this.rows.query<{ seq: number }>(
      `SELECT e.seq FROM emergency_reading r JOIN event e ON e.subject = 'reading/' || r.id
        WHERE r.decision = ? AND e.seq < ?`,
      [decision, this.size],
    );
    for (const { seq } of acts) this.seqs.add(seq);
  }

  async grounds(): Promise<void> {
    const ground = await this.rows.query<{ seq: number }>(
      `SELECT seq FROM event WHERE subject = 'installation' AND seq < ? AND type IN (${marks(GROUND)})`,
      [this.size, ...GROUND],
    );
    for (const { seq } of ground) this.seqs.add(seq);
    for (const [person, version] of this.persons) await this.registerOf(`person/${person}`, version);
    for (const [catalogue, version] of this.catalogues)
      await this.registerOf(`catalogue/${catalogue}`, version);
    for (const unit of this.units) await this.registerOf(`unit/${unit}`, Number.MAX_SAFE_INTEGER);
  }

  /** Acts that removed something of what is here. */
  async removals(): Promise<void> {
    const acts = await this.rows.query<{ seq: number; bytes: Buffer }>(
      `SELECT seq, bytes FROM event WHERE subject = 'installation' AND seq < ? AND type IN (${marks(REMOVALS)})`,
      [this.size, ...REMOVALS],
    );
    for (const act of acts) {
      const { digests, documents } = partOf(saidIn(act), 'payload');
      const touches =
        textsIn(digests).some((digest) => this.disclosed.has(digest)) ||
        textsIn(documents).some((digest) => this.papers.has(digest));
      if (touches) this.seqs.add(act.seq);
    }
  }

  private take(row: LeafRow): void {
    this.subjects.add(row.subject);
    this.seqs.add(row.seq);
    const leaf = saidIn(row);
    for (const digest of textsIn(objectOr(leaf['data'])['_sd'])) this.disclosed.add(digest);
    for (const digest of papersNamedIn(leaf)) this.papers.add(digest);
    const facts = partOf(leaf, 'facts');
    if (row.subject.startsWith('decision/')) this.name(facts, partOf(leaf, 'payload'));
    this.restOn(leaf, facts);
    const { catalogue, position } = objectOr(facts['catalogue']);
    if (typeof catalogue === 'string' && typeof position === 'number')
      this.catalogues.set(catalogue, Math.max(position, this.catalogues.get(catalogue) ?? -1));
  }

  private name(facts: JsonObject, payload: JsonObject): void {
    for (const kind of ['consultation', 'meeting']) {
      for (const id of [payload[kind], objectOr(facts[kind])[kind]])
        if (typeof id === 'string') this.named.add(`${kind}/${id}`);
    }
  }

  private restOn(leaf: JsonObject, facts: JsonObject): void {
    const persons = [
      facts['actor'],
      facts['principal'],
      objectOr(facts['delegation'])['by'],
      ...Object.values(objectOr(facts['persons'])),
    ];
    if (typeof leaf['actorunit'] === 'string') this.units.add(leaf['actorunit']);
    for (const fact of persons) {
      const { person, position, grants } = objectOr(fact);
      if (typeof person !== 'string' || typeof position !== 'number') continue;
      this.persons.set(person, Math.max(position, this.persons.get(person) ?? -1));
      for (const grant of Array.isArray(grants) ? grants : []) {
        const { unit, body } = objectOr(grant);
        for (const id of [unit, body]) if (typeof id === 'string') this.units.add(id);
      }
    }
  }

  private async registerOf(subject: string, version: number): Promise<void> {
    const acts = await this.rows.query<{ seq: number }>(
      'SELECT seq FROM event WHERE subject = ? AND version <= ? AND seq < ?',
      [subject, version, this.size],
    );
    for (const { seq } of acts) this.seqs.add(seq);
  }
}

const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ');
