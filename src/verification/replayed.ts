import type { Calendars } from '../calendar/calendars.js';
import type { Rows } from '../database/database.js';
import { foldOne } from '../engine/fold.js';
import type { Leaf } from '../ledger/leaf.js';
import { eventsOf, headOf } from '../ledger/reading.js';
import type { Room, Standpoint } from '../road/room.js';

/** Part of the log alone is replayed here: from a position on, or some of its subjects. */
export interface PartOfTheLog {
  /** How many subjects' states are remembered; those that were not seen for long are folded again when asked for. */
  readonly remembered?: number | undefined;
  /** Events went by, or will go by, that are not judged here. */
  readonly partly?: boolean | undefined;
}

/**
 * How every subject stood at one position of the log, the log being read from its beginning: what comes later is
 * not there yet, whatever the database holds.
 */
export class Replayed {
  private readonly standpoints = new Map<string, Standpoint>();
  /** Subjects that moved on since they were folded, by events that are judged elsewhere. */
  private readonly behind = new Set<string>();
  /** Whether a subject that is not remembered may have been there all the same. */
  private forgotten: boolean;
  private readonly remembered: number;
  /** Position up to which events count; those below it have been judged. */
  private below = 0;

  constructor(
    private readonly rows: Rows,
    private readonly rooms: ReadonlyMap<string, Room>,
    private readonly calendars: Calendars,
    { remembered = 2000, partly = false }: PartOfTheLog = {},
  ) {
    this.remembered = remembered;
    this.forgotten = partly;
  }

  /** From now on subjects stand as they stood before this event. */
  goTo(seq: number): void {
    this.below = seq;
  }

  roomOf(subject: string): Room | undefined {
    return this.rooms.get(subject.split('/')[0] ?? '');
  }

  /** An event of this subject went by that is judged elsewhere. */
  passes(subject: string): void {
    if (this.standpoints.has(subject)) this.behind.add(subject);
  }

  /** @throws Error for a subject of no known kind; CalendarMissing; what `procedureFor` throws */
  readonly standpoint = async (subject: string, workflowhash?: string): Promise<Standpoint> => {
    const known = this.standpoints.get(subject);
    if (known && !this.behind.has(subject)) return known;
    const room = this.roomOf(subject);
    if (!room) throw new Error(`No room for '${subject}'.`);
    const events = this.forgotten ? await this.eventsSince(subject, known?.version ?? -1) : [];
    const loaded = known?.loaded ?? room.procedureFor(events[0]?.leaf.workflowhash ?? workflowhash);
    let standpoint: Standpoint = known ?? { version: -1, state: undefined, loaded };
    for (const { leaf } of events) standpoint = await this.after(standpoint, leaf);
    if (standpoint.version >= 0) this.remember(subject, standpoint);
    return standpoint;
  };

  /** No later ones than count here. */
  private async eventsSince(subject: string, version: number) {
    const head = await headOf(this.rows, subject, this.below);
    return head.version > version ? eventsOf(this.rows, subject, version + 1, head.version + 1) : [];
  }

  /** The next standpoint, every requirement asked again. @throws IllegalHistory; CalendarMissing */
  async after({ loaded, state }: Standpoint, leaf: Leaf): Promise<Standpoint> {
    await this.calendars.load(String(leaf.data.facts['calendar']));
    return {
      version: leaf.data.version,
      state: foldOne(loaded.procedure, state, leaf, this.calendars.at),
      loaded,
    };
  }

  remember(subject: string, standpoint: Standpoint): void {
    this.standpoints.delete(subject);
    this.standpoints.set(subject, standpoint);
    this.behind.delete(subject);
    if (this.standpoints.size <= this.remembered) return;
    const [longestUnseen] = this.standpoints.keys();
    if (longestUnseen !== undefined) this.standpoints.delete(longestUnseen);
    this.behind.delete(longestUnseen ?? '');
    this.forgotten = true;
  }
}
