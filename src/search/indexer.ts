import type { Database, Transaction } from '../database/database.js';
import { subjectsNaming } from '../documents/namings.js';
import { disclosureAt } from '../engine/disclosed-fields.js';
import { documentsNamedIn } from '../engine/papers.js';
import { eventsFrom, eventsOf, type StoredEvent } from '../ledger/reading.js';
import { Refusal } from '../refusal.js';
import { ReplayDisagrees } from '../road/refusals.js';
import { bodyIn } from '../road/room.js';
import type { States } from '../road/states.js';
import { keptText } from '../texts/texts.js';
import { forgetAllFindable, isFindable, putFindable } from './passages.js';

const NAME = 'search';
const PAGE = 25;
/** Machine time. */
const LOOK_EVERY_MS = 1000;
/** Kinds of subjects whose words are searched: what is said of people, units and the installation is found elsewhere. */
const SEARCHED = /^(decision|meeting|consultation|catalogue)\//;
/** Of what members of the public say of themselves only the comment itself; names and contacts are searched by nobody. */
const COMMENT = '/payload/text';

/** What reads papers beside the events. */
export interface PaperReader {
  untaken(limit: number): Promise<string[]>;
  take(sha256: string): Promise<void>;
  /** Another one once the file of a paper is another than it was, however it was put there. */
  stampOf(sha256: string): Promise<string>;
}

/**
 * Keeps the index in step with the ledger, from outside: it reads from the position it has come to, and an append waits
 * for no more than a page of it. Two servers on one database do not do it twice: they write one after the other, and the
 * position moves in the same transaction.
 */
export class Indexer {
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private stopping = false;
  private papers: PaperReader | undefined;
  /** Papers that could not be read, each with the stamp of the file that it was tried on. */
  private readonly unreadable = new Map<string, string>();

  constructor(
    private readonly database: Database,
    private readonly states: States,
    private readonly log: (line: string) => void,
  ) {}

  /** Looks each second until it is stopped. */
  begin(papers: PaperReader): void {
    this.papers = papers;
    this.timer = setInterval(() => void this.look(), LOOK_EVERY_MS);
    this.timer.unref();
    void this.look();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    clearInterval(this.timer);
    await this.looking;
  }

  /** Comes up to the end of the ledger, and reads papers that nobody has read. Never throws. */
  look(): Promise<void> {
    this.looking ??= this.lookOnce()
      .catch((error: unknown) => this.log(error instanceof Error ? error.message : 'stopped short'))
      .finally(() => {
        this.looking = undefined;
      });
    return this.looking;
  }

  /** From the beginning: what stands there is thrown away first. @returns how many events were read */
  async rebuild(): Promise<number> {
    await this.database.write(async (tx) => {
      await forgetAllFindable(tx);
      await tx.query('DELETE FROM projection_built WHERE name = ?', [NAME]);
    });
    return this.catchUp();
  }

  /** @returns how many events were read */
  async catchUp(): Promise<number> {
    let count = 0;
    for (;;) {
      if (this.stopping || (await this.position()) >= (await this.head())) return count;
      count += await this.database.write((tx) => this.page(tx));
    }
  }

  /** Whenever the text of a paper was taken: for every subject that names it, at the event that did so first. */
  async paperTaken(tx: Transaction, sha256: string): Promise<void> {
    for (const subject of await subjectsNaming(tx, sha256)) {
      const first = (await eventsOf(tx, subject)).find((event) => papersNamedBy(event).has(sha256));
      if (first) await this.putPaper(tx, subject, sha256, first.seq, first.time);
    }
  }

  private async lookOnce(): Promise<void> {
    await this.catchUp();
    await this.readPapers();
  }

