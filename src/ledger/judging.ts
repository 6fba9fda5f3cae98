import type { FindingCode } from './findings.js';
import type { Leaf } from './leaf.js';
import type { StoredDisclosure } from './reading.js';

/** What a subject's replay says of an event; undefined when the event is what its procedure would have accepted. */
export interface Objection {
  readonly code: Extract<FindingCode, 'E_BLOB' | 'E_STATE' | 'E_ILLEGAL' | 'E_DEFINITION'>;
  readonly zh: string;
  readonly en: string;
}

/** Replays subjects: is called with every event in the order of the log. */
export type Judge = (
  leaf: Leaf,
  disclosures: readonly StoredDisclosure[],
) => Objection | undefined | Promise<Objection | undefined>;

/** An event whose bytes, place and disclosures hold; whether it was lawful is still to be said. */
export interface HeldEvent {
  readonly leaf: Leaf;
  /** What was hashed. */
  readonly bytes: Buffer;
  readonly disclosures: readonly StoredDisclosure[];
}

export interface Objected {
  readonly leaf: Pick<Leaf, 'seq' | 'subject'>;
  readonly objection: Objection;
}

/** Judges events, perhaps elsewhere and later than it takes them; what it objects to first is the same for all. */
export interface Judging {
  /** Takes an event, in the order of the log; waits until there is room for it. */
  take(event: HeldEvent): Promise<void>;
  /** The first objection there is, known once every event before it has been judged. */
  readonly objected: Objected | undefined;
  /** Position below which everything is judged, and nothing was objected to. */
  readonly judgedBelow: number;
  /** Fulfils when all that was taken is judged, or something was objected to. */
  settle(): Promise<void>;
}

/** Judges every event at once. */
export class JudgingAtOnce implements Judging {
  objected: Objected | undefined;
  judgedBelow = 0;

  constructor(private readonly judge: Judge) {}

  async take({ leaf, disclosures }: HeldEvent): Promise<void> {
    const objection = await this.judge(leaf, disclosures);
    if (objection) this.objected = { leaf, objection };
    else this.judgedBelow = leaf.seq + 1;
  }

  settle(): Promise<void> {
    return Promise.resolve();
  }
}
