import { Inject, Injectable } from '@nestjs/common';
import { AccessLog } from '../access-log/access-log.js';
import { CLOCK, type Clock } from '../clock.js';
import { DATABASE, type Database } from '../database/database.js';
import { subjectsNaming } from '../documents/namings.js';
import type { ActiveRoles } from '../people/actor.js';
import { codeOf, openReading } from './read-readings.js';

const DECISION = 'decision/';

/** What is read under an emergency reading: each time a row of the access log, before anything is shown. */
@Injectable()
export class EmergencyReads {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly accessLog: AccessLog,
  ) {}

  /**
   * By what an emergency reading lets somebody read a decision to which they have no access of their own.
   * @returns what notes that they read it, @throws LedgerUnavailable when the row could not be written: then nothing is
   *   shown; undefined where no reading lets them
   */
  async leave(
    { person, grants }: ActiveRoles,
    decision: string,
    route: string,
  ): Promise<(() => Promise<void>) | undefined> {
    const now = this.clock.legal().toISOString();
    const open = await openReading(this.database.read, person, decision, now);
    // Whoever serves nobody here any more reads nothing; whoever serves that very body needs no leave.
    if (!open || grants.length === 0 || grants.some(({ body }) => body === open.body)) return undefined;
    return () => this.accessLog.noteEach(person, decision, route, codeOf(open.id));
  }

  /**
   * Notes that somebody reads a paper that the acts of such a decision name.
   * @returns whether a reading lets them
   * @throws LedgerUnavailable when the row could not be written
   */
  async notePaper(actor: ActiveRoles, sha256: string): Promise<boolean> {
    for (const subject of await subjectsNaming(this.database.read, sha256)) {
      if (!subject.startsWith(DECISION)) continue;
      const note = await this.leave(actor, subject.slice(DECISION.length), `/api/documents/${sha256}`);
      if (!note) continue;
      await note();
      return true;
    }
    return false;
  }
}
