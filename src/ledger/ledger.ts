import type { Clock } from '../clock.js';
import type { Database } from '../database/database.js';
import type { AppendCommand, Appended, EventDraft, Once, SubjectHead } from './append-command.js';
import { AppendQueue } from './append.js';
import { wentBack } from './batch.js';
import { Checkpointing, latest, receiptOf } from './checkpointing.js';
import { cosignedOver, cosignedSizes, publishedNote } from './cosigned-notes.js';
import { statementOf, type Statement } from './event-rows.js';
import { readHead } from './head-row.js';
import { nodeLookup, tile } from './node-store.js';
import { inclusionProof, rootAt } from './proofs.js';
import { eventAt, eventById, eventsFrom, eventsOf, headOf, type StoredEvent } from './reading.js';
import type { Signer } from './signer.js';
import { refuseRolledBack } from './start-check.js';

export type {
  AppendCommand,
  Appended,
  Batch,
  EventDraft,
  Idempotency,
  Once,
  RecordedEvent,
  SubjectHead,
} from './append-command.js';
export type { StoredDisclosure, StoredEvent } from './reading.js';

export interface LedgerOptions {
  readonly database: Database;
  readonly signer: Signer;
  readonly clock: Clock;
  /** Which installation writes: the `source` of every leaf; the origin of its checkpoints. */
  readonly source: string;
  /** How long an event that is not binding may wait for its checkpoint; 5 seconds unless told, never over 10. */
  readonly checkpointWithinMs?: number;
}

/** How far the ledger goes. `root` is its tree's, 32 bytes; `time` that of its last event, '' before the first. */
export interface LedgerHead {
  readonly size: number;
  readonly root: Buffer;
  readonly time: string;
}

/** An event's place in the tree of `size` events: audit path upwards, as RFC 6962 §2.1.1. */
export interface InclusionProof {
  readonly seq: number;
  readonly size: number;
  readonly path: readonly Buffer[];
  readonly root: Buffer;
}

/** The memory of the installation: events are added, proved and read; none is ever changed. */
export class Ledger {
  private constructor(
    private readonly database: Database,
    private readonly queue: AppendQueue,
    private readonly checkpoints: Checkpointing,
    private readonly clock: Clock,
    private readonly source: string,
  ) {}

  /** @throws LogRolledBack when the database is not the one that the signer knows. */
  static async open(options: LedgerOptions): Promise<Ledger> {
    const { database, signer, clock, source } = options;
    await refuseRolledBack(database.read, signer);
    const checkpoints = new Checkpointing(
      database,
      signer,
      Math.min(options.checkpointWithinMs ?? 5000, 10_000),
    );
    const queue = new AppendQueue(database, clock, source, checkpoints);
    // A crash may have left events without a checkpoint.
    checkpoints.soon();
    return new Ledger(database, queue, checkpoints, clock, source);
  }

  /**
   * Records one event, or refuses. Fulfils only when the event is durable.
   * @throws whatever `decide` threw; VersionConflict, IdempotencyKeyReused, NotRecordable, LedgerUnavailable
   */
  append(command: AppendCommand): Promise<Appended> {
    return this.queue.append(command);
  }

  /**
   * Records all of these, one after the other in one transaction, or none: each sees what the ones before it left. The
   * refusal of one is that of all. Under a key, what was recorded by it before is the one answer. @throws as `append`
   */
  appendAll(commands: readonly AppendCommand[], once?: Once): Promise<Appended[]> {
    return this.queue.appendAll(commands, once);
  }

  /** What `appendAll` would answer, worked out in the same way and then taken back: nothing is recorded. */
  rehearseAll(commands: readonly AppendCommand[]): Promise<Appended[]> {
    return this.queue.appendAll(commands, 'rehearsed');
  }

  /** What the actor of this draft is to sign, were it recorded after `head`. @throws NotRecordable */
  statementOf(
    draft: EventDraft,
    subject: string,
    head: SubjectHead,
    salt: (pointer: string) => Buffer,
  ): Statement {
    return statementOf(draft, { source: this.source, subject, head }, salt);
  }

  /** A subject's events in order, with the disclosures that remain. */
  eventsOf(subject: string, fromVersion = 0): Promise<StoredEvent[]> {
    return eventsOf(this.database.read, subject, fromVersion);
  }

  /** Events of all subjects by position: at most `limit`, from `from` on. For readers that keep a position. */
  eventsFrom(from: number, limit: number): Promise<StoredEvent[]> {
    return eventsFrom(this.database.read, from, limit);
  }

  eventAt(seq: number): Promise<StoredEvent | undefined> {
    return eventAt(this.database.read, seq);
  }

  eventById(id: string): Promise<StoredEvent | undefined> {
    return eventById(this.database.read, id);
  }

  /** Where a subject stands, as committed. */
  headOf(subject: string): Promise<SubjectHead> {
    return headOf(this.database.read, subject);
  }

  async head(): Promise<LedgerHead> {
    const { range, lastTime } = await readHead(this.database.read);
    return { size: range.size, root: range.root(), time: lastTime };
  }

  /** Whether the clock went back behind the last event: until it is right again, nothing is recorded. */
  async clockIsBehind(): Promise<boolean> {
    return wentBack(this.clock, (await this.head()).time);
  }

  /** A signed note over everything recorded so far, signed now if need be; undefined while there is nothing. */
  async checkpoint(): Promise<string | undefined> {
    return (await this.checkpoints.sign())?.note;
  }

  /** The newest signed note there is; asking for it signs nothing. */
  async latestCheckpoint(): Promise<string | undefined> {
    return (await latest(this.database.read))?.note;
  }

  /** The checkpoint to show to others: the newest that had its quorum of witnesses, else the newest there is. */
  publishedCheckpoint(): Promise<string | undefined> {
    return publishedNote(this.database.read);
  }

  /** @throws RangeError when there is no such event in a tree of that size. */
  async proof(seq: number, size?: number): Promise<InclusionProof> {
    const lookup = nodeLookup(this.database.read);
    const within = size ?? (await this.head()).size;
    const path = await inclusionProof(seq, within, lookup);
    return { seq, size: within, path, root: await rootAt(within, lookup) };
  }

  /**
   * tlog-proof@v1 to the first checkpoint over the event; undefined until there is one. Where a quorum of witnesses is
   * asked for, it becomes once the proof to the first that had it, and stays that for ever.
   */
  receipt(seq: number): Promise<string | undefined> {
    return receiptOf(this.database.read, seq);
  }

  /** Sizes of the newest checkpoint that had its quorum, and of the newest there is; 0 where there is none. */
  cosignedSizes(): Promise<{ readonly cosigned: number; readonly newest: number }> {
    return cosignedSizes(this.database.read);
  }

  /** Whether enough witnesses have cosigned a checkpoint over the event. */
  async isCosigned(seq: number): Promise<boolean> {
    return (await cosignedOver(this.database.read, seq)) !== undefined;
  }

  /** Hashes of one tile (C2SP tlog-tiles, height 8): `width` of them, or undefined when the tree has fewer. */
  tile(level: number, index: number, width = 256): Promise<Buffer | undefined> {
    return tile(this.database.read, level, index, width);
  }

  /** Why the newest checkpoint could not be signed; undefined when all is well. For the health page. */
  get checkpointProblem(): unknown {
    return this.checkpoints.problem;
  }

  /** Answers what was taken, signs what is unsigned, and stops. The database stays open. */
  async close(): Promise<void> {
    await this.queue.close();
    await this.checkpoints.close();
  }
}
