import type { LocalDate, RuleSet } from '../vocabulary.js';

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
  /** Units whose duties are touched (article 13). */
  readonly units: readonly string[];
  /** Another law that demands a hearing (article 16), cited. */
  readonly hearingRequiredBy: string | null;
}

export interface Expert {
  readonly declared: 'not-yet' | 'free-of-interest' | 'interest';
  readonly opinionOn: string | null;
  readonly signed: boolean;
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
  readonly kind: Kind | null;
  readonly leadUnit: string | null;
  /** Every responsible unit, the lead among them. */
  readonly units: readonly string[];
  readonly planned: { readonly notBefore: LocalDate; readonly notAfter: LocalDate } | null;
  readonly draft: {
    readonly edition: number;
    readonly bundle: string;
    readonly drafters: readonly string[];
    readonly touches: Touches;
  } | null;
  /** Everybody who ever drafted an edition: the reviewer is none of them (article 25). */
  readonly drafters: readonly string[];
  readonly unitsConsulted: readonly string[];
  readonly findings: Readonly<
    Partial<Record<FindableStep, { readonly required: boolean; readonly by: string }>>
  >;
  readonly publicInput: {
    readonly modes: readonly string[];
    readonly openCall: {
      readonly consultation: string;
      readonly publishedOn: LocalDate;
      readonly deadline: LocalDate;
    } | null;
    readonly hearing: {
      readonly papersOn: LocalDate;
      readonly announcedFor: LocalDate;
      readonly heldOn: LocalDate | null;
    } | null;
    readonly groupsHeard: boolean;
  };
  readonly experts: Readonly<Record<string, Expert>>;
  readonly risk: {
    readonly level: string;
    /** The edition assessed and the report, by digest: a risk found uncontrollable is answered by another one. */
    readonly assessed: string | null;
    readonly report: string | null;
    readonly judged: 'not-yet' | 'controllable' | 'not-controllable';
  } | null;
  readonly assessments: readonly string[];
  /** When the last of what the review looks at was there: no bundle was complete before that day. */
  readonly readyOn: LocalDate | null;
  readonly review: {
    readonly requestedOn: LocalDate | null;
    readonly bundle: string | null;
    readonly advised: boolean;
    readonly returned: number;
    /** The edition that the reviewer answers for: the opinion's, or the one confirmed since. */
    readonly clearedBundle: string | null;
    readonly outcome: string | null;
    readonly timeSufficed: boolean;
  };
  readonly meeting: {
    readonly meeting: string | null;
    readonly bundle: string | null;
    readonly spoke: Readonly<Record<string, Stance>>;
    readonly recused: readonly string[];
  };
  readonly outcome: {
    readonly is: string;
    readonly bundle: string;
    /** The text as edited and signed by the head, where it passed with general edits. */
    readonly edited: string | null;
    readonly on: LocalDate;
    readonly dissenting: readonly string[];
  } | null;
  readonly issue: { readonly number: string; readonly on: LocalDate } | null;
  readonly irregularities: number;
}

export const nothingYet: Context = {
  body: null,
  calendar: null,
  ruleSet: null,
  departures: [],
  proposedBy: null,
  kind: null,
  leadUnit: null,
  units: [],
  planned: null,
  draft: null,
  drafters: [],
  unitsConsulted: [],
  findings: {},
  publicInput: { modes: [], openCall: null, hearing: null, groupsHeard: false },
  experts: {},
  risk: null,
  assessments: [],
  readyOn: null,
  review: {
    requestedOn: null,
    bundle: null,
    advised: false,
    returned: 0,
    clearedBundle: null,
    outcome: null,
    timeSufficed: false,
  },
  meeting: { meeting: null, bundle: null, spoke: {}, recused: [] },
  outcome: null,
  issue: null,
  irregularities: 0,
};

/** Steps that this decision is exempted from by a recorded finding. */
export function exemptedSteps(context: Context): FindableStep[] {
  return FINDABLE_STEPS.filter((step) => context.findings[step]?.required === false);
}
