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

/** What an act would remove, by digest as it stands in `_sd`, and the papers; what is not here is not listed. */
export interface RemovalFacts {
  readonly disclosures: Readonly<
    Record<
      string,
      {
        readonly position: number;
        readonly subject: string;
        readonly type: string;
        readonly pointer: string;
        /** The class of the field (`fields.ts`). */
        readonly disclosure: string;
        /** Whose record it is; '' for what belongs to no body. */
        readonly body: string;
      }
    >
  >;
  /** Whose record the subject is, and which of the papers its events name: where the act is about one subject. */
  readonly body?: string;
  readonly documents?: readonly string[];
}

/** The access log (refused attempts, auditors' readings): a digest that stands for its first `count` rows. */
export interface AccessLogFacts {
  readonly count: number;
  readonly digest: string;
}

/** Which part of administration somebody has, where it is divided in three; `position`: of the installation. */
export interface AdministrationFacts {
  readonly position: number;
  readonly part: 'system' | 'security' | 'audit' | null;
}

/** For how many hours at most somebody may read a decision that is not theirs; `position`: of the installation. */
export interface LongestReadingFacts {
  readonly position: number;
  readonly hours: number;
}

/** What acts on the installation itself may know of the whole ledger, as it stood before them. */
export interface InstallationFacts {
  readonly heads?: HeadsFacts;
  readonly accessLog?: AccessLogFacts;
  readonly removal?: RemovalFacts;
  readonly longestReading?: LongestReadingFacts;
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

/** Another decision, as far as it says who may not be its expert (article 20). */
export interface MatterFacts {
  readonly decision: string;
  readonly position: number;
  readonly body: string;
  readonly settled: boolean;
  /** Responsible units. */
  readonly units: readonly string[];
  /** Persons: who drafted, who assessed risks or otherwise, who is invited as an expert, who declared an interest. */
  readonly drafters: readonly string[];
  readonly assessors: readonly string[];
  readonly experts: readonly string[];
  readonly interested: readonly string[];
  /**
   * Beside drafters and assessors stands whoever acted for them in the matter by delegation, or had them act. Absent
   * where a draw was announced before these were counted.
   */
  readonly sidesCounted?: true;
}

/** The first checkpoint over the announcement of a draw. */
export interface DrawnOnFacts {
  /** Position of the announcement in the ledger. */
  readonly announced: number;
  readonly size: number;
  /** In hex. */
  readonly root: string;
}

/** A body or unit as it stood, and where: one link of the chain upwards from where a unit is to be moved. */
export interface UnitAboveFacts {
  readonly unit: string;
  readonly position: number;
  readonly kind: 'body' | 'unit';
  readonly parent: string | null;
  readonly body: string;
  readonly closed: boolean;
}

/** What acts on a unit may know of the tree that it stands in. */
export interface UnitFacts {
  /** From the unit that the payload names upwards; it ends where there is nothing above, or where it comes round again. */
  readonly unitsAbove?: readonly UnitAboveFacts[];
}

/** The last draw for a matter that had somebody among its candidates, and where that person came in it. */
export interface DrawFacts {
  readonly draw: string;
  /** The pool's version that this was read at. */
  readonly position: number;
  /** How many were drawn; the others take the place of whoever declines, in their order. */
  readonly count: number;
  /** Who comes before in the order of the lots. */
  readonly before: readonly string[];
}

/** What acts on a pool of experts, and invitations from it, may know. */
export interface PoolFacts {
  /** Who may not be drawn as an expert in a matter. */
  readonly matter?: MatterFacts;
  /** What the lots of a draw rest on. */
  readonly drawnOn?: DrawnOnFacts;
  /** How the expert who is invited came out of the draw; absent where there was none, and where no rule asks. */
  readonly draw?: DrawFacts;
}

/**
 * The open call (公开征求意见) that a decision has published under a consultation's id. `current` is false once the
 * decision has published another call: comments go to that one.
 */
export interface OpenCallFacts {
  readonly consultation: string;
  readonly decision: string;
  /** The decision's version that this was read at. */
  readonly position: number;
  readonly body: string;
  readonly openedOn: string;
  readonly deadline: string;
  readonly current: boolean;
}

/** The signed original behind an act on behalf of somebody without an account. */
export interface Instrument {
  readonly digest: string;
  readonly pages: number;
  readonly signedOn: string;
  readonly sealed: boolean;
  readonly certifiedBy: string;
  /** Where the original lies: a file number or a shelf. */
  readonly keptAt?: string;
  /** Where it is signed electronically: key, authority, and the four conditions of a reliable signature. */
  readonly electronic?: Readonly<Record<'key' | 'authority', string>> &
    Readonly<Record<'ownKey' | 'soleControl' | 'signatureChangesShow' | 'textChangesShow', boolean>>;
}
