import { Logger, type OnModuleDestroy } from '@nestjs/common';
import type { PersonFacts } from '../../workflows/vocabulary.js';
import type { Clock } from '../clock.js';
import type { Database } from '../database/database.js';
import { dateInShanghai } from '../engine/civil-date.js';
import type { FactReaders } from '../road/facts.js';
import type { Road } from '../road/record-event.js';
import { TooManyStreams } from './refusals.js';
import { Stream } from './stream.js';

/** Machine time. */
const LOOK_EVERY_MS = 400;
const HEARTBEAT_MS = 20_000;
/** Of one person, on one server. */
const STREAMS_OF_ONE = 8;
const PAGE = 500;
/** Whoever was away for longer than so many events reads what is on the page again, and goes on from now. */
const CAUGHT_UP = 2000;

interface EventRow extends Record<string, unknown> {
  readonly seq: number;
  readonly subject: string;
  readonly version: number;
  readonly type: string;
}

/**
 * Tells whoever is signed in of new events as they stand in the ledger. It reads the ledger from outside, so an append
 * never waits for it, and what another server recorded in the same database is seen like our own. While nobody listens
 * it asks nothing.
 */
export class LiveEvents implements OnModuleDestroy {
  private readonly streams = new Set<Stream>();
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private lastHeartbeat = 0;

  constructor(
    private readonly parts: {
      readonly database: Database;
      readonly clock: Clock;
      readonly road: Road;
      readonly readers: FactReaders;
    },
    private readonly log = (line: string) => new Logger('Stream').error(line),
  ) {}

  /** @param after position of the last event that was seen, where there is one @throws TooManyStreams */
  async open(person: string, session: string, after: number | undefined): Promise<Stream> {
    if ([...this.streams].filter((one) => one.person === person).length >= STREAMS_OF_ONE)
      throw new TooManyStreams(STREAMS_OF_ONE);
    const stream = new Stream(person, session, Number.MAX_SAFE_INTEGER);
    // Counted before anything is awaited: of many that are opened at once, no more than the limit are.
    this.streams.add(stream);
    stream.once('close', () => this.forget(stream));
    const head = await this.head().catch((error: unknown) => {
      this.forget(stream);
      throw error;
    });
    const next = after === undefined ? head : after + 1;
    const missed = head - next;
    const lost = missed > CAUGHT_UP || missed < 0;
    stream.says(lost ? 'reset' : 'ready', { next: lost ? head : next });
    stream.next = lost ? head : next;
    this.begin();
    return stream;
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    for (const stream of this.streams) stream.ends();
    await this.looking;
  }

  /** Ends what is over, and tells what is new. Never throws. */
  look(): Promise<void> {
    this.looking ??= this.lookOnce()
      .catch((error: unknown) => this.log(error instanceof Error ? error.message : 'stopped short'))
      .finally(() => {
        this.looking = undefined;
      });
    return this.looking;
  }

  private begin(): void {
    if (this.timer !== undefined) return;
    this.lastHeartbeat = this.machineTime();
    this.timer = setInterval(() => void this.look(), LOOK_EVERY_MS);
    this.timer.unref();
  }

  private forget(stream: Stream): void {
    this.streams.delete(stream);
    if (this.streams.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private async lookOnce(): Promise<void> {
    await this.endWithSessions();
    while (await this.tellPage());
    const now = this.machineTime();
    if (now - this.lastHeartbeat < HEARTBEAT_MS) return;
    this.lastHeartbeat = now;
    for (const stream of this.streams) stream.says('heartbeat', { at: new Date(now).toISOString() });
  }

  /** Reading the sessions here keeps none of them alive: a page that is merely open is not in use. */
  private async endWithSessions(): Promise<void> {
    const digests = [...new Set([...this.streams].map(({ session }) => session))];
    if (digests.length === 0) return;
    const rows = await this.parts.database.read.query<{
      token_digest: string;
      last_seen_at: string;
      expires_at: string;
      idle_ms: number;
    }>(
      `SELECT token_digest, last_seen_at, expires_at, idle_ms FROM session
        WHERE token_digest IN (${digests.map(() => '?').join(', ')})`,
      digests,
    );
    const now = this.machineTime();
    const open = rows.filter(
      (row) => now < Date.parse(row.expires_at) && now - Date.parse(row.last_seen_at) < Number(row.idle_ms),
    );
    const alive = new Set(open.map(({ token_digest }) => token_digest));
    for (const stream of this.streams) {
      if (alive.has(stream.session)) continue;
      stream.says('signed-out', {});
      stream.ends();
      this.forget(stream);
    }
  }

  /** @returns whether there may be more */
  private async tellPage(): Promise<boolean> {
    const from = Math.min(...[...this.streams].map(({ next }) => next));
    if (!Number.isSafeInteger(from) || from === Number.MAX_SAFE_INTEGER) return false;
    const events = await this.parts.database.read.query<EventRow>(
      'SELECT seq, subject, version, type FROM event WHERE seq >= ? ORDER BY seq LIMIT ?',
      [from, PAGE],
    );
    const last = events.at(-1);
    if (!last) return false;
    const people = new Map<string, PersonFacts | undefined>();
    for (const { person } of this.streams)
      if (!people.has(person)) people.set(person, await this.person(person).catch(this.toldNothing(person)));
    for (const event of events) await this.tell(event, people);
    return events.length === PAGE;
  }

  private async tell(
    { seq, subject, version, type }: EventRow,
    people: ReadonlyMap<string, PersonFacts | undefined>,
  ): Promise<void> {
    const sees = await this.whoSees(subject).catch(this.toldNothing(subject));
    for (const stream of this.streams) {
      // One that was opened meanwhile is told at the next look.
      if (!people.has(stream.person) || seq < stream.next) continue;
      stream.next = seq + 1;
      const reader = people.get(stream.person);
      if (reader && sees?.(reader)) stream.says('recorded', { subject, version, type, seq }, seq);
    }
  }

  /** A record that was altered is told to nobody, nor anything to whose it is; nobody else is kept from being told. */
  private toldNothing(subject: string): (error: unknown) => undefined {
    return (error) => {
      this.log(`${subject}: ${error instanceof Error ? error.message : ''}`);
    };
  }

  private async whoSees(subject: string): Promise<(reader: PersonFacts) => boolean> {
    const { states } = this.parts.road;
    const { state } = await states.read(this.parts.database.read, subject);
    const room = states.roomOf(subject);
    return (reader) =>
      room.mayAccess(reader, state) && (room.mayReadPapers?.(reader, state, subject) ?? true);
  }

  private async head(): Promise<number> {
    const [row] = await this.parts.database.read.query<{ size: number }>(
      'SELECT size FROM ledger_head WHERE id = 1',
    );
    return Number(row?.size ?? 0);
  }

  private async person(id: string): Promise<PersonFacts> {
    const { road, database, readers, clock } = this.parts;
    const known = await road.states.read(database.read, `person/${id}`);
    return readers.person(id, known, dateInShanghai(clock.legal().toISOString()));
  }

  private machineTime(): number {
    return this.parts.clock.machine().getTime();
  }
}
