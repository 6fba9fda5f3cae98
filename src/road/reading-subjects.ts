import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { PersonFacts } from '../../workflows/vocabulary.js';
import { CLOCK, type Clock } from '../clock.js';
import { DATABASE, type Database } from '../database/database.js';
import { dateInShanghai } from '../engine/civil-date.js';
import { eventsOf } from '../ledger/reading.js';
import { FACT_READERS, type FactReaders } from './facts.js';
import { historyAnswer, told, type Told } from './history.js';
import { mayReadPaper } from './open-papers.js';
import { Road } from './record-event.js';
import { SubjectNotFound } from './refusals.js';
import type { Standpoint } from './room.js';

/** `?from=&limit=`: events by version, a page at a time. */
export const eventPage = z.strictObject({
  from: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type EventPage = z.infer<typeof eventPage>;

export const historyPage = historyAnswer.extend({ nextFrom: z.int().optional() });

/** Reading one subject of any kind: its state and its history, for whoever may see it. */
@Injectable()
export class ReadingSubjects {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    private readonly road: Road,
    @Inject(FACT_READERS) private readonly readers: FactReaders,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws SubjectNotFound when there is none, or it is not open to this person; ReplayDisagrees */
  async standpoint(subject: string, actor: string): Promise<Standpoint> {
    const { states } = this.road;
    const standpoint = await states.read(this.database.read, subject);
    if (standpoint.version < 0) throw new SubjectNotFound();
    if (!states.roomOf(subject).mayAccess(await this.person(actor), standpoint.state))
      throw new SubjectNotFound();
    return standpoint;
  }

  /** Whether a paper, if it is here, is open to this person. @throws ReplayDisagrees */
  async mayReadPaper(sha256: string, actor: string): Promise<boolean> {
    const { states } = this.road;
    const rows = this.database.read;
    const around = {
      rows,
      look: (subject: string) => states.read(rows, subject),
      roomOf: (subject: string) => states.roomOf(subject),
    };
    return mayReadPaper(around, await this.person(actor), sha256);
  }

  /** A page of the history in words; `nextFrom` where there is more. @throws as `standpoint` */
  async history(
    subject: string,
    actor: string,
    { from, limit }: EventPage,
  ): Promise<{ events: Told[]; nextFrom?: number }> {
    const { loaded, version } = await this.standpoint(subject, actor);
    const events = await eventsOf(this.database.read, subject, from, from + limit);
    return {
      events: events.map((event) => told(loaded.procedure, event)),
      ...(from + limit <= version ? { nextFrom: from + limit } : {}),
    };
  }

  private async person(id: string): Promise<PersonFacts> {
    const today = dateInShanghai(this.clock.legal().toISOString());
    const known = await this.road.states.read(this.database.read, `person/${id}`);
    return this.readers.person(id, known, today);
  }
}
