import type { Calendars } from '../calendar/calendars.js';
import type { Rows } from '../database/database.js';
import { stoodInAfter, unmetBySides, type StoodIn } from '../engine/delegated.js';
import { actOf, foldOne, IllegalHistory } from '../engine/fold.js';
import type { Procedure } from '../engine/procedure.js';
import type { Leaf } from '../ledger/leaf.js';
import { eventsOf, headOf } from '../ledger/reading.js';
import type { Room, Standpoint } from '../road/room.js';
import { CAPACITY, Remembered } from './remembered.js';

/** Events of a subject that are read at once when it is folded again: one can have any number of them. */
const PAGE = 200;

/** Part of the log alone is replayed here: from a position on, or some of its subjects. */
export interface PartOfTheLog {
  /** How many subjects' states are remembered at most; those that were not seen for long are folded again. */
  readonly remembered?: number | undefined;
  /** Events went by, or will go by, that are not judged here. */
  readonly partly?: boolean | undefined;
}

/**
 * How every subject stood at one position of the log, the log being read from its beginning: what comes later is
 * not there yet, whatever the database holds.
 */
export class Replayed {
  private readonly standpoints: Remembered;
  /** Subjects that moved on since they were folded, by events that are judged elsewhere. */
  private readonly behind = new Set<string>();
  /** Whether a subject that is not remembered may have been there all the same. */
  private forgotten: boolean;
  /** Position up to which events count; those below it have been judged. */
  private below = 0;

  constructor(
    private readonly rows: Rows,
    private readonly rooms: ReadonlyMap<string, Room>,
    private readonly calendars: Calendars,
    { remembered = CAPACITY.subjects, partly = false }: PartOfTheLog = {},
  ) {
    this.standpoints = new Remembered({ ...CAPACITY, subjects: remembered });
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
    if (this.standpoints.get(subject)) this.behind.add(subject);
  }

  /** @throws Error for a subject of no known kind; CalendarMissing; what `procedureFor` throws */
  readonly standpoint = async (subject: string, workflowhash?: string): Promise<Standpoint> => {
    const known = this.standpoints.get(subject);
    if (known && !this.behind.has(subject)) return known;
    const room = this.roomOf(subject);
    if (!room) throw new Error(`No room for '${subject}'.`);
    const to = this.forgotten ? await this.versionNow(subject) : -1;
    let from = (known?.version ?? -1) + 1;
    let events = await this.eventsIn(subject, from, to);
    const loaded = known?.loaded ?? room.procedureFor(events[0]?.leaf.workflowhash ?? workflowhash);
    let standpoint: Standpoint = known ?? { version: -1, state: undefined, loaded };
    while (events.length > 0) {
      for (const { leaf } of events) standpoint = await this.after(standpoint, leaf);
      from += events.length;
      events = await this.eventsIn(subject, from, to);
    }
    if (standpoint.version >= 0) this.remember(subject, standpoint);
    return standpoint;
  };

  /** No later events than count here. */
  private async versionNow(subject: string): Promise<number> {
    return (await headOf(this.rows, subject, this.below)).version;
  }

  private async eventsIn(subject: string, from: number, to: number) {
    return from > to ? [] : eventsOf(this.rows, subject, from, Math.min(from + PAGE, to + 1));
  }

  /** The next standpoint, every requirement asked again. @throws IllegalHistory; CalendarMissing */
  async after({ loaded, state, stoodIn }: Standpoint, leaf: Leaf): Promise<Standpoint> {
    const { version, facts } = leaf.data;
    await this.calendars.load(String(facts['calendar']));
    const after = foldOne(loaded.procedure, state, leaf, this.calendars.at);
    refuseSides(loaded.procedure, state, leaf, this.calendars.at, stoodIn);
    return {
      version,
      state: after,
      loaded,
      stoodIn: stoodInAfter(stoodIn, { actor: leaf.actor, facts }),
    };
  }

  remember(subject: string, standpoint: Standpoint): void {
    this.behind.delete(subject);
    for (const forgotten of this.standpoints.keep(subject, standpoint)) {
      this.behind.delete(forgotten);
      this.forgotten = true;
    }
  }
}

/** @throws IllegalHistory where people are not kept apart once delegation is resolved */
function refuseSides(
  procedure: Procedure,
  state: unknown,
  leaf: Leaf,
  calendars: Calendars['at'],
  stoodIn: StoodIn | undefined,
): void {
  const unmet = unmetBySides(procedure, state, actOf(leaf, calendars), stoodIn);
  if (unmet.length === 0) return;
  const why = unmet.map(({ requirement }) => requirement).join(', ');
  const { version } = leaf.data;
  const message = `Version ${version}, ${leaf.type}: with delegation resolved it is refused (${why}).`;
  throw new IllegalHistory('E_ILLEGAL', version, leaf.type, { is: 'refused', unmet }, message);
}
