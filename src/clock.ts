/**
 * Two clocks (design §8). Legal time dates events and deadlines and can be moved forwards, in a demo only;
 * machine time drives sessions, limits and timers and is never moved.
 */
export interface Clock {
  legal(): Date;
  machine(): Date;
}

export const systemClock: Clock = { legal: () => new Date(), machine: () => new Date() };

/** The clock of a demo: legal time runs on from wherever it was last moved to, and never goes back. */
export class MovableClock implements Clock {
  private ahead = 0;

  constructor(start?: Date) {
    if (start) this.ahead = start.getTime() - Date.now();
  }

  legal(): Date {
    return new Date(Date.now() + this.ahead);
  }

  machine(): Date {
    return new Date();
  }

  /** @throws RangeError when `to` lies before the present legal time. */
  moveTo(to: Date): void {
    if (to.getTime() < this.legal().getTime()) throw new RangeError('Legal time never goes back.');
    this.ahead = to.getTime() - Date.now();
  }
}

/** Token under which the clock is injected (an interface leaves no trace at run time). */
export const CLOCK = Symbol('clock');
