import { CompactRange } from './tree.js';

/** What was counted up to a place in the log. */
export interface Counted {
  readonly unchecked: number;
  readonly checkpoints: number;
  readonly covered: number;
  readonly disclosures: number;
  readonly erased: number;
}

const NOTHING: Counted = { unchecked: 0, checkpoints: 0, covered: 0, disclosures: 0, erased: 0 };

/**
 * The stretch of the log that was read and is not judged yet. Reading runs ahead of judging; when an event turns out to
 * be unlawful, the report speaks of the events before it and of no later one, as if it had been judged at once.
 */
export class Trail {
  private readonly judged = CompactRange.empty();
  private ahead: { readonly hash: Buffer; readonly counted: Counted }[] = [];
  private last = NOTHING;

  /** The event at the next position was read. */
  add(hash: Buffer, counted: Counted): void {
    this.ahead.push({ hash, counted });
  }

  /** Everything below this position is judged. */
  judgedUpTo(position: number): void {
    const passed = this.ahead.splice(0, Math.max(0, position - this.judged.size));
    for (const { hash } of passed) this.judged.append(hash);
    this.last = passed.at(-1)?.counted ?? this.last;
  }

  /** How far it is judged, and the root over that. */
  get reached(): { readonly position: number; readonly root: Buffer } {
    return { position: this.judged.size, root: this.judged.root() };
  }

  /** What was counted before the event at this position, and the root over those. */
  before(position: number): Counted & { readonly events: number; readonly root: Buffer } {
    this.judgedUpTo(position);
    return { ...this.last, events: this.judged.size, root: this.judged.root() };
  }
}