  /** Whatever has no text yet: new ones, and all of them where somebody had their texts thrown away. */
  private async readPapers(): Promise<void> {
    const { papers } = this;
    if (!papers) return;
    const leftOut = await this.stillUnreadable(papers);
    for (;;) {
      const found = await papers.untaken(PAGE + leftOut.size);
      const next = found.filter((sha256) => !leftOut.has(sha256));
      if (next.length === 0) return;
      for (const sha256 of next) {
        if (this.stopping) return;
        const stamp = await papers.stampOf(sha256);
        try {
          await papers.take(sha256);
        } catch (error) {
          // One that is damaged is told at its own address; it keeps no other from being read, and is tried again once its
          // file is another. What failed for any other reason is tried again at the next look.
          leftOut.add(sha256);
          if (error instanceof Refusal) this.unreadable.set(sha256, stamp);
          this.log(`${sha256} is not read: ${error instanceof Error ? error.message : ''}`);
        }
      }
    }
  }

  /** Those whose files nobody has put right. */
  private async stillUnreadable(papers: PaperReader): Promise<Set<string>> {
    for (const [sha256, stamp] of this.unreadable)
      if ((await papers.stampOf(sha256)) !== stamp) this.unreadable.delete(sha256);
    return new Set(this.unreadable.keys());
  }

  private async page(tx: Transaction): Promise<number> {
    const [built] = await tx.query<{ size: number }>('SELECT size FROM projection_built WHERE name = ?', [
      NAME,
    ]);
    const from = Number(built?.size ?? 0);
    const events = await eventsFrom(tx, from, PAGE);
    for (const event of events) {
      if (!SEARCHED.test(event.subject)) continue;
      try {
        await this.put(tx, event);
      } catch (error) {
        // What was altered in the record is not searched; the verifier says what became of it.
        if (!(error instanceof ReplayDisagrees)) throw error;
        this.log(`${event.subject} is not searched: ${error.message}`);
      }
    }
    await tx.query(
      `INSERT INTO projection_built (name, size) VALUES (?, ?)
       ON CONFLICT (name) DO UPDATE SET size = excluded.size`,
      [NAME, from + events.length],
    );
    return events.length;
  }

  private async put(tx: Transaction, event: StoredEvent): Promise<void> {
    const { subject, seq, type, time, disclosures } = event;
    const standpoint = await this.states.read(tx, subject);
    const body = bodyIn(standpoint);
    const schema = standpoint.loaded.procedure.intake(type)?.schema ?? {};
    for (const { pointer, value, digest } of disclosures) {
      if (typeof value !== 'string') continue;
      if (disclosureAt(schema, pointer) === 'personal' && pointer !== COMMENT) continue;
      const source = type === 'DecisionProposed' && pointer === '/payload/title' ? 'title' : 'words';
      await putFindable(tx, { subject, body, source, seq, digest, field: pointer, at: time, text: value });
    }
    for (const sha256 of papersNamedBy(event)) await this.putPaper(tx, subject, sha256, seq, time);
  }

  private async putPaper(
    tx: Transaction,
    subject: string,
    sha256: string,
    seq: number,
    at: string,
  ): Promise<void> {
    if (!SEARCHED.test(subject) || (await isFindable(tx, subject, sha256))) return;
    const kept = await keptText(tx, sha256);
    if (kept?.state !== 'text') return;
    const body = bodyIn(await this.states.read(tx, subject));
    await putFindable(tx, {
      subject,
      body,
      source: 'paper',
      seq,
      digest: sha256,
      field: '',
      at,
      text: kept.content,
    });
  }

  private async position(): Promise<number> {
    const [built] = await this.database.read.query<{ size: number }>(
      'SELECT size FROM projection_built WHERE name = ?',
      [NAME],
    );
    return Number(built?.size ?? 0);
  }

  private async head(): Promise<number> {
    const [head] = await this.database.read.query<{ size: number }>(
      'SELECT size FROM ledger_head WHERE id = 1',
    );
    return Number(head?.size ?? 0);
  }
}

/** Papers in the payload, the dated source outside, and the signed original. */
function papersNamedBy({ leaf }: StoredEvent): ReadonlySet<string> {
  const { payload, evidenced, instrument } = leaf.data;
  const original = instrument?.['digest'];
  const named = documentsNamedIn({ payload, ...(evidenced === undefined ? {} : { evidenced }) });
  return new Set([...named, ...(typeof original === 'string' ? [original] : [])]);
}
