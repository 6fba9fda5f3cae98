import type { Rows } from '../database/database.js';
import { eventsOf, headOf } from '../ledger/reading.js';
import type { Standpoint } from '../road/room.js';
import type { States } from '../road/states.js';

/**
 * How other subjects stood when an act was done: the ledger up to a position that only moves forward, so that what was
 * folded once is folded on.
 */
export class AsItStood {
  private readonly standpoints = new Map<string, Standpoint>();
  private below = 0;

  constructor(
    private readonly rows: Rows,
    private readonly states: States,
  ) {}

  /** From now on subjects stand as they stood before the event at this position. */
  goTo(seq: number): void {
    this.below = seq;
  }

  /** @throws ReplayDisagrees CalendarMissing WorkflowMissing NotALeaf */
  readonly look = async (subject: string): Promise<Standpoint> => {
    const known = this.standpoints.get(subject);
    const { version } = await headOf(this.rows, subject, this.below);
    if (known?.version === version) return known;
    const events = await eventsOf(this.rows, subject, (known?.version ?? -1) + 1, version + 1);
    const standpoint = await this.states.fold(subject, events, known);
    this.standpoints.set(subject, standpoint);
    return standpoint;
  };
}
