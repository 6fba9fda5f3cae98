import { Readable } from 'node:stream';
import type { Json } from '../canonical/canonical-json.js';

/** What a reader may leave unread before it is let go: it comes back with `Last-Event-ID` and misses nothing. */
const UNREAD_BYTES = 256 * 1024;

/** One open stream of server-sent events (HTML Living Standard §9.2). */
export class Stream extends Readable {
  /** The position of the next event that it has not been sent. */
  next: number;

  /** @param session digest of the session's token: the stream ends with it */
  constructor(
    readonly person: string,
    readonly session: string,
    next: number,
  ) {
    super({ highWaterMark: UNREAD_BYTES });
    this.next = next;
  }

  /** @param id goes back to us as `Last-Event-ID` */
  says(event: string, data: Json, id?: number): void {
    const fields = [`event: ${event}`, ...(id === undefined ? [] : [`id: ${id}`])];
    this.push(`${fields.join('\n')}\ndata: ${JSON.stringify(data)}\n\n`);
    if (this.readableLength > UNREAD_BYTES) this.destroy();
  }

  ends(): void {
    if (!this.destroyed) this.push(null);
  }

  override _read(): void {
    // Events come when they come.
  }
}
