import type { Text } from '../../../workflows/vocabulary.js';
import type { JsonObject } from '../../canonical/canonical-json.js';
import type { Grade } from '../../road/grade.js';

/**
 * One decision as the views show it: plain data, read once (`read-shown.ts`), from which every view is made without
 * looking anywhere else. The same data make the same bytes.
 */
export interface DecisionShown {
  readonly id: string;
  /** Empty where it was lawfully removed. */
  readonly title: string;
  readonly body: Named;
  readonly workflow: {
    readonly id: string;
    readonly version: string;
    readonly hash: string;
    readonly title: Text;
  };
  /** When this was read: RFC 3339, UTC. */
  readonly at: string;
  readonly source: string;
  /** The newest checkpoint: everything shown lies below its size. */
  readonly checkpoint: CheckpointShown;
  /** The five steps in the order of the law. */
  readonly steps: readonly StepShown[];
  /** Where it stands now, as the machine describes it. */
  readonly standing: readonly string[];
  readonly settled: boolean;
  /** The decision's events, those of its meetings and of its consultations, by position. */
  readonly events: readonly EventShown[];
  readonly consultations: readonly ConsultationShown[];
  /** Every paper that an event names, each once, in the order in which they were named. */
  readonly papers: readonly PaperShown[];
  /** Attempts that were refused; undefined where the reader may not know of them. */
  readonly refused?: RefusedShown;
  readonly completeness: CompletenessShown;
  /** The same events for process mining. */
  readonly mined: MinedDecision;
}

export interface Named {
  readonly id: string;
  /** Undefined where nobody knows it. */
  readonly name?: string;
}

export interface PersonShown extends Named {
  readonly post?: string;
}

export interface CheckpointShown {
  readonly origin: string;
  readonly size: number;
  /** Hex. */
  readonly root: string;
  /** The signed note, verbatim. */
  readonly note: string;
}

export interface StepShown {
  readonly id: string;
  readonly title: Text;
  readonly status: 'not-open' | 'open' | 'completed' | 'exempted';
  readonly statusTitle: Text;
  /** Versions of the events after which it stood as it does now, and from which it was open. */
  readonly since?: EventRef;
  readonly openedBy?: EventRef;
  /** The finding by which it fell away. */
  readonly exemption?: { readonly reason?: string; readonly legalBasis?: string; readonly event: EventRef };
}

/** An event that something rests on. `date` counts: evidenced where a second person checked it, else recorded. */
export interface EventRef {
  readonly seq: number;
  readonly version: number;
  readonly title: Text;
  readonly date: string;
}

export interface EventShown {
  readonly subject: string;
  readonly kind: 'decision' | 'meeting' | 'consultation';
  readonly version: number;
  readonly seq: number;
  readonly id: string;
  readonly type: string;
  readonly title: Text;
  /** RFC 3339, UTC; and its civil date in Asia/Shanghai. */
  readonly recordedAt: string;
  readonly recordedOn: string;
  readonly evidenced?: { readonly date: string; readonly source: string; readonly checkedBy: PersonShown };
  readonly claimed?: string;
  /** Whose act it is. */
  readonly by: PersonShown;
  readonly role: Text;
  readonly unit: Named;
  /** Who entered it from the signed original of somebody without an account. */
  readonly enteredBy?: PersonShown;
  readonly binding: boolean;
  readonly grade?: Grade;
  /** The whole payload, without what was erased and without what members of the public wrote. */
  readonly said: JsonObject;
  /** The sentence that people read. */
  readonly sentence: Text;
  /** How many fields were lawfully erased or are withheld. */
  readonly gone: number;
  readonly papers: readonly PaperRef[];
  readonly leafHash: string;
  readonly stateHash?: string;
  /** The mandatory step that this act belongs to, where it belongs to one. */
  readonly step?: string;
}

export interface PaperRef {
  readonly sha256: string;
  readonly name?: string;
  readonly kind?: string;
  readonly mediaType?: string;
  readonly size?: number;
}

export interface PaperShown extends PaperRef {
  readonly kindTitle?: Text;
  readonly namedBy: readonly EventRef[];
  /** `here`: its bytes are kept; `removed`: under an order or by a lawful erasure; `withheld`: a member of the public brought it. */
  readonly is: 'here' | 'removed' | 'withheld' | 'missing';
}

/** What a consultation came to; the words of members of the public stand in no view (docs/decisions/0013). */
export interface ConsultationShown {
  readonly id: string;
  readonly received: number;
  readonly adopted: number;
  readonly partly: number;
  readonly notAdopted: number;
}

/** What was tried and refused, from the access log: for auditors of the body alone. */
export interface RefusedShown {
  /** The last of them, oldest first. */
  readonly attempts: readonly RefusalShown[];
  /** How many rows of the log came before these. */
  readonly before: number;
}

export interface RefusalShown {
  /** RFC 3339, UTC: when first, and when last where it was tried `count` times. */
  readonly at: string;
  readonly until: string;
  readonly count: number;
  readonly type: Text;
  readonly by: PersonShown;
  /** What kind of refusal it was. */
  readonly kind: Text;
  /** Titles of the requirements that were not met. */
  readonly requirements: readonly Text[];
}

/** How long the file is kept by the body's schedule in force when it was archived; without `until` for ever. */
export interface RetentionShown {
  readonly period: Text;
  readonly until?: string;
}

/** What papers articles 29 and 33 want there, and how it stands with each. */
export interface CompletenessShown {
  readonly bundle: readonly PaperDue[];
  readonly archive: readonly PaperDue[];
  /** The event that submitted the meeting bundle, and the one that archived the file; undefined where it is not there yet. */
  readonly submittedBy?: EventRef;
  readonly archivedBy?: EventRef & { readonly fileNumber?: string; readonly retention?: RetentionShown };
  /** Those that are missing: none, and it is complete as far as the matter has come. */
  readonly missing: number;
}

export interface PaperDue {
  readonly id: string;
  readonly title: Text;
  /** Ids of `law/rules.tsv` that want it. */
  readonly rules: readonly string[];
  /** `there`; `exempted` by a finding; `not-applicable` on what the draft says it touches; `not-yet` due; or `missing`. */
  readonly is: 'there' | 'exempted' | 'not-applicable' | 'not-yet' | 'missing';
  readonly because?: Text;
  readonly papers: readonly PaperRef[];
  readonly event?: EventRef;
  readonly grade?: Grade;
}

/** One file of the bag, or one download. `path` as it stands in a bag (docs/bag.md). */
export interface View {
  readonly path: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/**
 * What process mining gets of one event: what stands in clear in its leaf. No names, no titles, no words: people and
 * papers are opaque ids and digests, and of members of the public there is not even an id.
 */
export interface MinedEvent {
  readonly id: string;
  readonly subject: string;
  readonly version: number;
  readonly seq: number;
  readonly type: string;
  /** RFC 3339, UTC. */
  readonly time: string;
  readonly evidencedOn?: string;
  readonly claimed?: string;
  /** Absent for the public and for the program itself. */
  readonly person?: string;
  readonly role: string;
  readonly unit?: string;
  readonly binding: boolean;
  readonly grade?: string;
  /** Single values of the clear payload. */
  readonly values: readonly (readonly [name: string, value: string | number | boolean])[];
  readonly papers: readonly string[];
  /** Subjects that it names: the meeting at which a matter is tabled, the open call. */
  readonly names: readonly string[];
}

export interface MinedDecision {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly workflow: string;
  /** By position: its own events, then those of its meetings and consultations. */
  readonly events: readonly MinedEvent[];
}
