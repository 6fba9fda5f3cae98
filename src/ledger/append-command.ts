import type { Json, JsonObject } from '../canonical/canonical-json.js';
import type { Transaction } from '../database/database.js';
import type { ActorSignature, Evidenced, Leaf } from './leaf.js';

/** Where a subject stands: the number and hex leaf hash of its last event; -1 and '' before the first. */
export interface SubjectHead {
  readonly version: number;
  readonly leafHash: string;
}

/** An event as it was recorded. `bytes` are what was hashed; `leaf` is what they say. */
export interface RecordedEvent {
  readonly seq: number;
  readonly id: string;
  readonly subject: string;
  readonly version: number;
  readonly type: string;
  /** RFC 3339, UTC, milliseconds. */
  readonly time: string;
  /** Hex. */
  readonly leafHash: string;
  readonly leaf: Leaf;
  readonly bytes: Buffer;
}

/** The commands that share one commit, seen by one of them while it decides. */
export interface Batch {
  /** For reading what the decision rests on, under the ledger's head row. */
  readonly tx: Transaction;
  /** The recorded time of every event of the batch: RFC 3339, UTC, milliseconds. */
  readonly time: string;
  /** What the accepted predecessors in this batch left as `stage`, by subject: newer than any cache. */
  readonly staged: ReadonlyMap<string, unknown>;
  /** Where a subject stands now, predecessors in this batch included. */
  head(subject: string): Promise<SubjectHead>;
}

/** What a command has decided to record. Fields as in the leaf; `disclosures` are salted here and stored apart. */
export interface EventDraft {
  readonly type: string;
  readonly actor: string;
  readonly actorrole: string;
  readonly actorunit: string;
  readonly onbehalf?: string | undefined;
  readonly claimed?: string | undefined;
  readonly payload: JsonObject;
  readonly facts: JsonObject;
  readonly instrument?: JsonObject | undefined;
  readonly evidenced?: Evidenced | undefined;
  readonly disclosures: readonly { readonly pointer: string; readonly value: Json }[];
  readonly signature?: SignedDraft | undefined;
  readonly workflowhash?: string | undefined;
  readonly statehash?: string | undefined;
  /** A binding act: its checkpoint is signed right after the commit, and its receipt comes with the answer. */
  readonly binding?: boolean | undefined;
  /** The subject's state after this event, for the successors in the batch (`batch.staged`). */
  readonly stage?: unknown;
  /** Projections, in the same transaction. When it throws, the event is not recorded either. */
  project?(tx: Transaction, event: RecordedEvent): Promise<void>;
  /** After the durable commit: caches. It must not throw; it cannot take anything back. */
  committed?(event: RecordedEvent): void;
  /** What the caller is answered; stored with the idempotency key, so that a repeat gets the same. */
  answer?(event: RecordedEvent): Json;
}

/** An act that its actor has signed: salted as it was when it was shown, so that the digests are those signed. */
export interface SignedDraft {
  salt(pointer: string): Buffer;
  /** What stands in the leaf. @throws a Refusal where it signs another digest than that of this act */
  over(digest: Buffer): ActorSignature;
}

export interface AppendCommand {
  readonly subject: string;
  /** When given, the command is refused with `version-conflict` unless the subject is there (-1: it is new). */
  readonly expectedVersion?: number | undefined;
  readonly idempotency?: Idempotency | undefined;
  /**
   * Decides under the ledger's head row. It may run more than once (PostgreSQL, after a deadlock), so it has no
   * side effects and awaits nothing but `batch`. Whatever it throws refuses this command alone.
   */
  decide(head: SubjectHead, batch: Batch): Promise<EventDraft> | EventDraft;
}

/** `requestDigest`: hex digest of the request that the key stands for. Kept for 30 days of machine time. */
export interface Idempotency {
  readonly actor: string;
  readonly key: string;
  readonly requestDigest: string;
}

/** Several commands that are one request: its key stands for all of them, and what was answered is kept once. */
export interface Once {
  readonly idempotency: Idempotency;
  answer(events: readonly RecordedEvent[]): Json;
}

export interface Appended {
  readonly event: RecordedEvent;
  readonly answer: Json;
  /** The idempotency key was known: nothing was recorded now. */
  readonly repeated: boolean;
  /** tlog-proof of a binding act; absent when its checkpoint could not be signed yet. */
  readonly receipt?: string;
}
