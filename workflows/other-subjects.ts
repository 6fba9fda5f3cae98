/** What an act on a decision may know of other subjects of the ledger, and of its own history. */

/** Another decision, as the ledger has it at this moment. */
export interface DecisionFacts {
  readonly position: number;
  readonly body: string;
  /** The matter from which it arose, and how, where it names one. */
  readonly arisesFrom: { readonly decision: string; readonly as: string } | null;
  /** An outcome with effect has been decided; and nothing follows any more. */
  readonly effective: boolean;
  readonly settled: boolean;
}

/** The yearly catalogue of decisions of one body (article 3(3)). */
export interface CatalogueFacts {
  readonly catalogue: string;
  readonly position: number;
  readonly body: string;
  readonly year: number;
  readonly status: 'drafted' | 'consented' | 'published';
  /** Numbers of the items that stand in it now. */
  readonly items: readonly number[];
}

/** How every subject of the ledger stands, and which checkpoints are kept: what a `HeadsRecorded` says (docs/bag.md). */
export interface HeadsFacts {
  readonly checkpoints: string;
  /** Size of the largest checkpoint that `checkpoints` covers. */
  readonly checkpointsTo: number;
  readonly count: number;
  readonly root: string;
  readonly size: number;
}

/** An event judged again with the right value in the place of the wrong one. */
export interface CorrectionFacts {
  readonly version: number;
  readonly type: string;
  /** Whether the event has such a field. */
  readonly known: boolean;
  /** The mandatory step that rests on this event; null where none does. */
  readonly step: string | null;
  /** Requirements that the event would not have met. */
  readonly unmet: readonly string[];
}
