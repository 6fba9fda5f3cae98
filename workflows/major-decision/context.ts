import type { LocalDate, RuleSet } from '../vocabulary.js';
import { nothingAfter, type AfterDecision } from './context-after.js';

/** The five kinds of major decision (article 3(1)). */
export const KINDS = [
  'public-service-policy',
  'resource-and-environment',
  'planning',
  'public-construction',
  'other-major',
] as const;
export type Kind = (typeof KINDS)[number];

/** Steps that a finding can exempt a matter from, where the law lets it. */
export const FINDABLE_STEPS = ['public-input', 'expert-review', 'risk-assessment'] as const;
export type FindableStep = (typeof FINDABLE_STEPS)[number];

export type Stance = 'agree' | 'agree-with-changes' | 'disagree' | 'abstain';

/** What the draft touches, as its author declares it; each switches on the rule named. */
export interface Touches {
  /** Interests of a specific group (article 14(3)). */
  readonly specificGroups: boolean;
  /** Economic activity of market players (article 29(1)). */
  readonly marketPlayers: boolean;
  /** Public money, and land: some places ask for a sign-off. */
  readonly money: boolean;
  readonly land: boolean;
  /** Matters of wide public concern (article 32). */
  readonly wideConcern: boolean;
  /** Units whose duties are touched (article 13). */
  readonly units: readonly string[];
  /** Another law that demands a hearing (article 16), cited. */
  readonly hearingRequiredBy: string | null;
}

export interface Expert {
  readonly declared: 'not-yet' | 'free-of-interest' | 'interest';
  readonly ofDepartment: boolean;
  readonly opinionOn: string | null;
  readonly verdict: Verdict | null;
  readonly signed: boolean;
}
export type Verdict = 'support' | 'support-with-changes' | 'oppose';

/** A hearing from its announcement on; announcing another day keeps what was published before. */
export interface Hearing {
  /** Counted dates of the announcement, of the delivered papers and of the published list. */
  readonly announcedOn: LocalDate;
  readonly papersOn: LocalDate | null;
  readonly listOn: LocalDate | null;
  readonly announcedFor: LocalDate;
  /** The day for which it was announced first: how long it has been put off. */
  readonly firstFor: LocalDate;
  readonly participants: number;
  readonly heldOn: LocalDate | null;
  readonly mostObjected: boolean;
}

/**
 * What the procedure remembers between acts. Small: no list here that outsiders can lengthen. A step's status is
 * a state of the machine, never a field of this.
 */
