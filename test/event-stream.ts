import type { JsonObject } from '../src/canonical/canonical-json.js';
import type { Person } from './server.js';

/** One server-sent event. */
export interface Told {
  readonly event: string;
  readonly id: string | undefined;
  readonly data: JsonObject;
}

/** An open stream of server-sent events, as a page has it. */
export class EventStream {
  readonly told: Told[] = [];
  ended = false;
  private waiting: (() => void)[] = [];

  private constructor(
    readonly response: Response,
    private readonly aborting: AbortController,
  ) {
    void this.reads();
  }

  /** @param last goes as `Last-Event-ID` @param address of another server than the person's own */
  static async opens(who: Person, last?: string, address = who.server.running.address): Promise<EventStream> {
    const aborting = new AbortController();
    const response = await fetch(`${address}/api/stream`, {
      signal: aborting.signal,
      headers: {
        authorization: `Bearer ${who.token}`,
        ...(last !== undefined && { 'last-event-id': last }),
      },
    });
    return new EventStream(response, aborting);
  }

  leaves(): void {
    this.aborting.abort();
  }

  /** The first event, told already or still to come, that fits. @throws Error after five seconds */
  async hears(fits: (one: Told) => boolean): Promise<Told> {
    const until = Date.now() + 5000;
    for (;;) {
      const found = this.told.find(fits);
      if (found) return found;
      if (Date.now() > until) throw new Error(`Not told in time; told: ${JSON.stringify(this.told)}`);
      await this.something();
    }
  }

  /** @throws Error after five seconds */
  async ends(): Promise<void> {
    const until = Date.now() + 5000;
    while (!this.ended) {
      if (Date.now() > until) throw new Error('The stream has not ended.');
      await this.something();
    }
  }

  private something(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, 200);
      this.waiting.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  private async reads(): Promise<void> {
    let text = '';
    try {
      const decoder = new TextDecoder();
      for await (const chunk of this.response.body ?? []) {
        text += decoder.decode(chunk as Uint8Array, { stream: true });
        const frames = text.split('\n\n');
        text = frames.pop() ?? '';
        this.told.push(...frames.map(frameOf));
        this.wakes();
      }
    } catch (error) {
      if (!this.aborting.signal.aborted) throw error;
    }
    this.ended = true;
    this.wakes();
  }

  private wakes(): void {
    for (const wake of this.waiting.splice(0)) wake();
  }
}

function frameOf(frame: string): Told {
  const fields = new Map(frame.split('\n').map((line) => [line.split(': ')[0], line.replace(/^\w+: /, '')]));
  return {
    event: fields.get('event') ?? '',
    id: fields.get('id'),
    data: JSON.parse(fields.get('data') ?? '{}') as JsonObject,
  };
}
