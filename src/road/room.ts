import type { PersonFacts } from '../../workflows/vocabulary.js';
import type { JsonObject } from '../canonical/canonical-json.js';
import type { Transaction } from '../database/database.js';
import type { StoodIn } from '../engine/delegated.js';
import type { Procedure, Unmet } from '../engine/procedure.js';
import type { RecordedEvent } from '../ledger/ledger.js';

/** A procedure as it runs here; decisions name the digest of the built module. */
export interface LoadedProcedure {
  readonly procedure: Procedure;
  readonly hash?: string;
}

/** A subject as it stands: `version` -1 and no state before its first event. */
export interface Standpoint {
  readonly version: number;
  readonly state: unknown;
  readonly loaded: LoadedProcedure;
  /** Who stood in for whom in it, by delegation; absent where nobody did. */
  readonly stoodIn?: StoodIn | undefined;
}

/** Whose record it is; '' for what belongs to no body. */
export function bodyIn({ loaded: { procedure }, state }: Pick<Standpoint, 'loaded' | 'state'>): string {
  return (procedure.context(state) as { readonly body?: string | null } | undefined)?.body ?? '';
}

/** What a room shows its projections when an event is recorded. */
export interface Projected {
  readonly event: RecordedEvent;
  readonly state: unknown;
  /** The whole payload, disclosures included. */
  readonly payload: JsonObject;
}

/** One kind of subject in the ledger, and what the road needs to know of it. */
export interface Room {
  readonly kind: string;
  /** The procedure that new subjects follow, and that of a recorded hash. @throws when there is none. */
  procedureFor(workflowhash: string | undefined): LoadedProcedure;
  /** May this person see the subject? Otherwise it does not exist for them. */
  mayAccess(person: PersonFacts, state: unknown): boolean;
  /** Who reads the papers that its acts name, where that is not whoever may see the subject. */
  mayReadPapers?(person: PersonFacts, state: unknown, subject: string): boolean;
  /** The body whose roles count; undefined where roles of any body do. */
  bodyOf(state: unknown, payload: JsonObject | undefined): string | undefined;
  /** Projections, in the event's own transaction. */
  project?(tx: Transaction, projected: Projected): Promise<void>;
  /**
   * The state as this person is answered it, where that is not the whole: what another body has pending on a subject
   * that several share is not theirs to read. `look` tells how other subjects stand.
   */
  shownTo?(
    view: Readonly<Record<string, unknown>>,
    person: PersonFacts,
    look: (subject: string) => Promise<Standpoint>,
  ): Promise<Readonly<Record<string, unknown>>>;
  /** What lies between this state and an event that is not possible now. */
  missingFor?(standpoint: Standpoint, type: string, date: string): Promise<readonly Unmet[]>;
}