export interface Context {
  readonly body: string | null;
  readonly calendar: string | null;
  readonly ruleSet: RuleSet | null;
  readonly departures: readonly string[];
  readonly proposedBy: string | null;
  /** Which of the four kinds of article 10 the proposal is. */
  readonly proposalOf: string | null;
  /** The unit that the proposal was assigned to for study, and whether the office assigned it. */
  readonly study: { readonly unit: string; readonly throughOffice: boolean } | null;
  readonly arisesFrom: { readonly decision: string; readonly as: string } | null;
  readonly kind: Kind | null;
  /** Kinds of matter for which a law or administrative regulation has rules of its own (`matters/`). */
  readonly matters: readonly string[];
  readonly catalogueItem: number | null;
  readonly startedOn: LocalDate | null;
  readonly completionBy: LocalDate | null;
  readonly leadUnit: string | null;
  /** Every responsible unit, the lead among them. */
  readonly units: readonly string[];
  /** Other bodies that decide it jointly; each holds its own meeting. */
  readonly jointBodies: readonly string[];
  readonly planned: { readonly notBefore: LocalDate; readonly notAfter: LocalDate } | null;
  readonly draft: {
    readonly edition: number;
    readonly bundle: string;
    readonly drafters: readonly string[];
    readonly options: readonly string[];
    readonly touches: Touches;
  } | null;
  /** Everybody who ever drafted an edition: the reviewer is none of them (article 25). */
  readonly drafters: readonly string[];
  readonly unitsConsulted: readonly string[];
  /** A unit did not agree (article 13): the meeting is told. */
  readonly disagreement: boolean;
  readonly findings: Readonly<
    Partial<
      Record<
        FindableStep,
        {
          readonly required: boolean;
          readonly by: string;
          readonly contested: boolean;
          readonly basis: string;
        }
      >
    >
  >;
  readonly publicInput: {
    readonly modes: readonly string[];
    readonly openCall: {
      readonly consultation: string;
      readonly publishedOn: LocalDate;
      readonly deadline: LocalDate;
      readonly shortened: boolean;
    } | null;
    readonly hearing: Hearing | null;
    /** Papers of a round table reached those invited. */
    readonly roundTablePapersOn: LocalDate | null;
    readonly reportedOn: LocalDate | null;
    readonly groupsHeard: boolean;
    readonly businessesHeard: boolean;
    /** Every comment that was not adopted got the same words: shown, never refused. */
    readonly blanketReason: boolean;
    /** The signed sheets and records on which it rests, by digest: none serves another step too. */
    readonly records: readonly string[];
  };
  readonly experts: Readonly<Record<string, Expert>>;
  /** Papers on which the expert review rests, by digest. */
  readonly expertRecords: readonly string[];
  readonly risk: {
    readonly level: string;
    /** The edition assessed and the report, by digest: a risk found uncontrollable is answered by another one. */
    readonly assessed: string | null;
    readonly report: string | null;
    readonly measures: readonly { readonly owner: string; readonly by: LocalDate }[];
    readonly judged: 'not-yet' | 'controllable' | 'not-controllable';
  } | null;
  /** Who assessed risks or otherwise: none of them evaluates afterwards (article 36). */
  readonly assessors: readonly { readonly person: string; readonly unit: string }[];
  /** The last result of each kind of assessment, and when it began. */
  readonly assessments: Readonly<
    Record<string, { readonly begunOn: LocalDate | null; readonly result: 'passed' | 'not-passed' | null }>
  >;
  /** When the last of what the review looks at was there: no bundle was complete before that day. */
  readonly readyOn: LocalDate | null;
  readonly review: {
    readonly requestedOn: LocalDate | null;
    readonly bundle: string | null;
    /** What counsel said last, on this very bundle. */
    readonly advice: string | null;
    /** Working days that passed while the clock stood still for a supplement (a local option). */
    readonly pausedWorkingDays: number;
    /** When the bundle came back for a supplement, until it is complete again. */
    readonly returnedOn: LocalDate | null;
    readonly firstRequestedOn: LocalDate | null;
    readonly returned: number;
    readonly extendedTo: LocalDate | null;
    /** The edition that the reviewer answers for: the opinion's, or the one confirmed since. */
    readonly clearedBundle: string | null;
    readonly outcome: string | null;
    readonly timeSufficed: boolean;
  };
  readonly meeting: {
    readonly bundleSubmittedOn: LocalDate | null;
    readonly meeting: string | null;
    readonly bundle: string | null;
    readonly spoke: Readonly<Record<string, Stance>>;
    readonly recused: readonly string[];
  };
  readonly outcome: {
    readonly is: string;
    readonly bundle: string;
    /** The option chosen, where the draft held several. */
    readonly option: string | null;
    /** The text as edited and signed by the head, where it passed with general edits. */
    readonly edited: string | null;
    readonly on: LocalDate;
    readonly dissenting: readonly string[];
  } | null;
  readonly issue: { readonly number: string; readonly on: LocalDate } | null;
  readonly after: AfterDecision;
  readonly irregularities: number;
  readonly corrections: number;
  readonly priorActs: number;
  /** Deadlines that have passed unkept, each recorded once by the timekeeper. */
  readonly passedDeadlines: readonly string[];
}

export const nothingYet: Context = {
  body: null,
  calendar: null,
  ruleSet: null,
  departures: [],
  proposedBy: null,
  proposalOf: null,
  study: null,
  arisesFrom: null,
  kind: null,
  matters: [],
  catalogueItem: null,
  startedOn: null,
  completionBy: null,
  leadUnit: null,
  units: [],
  jointBodies: [],
  planned: null,
  draft: null,
  drafters: [],
  unitsConsulted: [],
  disagreement: false,
  findings: {},
  publicInput: {
    modes: [],
    openCall: null,
    hearing: null,
    roundTablePapersOn: null,
    reportedOn: null,
    groupsHeard: false,
    businessesHeard: false,
    blanketReason: false,
    records: [],
  },
  experts: {},
  expertRecords: [],
  risk: null,
  assessors: [],
  assessments: {},
  readyOn: null,
  review: {
    requestedOn: null,
    bundle: null,
    advice: null,
    pausedWorkingDays: 0,
    returnedOn: null,
    firstRequestedOn: null,
    returned: 0,
    extendedTo: null,
    clearedBundle: null,
    outcome: null,
    timeSufficed: false,
  },
  meeting: { bundleSubmittedOn: null, meeting: null, bundle: null, spoke: {}, recused: [] },
  outcome: null,
  issue: null,
  after: nothingAfter,
  irregularities: 0,
  corrections: 0,
  priorActs: 0,
  passedDeadlines: [],
};

/** Steps that this decision is exempted from by a recorded finding. */
export function exemptedSteps(context: Context): FindableStep[] {
  return FINDABLE_STEPS.filter((step) => context.findings[step]?.required === false);
}
