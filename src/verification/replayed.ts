import type { Calendars } from '../calendar/calendars.js';
import type { Rows } from '../database/database.js';
import { foldOne } from '../engine/fold.js';
import type { Leaf } from '../ledger/leaf.js';
import { eventsOf } from '../ledger/reading.js';
import type { Room, Standpoint } from '../road/room.js';

/**
 * How every subject stood at one position of the log, the log being read from its beginning: what comes later is
 * not there yet, whatever the database holds.
 */
export class Replayed {
  private readonly standpoints = new Map<string, Standpoint>();
  private forgotten = false;
  /** Position up to which events count; those below it have been judged. */
  private below = 0;

  constructor(
    private readonly rows: Rows,
    private readonly rooms: ReadonlyMap<string, Room>,
    private readonly calendars: Calendars,
    /** Subjects whose state is remembered; those that were not seen for long are folded again when asked for. */
    private readonly remembered = 2000,
  ) {}

  /** From now on subjects stand as they stood before this event. */
  goTo(seq: number): void {
    this.below = seq;
  }

  roomOf(subject: string): Room | undefined {
    return this.rooms.get(subject.split('/')[0] ?? '');
  }

  /** @throws Error for a subject of no known kind; CalendarMissing; what `procedureFor` throws */
  readonly standpoint = async (subject: string, workflowhash?: string): Promise<Standpoint> => {
    const known = this.standpoints.get(subject);
    if (known) return known;
    const room = this.roomOf(subject);
    if (!room) throw new Error(`No room for '${subject}'.`);
    const events = this.forgotten ? await eventsOf(this.rows, subject) : [];
    const before = events.filter(({ seq }) => seq < this.below);
    const loaded = room.procedureFor(before[0]?.leaf.workflowhash ?? workflowhash);
    let standpoint: Standpoint = { version: -1, state: undefined, loaded };
    for (const { leaf } of before) standpoint = await this.after(standpoint, leaf);
    if (standpoint.version >= 0) this.remember(subject, standpoint);
    return standpoint;
  };

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
    if (this.standpoints.size <= this.remembered) return;
    const [longestUnseen] = this.standpoints.keys();
    if (longestUnseen !== undefined) this.standpoints.delete(longestUnseen);
    this.forgotten = true;
  }
}
