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
   * Notes that somebody without access of their own reads a decision, where an emergency reading lets them.
   * @returns whether one does
   * @throws LedgerUnavailable when the row could not be written: then nothing is shown
   */
  async note({ person, grants }: ActiveRoles, decision: string, route: string): Promise<boolean> {
    const now = this.clock.legal().toISOString();
    const open = await openReading(this.database.read, person, decision, now);
    // Whoever serves nobody here any more reads nothing; whoever serves that very body needs no leave.
    if (!open || grants.length === 0 || grants.some(({ body }) => body === open.body)) return false;
    await this.accessLog.noteEach(person, decision, route, codeOf(open.id));
    return true;
  }

  /** The same of a paper that the acts of such a decision name. @throws as `note` */
  async notePaper(actor: ActiveRoles, sha256: string): Promise<boolean> {
    for (const subject of await subjectsNaming(this.database.read, sha256))
      if (
        subject.startsWith(DECISION) &&
        (await this.note(actor, subject.slice(DECISION.length), `/api/documents/${sha256}`))
      )
        return true;
    return false;
  }
}
