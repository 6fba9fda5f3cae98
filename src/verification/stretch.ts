import { Calendars } from '../calendar/calendars.js';
import type { Rows } from '../database/database.js';
import type { ReleasedWorkflow } from '../decisions/workflows.js';
import { fieldOf } from '../ledger/disclosure.js';
import type { HeldEvent, Objected } from '../ledger/judging.js';
import type { Leaf } from '../ledger/leaf.js';
import { factReaders } from '../server/fact-readers.js';
import { subjectsWith } from '../server/subjects.js';
import { ReplayJudge, type Undecided } from './judge.js';

/** Consecutive events of the log as they go to one of several judges: whole where it judges them, else by subject. */
export interface Stretch {
  readonly from: number;
  /** Of every event, in order. */
  readonly subjects: readonly string[];
  /** Leaves of the events that this judge judges, each followed by a newline: the bytes that were hashed. */
  readonly leaves: Uint8Array<ArrayBuffer>;
  /** Of each of these, its disclosures, encoded, with spaces between. */
  readonly disclosures: readonly string[];
}

/** What one judge says of a stretch. */
export interface JudgedStretch {
  readonly objected?: Objected | undefined;
  /** The first thing that this judge could not tell, in this stretch or before. */
  readonly undecided?: Undecided | undefined;
}

/** Which of so many judges a subject belongs to: always the same one (FNV-1a). */
export function judgeOf(subject: string, judges: number): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < subject.length; at += 1)
    hash = Math.imul(hash ^ subject.charCodeAt(at), 0x01000193) >>> 0;
  return hash % judges;
}

/** The same stretch for each of so many judges. */
export function stretchesFor(events: readonly HeldEvent[], judges: number): Stretch[] {
  const subjects = events.map(({ leaf }) => leaf.subject);
  return Array.from({ length: judges }, (_, judge) => {
    const own = events.filter(({ leaf }) => judgeOf(leaf.subject, judges) === judge);
    return {
      from: events[0]?.leaf.seq ?? 0,
      subjects,
      leaves: inLines(own),
      disclosures: own.map(({ disclosures }) => disclosures.map(({ encoded }) => encoded).join(' ')),
    };
  });
}

/** In memory of its own, so that a thread can be given it. */
function inLines(events: readonly HeldEvent[]): Uint8Array<ArrayBuffer> {
  const lines = new Uint8Array(events.reduce((sum, { bytes }) => sum + bytes.length + 1, 0));
  let at = 0;
  for (const { bytes } of events) {
    lines.set(bytes, at);
    at += bytes.length + 1;
    lines[at - 1] = NEWLINE;
  }
  return lines;
}

const NEWLINE = 10;

/** One of several judges, each with some of the subjects. What became of the others it reads off the ledger. */
export class StretchJudge {
  private readonly judge: ReplayJudge;
  private hasObjected = false;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    rows: Rows,
    workflows: readonly ReleasedWorkflow[],
    private readonly place: { readonly judge: number; readonly of: number },
    remembered?: number,
  ) {
    const calendars = Calendars.kept(rows);
    const rooms = subjectsWith(workflows, calendars);
    this.judge = new ReplayJudge(rows, rooms, factReaders, calendars, { remembered, partly: true });
  }

  /** One stretch after the other, in the order in which they come. */
  judged(stretch: Stretch): Promise<JudgedStretch> {
    const judged = this.turn.then(() => this.judgedNow(stretch));
    this.turn = judged.catch(() => undefined);
    return judged;
  }

  /** After an objection nothing is judged any more: whatever follows comes later in the log. */
  private async judgedNow(stretch: Stretch): Promise<JudgedStretch> {
    const leaves = Buffer.from(stretch.leaves).toString('utf8').split('\n');
    let own = 0;
    for (const subject of this.hasObjected ? [] : stretch.subjects) {
      if (judgeOf(subject, this.place.of) !== this.place.judge) {
        this.judge.passes(subject);
        continue;
      }
      // Whoever sent it has read it strictly, and this is the one text of that value.
      const leaf = JSON.parse(leaves[own] ?? '') as Leaf;
      const objection = await this.judge.judge(leaf, opened(stretch.disclosures[own] ?? ''));
      own += 1;
      if (!objection) continue;
      this.hasObjected = true;
      const { seq } = leaf;
      return { objected: { leaf: { seq, subject }, objection }, undecided: this.judge.undecided };
    }
    return { undecided: this.judge.undecided };
  }
}

/** Whoever sent them has opened them strictly and compared their digests. */
const opened = (encoded: string) => (encoded === '' ? [] : encoded.split(' ').map(fieldOf));
