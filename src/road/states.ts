import type { Calendars } from '../calendar/calendars.js';
import type { Rows } from '../database/database.js';
import { stoodInAfter } from '../engine/delegated.js';
import { foldOne, IllegalHistory } from '../engine/fold.js';
import { eventsOf, headOf } from '../ledger/reading.js';
import type { RecordedEvent, SubjectHead } from '../ledger/ledger.js';
import { ReplayDisagrees } from './refusals.js';
import type { Room, Standpoint } from './room.js';

/** How many subjects' states are kept in memory; the rest is folded again when asked for. */
const KEPT = 20_000;

/**
 * The state of every subject: a fold over its events, kept in memory beside the version that it belongs to. A
 * cached state is used only when that version is still the head, so another node's events are never missed.
 */
export class States {
  private readonly kept = new Map<string, Standpoint>();

  constructor(
    private readonly rooms: ReadonlyMap<string, Room>,
    private readonly calendars: Calendars,
  ) {}

  /** As committed. @throws ReplayDisagrees */
  async read(rows: Rows, subject: string): Promise<Standpoint> {
    return this.at(rows, subject, await headOf(rows, subject));
  }

  /** At this head, seen by a command in a batch: what its predecessors staged comes first. @throws ReplayDisagrees */
  async at(
    rows: Rows,
    subject: string,
    head: SubjectHead,
    staged?: ReadonlyMap<string, unknown>,
  ): Promise<Standpoint> {
    const before = (staged?.get(subject) as Standpoint | undefined) ?? this.kept.get(subject);
    if (before?.version === head.version) return before;
    const usable = before !== undefined && before.version < head.version ? before : undefined;
    const events = await eventsOf(rows, subject, (usable?.version ?? -1) + 1);
    const upTo = events.filter(({ version }) => version <= head.version);
    const standpoint = await this.fold(subject, upTo, usable);
    if (staged === undefined && standpoint.version >= 0) this.keep(subject, standpoint);
    return standpoint;
  }

  /** The state after these events, every requirement asked again. @throws ReplayDisagrees */
  async fold(subject: string, events: readonly RecordedEvent[], from?: Standpoint): Promise<Standpoint> {
    const loaded = from?.loaded ?? this.roomOf(subject).procedureFor(events[0]?.leaf.workflowhash);
    let standpoint: Standpoint = from ?? { version: -1, state: undefined, loaded };
    for (const { leaf, version } of events) {
      await this.calendars.load(String(leaf.data.facts['calendar']));
      try {
        const state = foldOne(loaded.procedure, standpoint.state, leaf, this.calendars.at);
        const stoodIn = stoodInAfter(standpoint.stoodIn, { actor: leaf.actor, facts: leaf.data.facts });
        standpoint = { version, state, loaded, stoodIn };
      } catch (error) {
        if (error instanceof IllegalHistory) throw new ReplayDisagrees(subject, error.message);
        throw error;
      }
    }
    return standpoint;
  }

  /** After the durable commit. */
  keep(subject: string, standpoint: Standpoint): void {
    this.kept.delete(subject);
    this.kept.set(subject, standpoint);
    if (this.kept.size <= KEPT) return;
    const oldest = this.kept.keys().next();
    if (!oldest.done) this.kept.delete(oldest.value);
  }

  roomOf(subject: string): Room {
    const [kind = ''] = subject.split('/');
    const room = this.rooms.get(kind);
    if (!room) throw new Error(`No room for subjects of kind '${kind}'.`);
    return room;
  }
}
