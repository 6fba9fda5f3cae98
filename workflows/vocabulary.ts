/**
 * The words in which a procedure is written. Everything under `workflows/` imports this file, xstate and zod,
 * and nothing else: a procedure is pure, and reads like the law that it enforces.
 */
import type { z } from 'zod';
import type {
  AdministrationFacts,
  CatalogueFacts,
  CorrectionFacts,
  DecisionFacts,
  InstallationFacts,
  Instrument,
  OpenCallFacts,
  PoolFacts,
  UnitFacts,
} from './other-subjects.js';
import { NATIONAL, type ParameterName, type Parameters } from './parameters.js';

/** A text that people read, in both languages of the interface. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

/**
 * Requirements know people and units by id alone. Where a finding names one, it marks the id; whoever tells the finding
 * to people puts the name in its place (`src/road/names.ts`), or the bare id where the reader may not know the name.
 */
export const personNamed = (id: string): string => `{person:${id}}`;
export const unitNamed = (id: string): string => `{unit:${id}}`;

/** A civil date, `YYYY-MM-DD`, in Asia/Shanghai. */
export type LocalDate = string;

/** Who can act (design §6). */
export const ROLES = {
  proposer: { zh: '承办单位', en: 'proposing unit' },
  office: { zh: '决策机关办公机构', en: 'office of the deciding body' },
  'deciding-body': { zh: '决策机关', en: 'deciding body' },
  expert: { zh: '专家', en: 'expert' },
  assessor: { zh: '评估机构', en: 'assessor' },
  'legal-adviser': { zh: '法律顾问、公职律师', en: 'legal adviser' },
  'legality-reviewer': { zh: '合法性审查机构', en: 'legality reviewer' },
  secretary: { zh: '会议秘书', en: 'meeting secretary' },
  member: { zh: '会议组成人员', en: 'member of the meeting' },
  head: { zh: '行政首长', en: 'chief executive' },
  'party-office': { zh: '党委办公机构', en: 'office of the Party committee' },
  congress: { zh: '人民代表大会', en: "People's Congress" },
  executor: { zh: '执行单位', en: 'executing unit' },
  evaluator: { zh: '后评估单位', en: 'post-evaluator' },
  archivist: { zh: '档案人员', en: 'archivist' },
  auditor: { zh: '审计监督', en: 'auditor' },
  administrator: { zh: '系统管理员', en: 'administrator' },
  public: { zh: '公众', en: 'member of the public' },
  timekeeper: { zh: '计时程序', en: 'timekeeper (the program)' },
  installation: { zh: '本系统', en: 'this installation' },
} as const satisfies Record<string, Text>;
export type Role = keyof typeof ROLES;
export const ROLE_NAMES = Object.keys(ROLES) as [Role, ...Role[]];

/**
 * How hard a rule binds this body: directly; by reference (article 42, gives way to a recorded departure); as
 * an option that a local rule switches on; or as a control of ours that no article asks for.
 */
export type Strength = 'binding' | 'by-reference' | 'local-option' | 'house';

/**
 * Day counting, given to a requirement through its act, on the calendar that the event names by digest.
 * Calendar days and working days are different units by statute, so they share no function. The first day
 * is excluded; a period of N days is complete at the end of its Nth day (`law/README.md`, "Counting days").
 */
export interface DayCounting {
  addDays(from: LocalDate, days: number): LocalDate;
  /** Difference in calendar days, `to - from`. */
  daysBetween(from: LocalDate, to: LocalDate): number;
  isWorkingDay(date: LocalDate): boolean;
  /** The Nth working day after `from`; provisional when a year outside the official calendars is touched. */
  workingDaysAfter(
    from: LocalDate,
    days: number,
  ): { readonly date: LocalDate; readonly provisional: boolean };
  /** The first working day on or after `date`: where a period that ends on a day off ends (a local option). */
  firstWorkingDayFrom(date: LocalDate): { readonly date: LocalDate; readonly provisional: boolean };
  /** The same day of a later month, or the last day of that month. */
  addMonths(from: LocalDate, months: number): LocalDate;
  /** The last day from which `days` working days are complete on the day before `to`. */
  latestStartBefore(to: LocalDate, days: number): { readonly date: LocalDate; readonly provisional: boolean };
}

export interface Grant {
  readonly role: Role;
  readonly unit: string;
  readonly body: string;
}

/** What the ledger knows of a person at the moment of an act; `position` is the version it was read at. */
export interface PersonFacts {
  readonly person: string;
  readonly position: number;
  readonly grants: readonly Grant[];
  readonly standing: 'good' | 'barred';
}

/** By what somebody acts for another (授权委托): which delegation, of whom, and the roles that it lends here. */
export interface DelegationFacts {
  readonly delegation: string;
  /** Whoever delegated, as they stood: what they lost they do not lend. */
  readonly by: PersonFacts;
  readonly grants: readonly Grant[];
}

export interface MeetingFacts {
  readonly meeting: string;
  readonly position: number;
  readonly body: string;
  readonly kind: string;
  readonly status: 'convened' | 'open' | 'closed';
  readonly plannedOn: LocalDate;
  readonly openedOn: LocalDate | null;
  readonly head: string;
  readonly members: readonly string[];
  readonly present: readonly string[];
  readonly agenda: readonly string[];
  /** Somebody of the reviewing body sits in; absent where nobody does. */
  readonly justiceInAttendance?: true;
}

export interface ConsultationFacts {
  readonly consultation: string;
  readonly position: number;
  readonly received: number;
  readonly disposed: number;
  readonly adopted: number;
  readonly partly: number;
  readonly notAdopted: number;
  readonly commentsRoot: string;
  readonly dispositionsRoot: string;
  /** Several comments were not adopted, all of them with the same words; absent otherwise. */
  readonly blanketReason?: true;
}

/** Where a value that is not the national one comes from, and how hard it binds this body. */
export interface Source {
  /** The local or special rule: an id of `law/rules.tsv` or of the overlay's own `rules`. */
  readonly rule: string;
  /** Id of the overlay that says so. */
  readonly jurisdiction: string;
  readonly strength: Strength;
}

/** The resolved rules of one body for one matter, in force on one day; a decision keeps them by digest from its start. */
export interface RuleSet {
  readonly digest: string;
  /** The body's own jurisdiction, and its level. */
  readonly jurisdiction: string;
  readonly inForceFrom: LocalDate;
  /** What `binding` becomes for this body: a township follows Decree 713 by reference (article 42). */
  readonly decree: 'binding' | 'by-reference';
  readonly parameters: Parameters;
  /** For each parameter that is not the national one, the rule that says so. */
  readonly sources: Readonly<Partial<Record<ParameterName, Source>>>;
  /** Assessments that these rules ask for (fair competition, health impact …). */
  readonly assessments: readonly Assessment[];
  /** Each overlay that was applied, from the nation down, with the SHA-256 of its file. */
  readonly overlays: readonly { readonly id: string; readonly sha256: string }[];
  /** Requirements followed by reference that give way to the body's own published working rules (article 42). */
  readonly givesWay: readonly {
    readonly requirement: string;
    readonly document: string;
    readonly article: string;
    readonly publishedOn: LocalDate;
  }[];
  /** House requirements that this body has turned into warnings. */
  readonly warnings: readonly string[];
}

/** What makes an assessment necessary: always, or something that the draft touches, or the matter's kind. */
export const ASSESSMENT_CONDITIONS = ['always', 'market-players', 'money', 'land', 'planning'] as const;

export const ASSESSMENT_GATES = [
  'LegalityReviewRequested',
  'LegalityOpinionIssued',
  'TabledAtMeeting',
] as const;

export interface Assessment {
  readonly kind: string;
  /** What it is called. */
  readonly title: Text;
  readonly rule: string;
  readonly strength: Strength;
  /** Who assesses, for people. */
  readonly by: Text;
  readonly when: (typeof ASSESSMENT_CONDITIONS)[number];
  /** Whether the matter waits for a good result, or only for a result. */
  readonly gates: boolean;
  readonly neededFor: (typeof ASSESSMENT_GATES)[number];
  /** It has to last so many working days from its beginning (a pre-announcement). */
  readonly lastsWorkingDays?: number;
  /** Working days that the assessor has, from its beginning. */
  readonly dueWorkingDays?: number;
}

/** What the requirements asked of the world; stands in the leaf, so that replay asks it again. */
export interface Facts extends InstallationFacts, PoolFacts, UnitFacts {
  readonly calendar: string;
  readonly actor: PersonFacts;
  readonly principal?: PersonFacts;
  /** Where the actor stands in for another; the roles lent are among the actor's then. */
  readonly delegation?: DelegationFacts;
  readonly persons?: Readonly<Record<string, PersonFacts>>;
  /** Digests that the document store held at that moment. */
  readonly documents?: readonly string[];
  readonly meeting?: MeetingFacts;
  readonly consultation?: ConsultationFacts;
  readonly openCall?: OpenCallFacts;
  readonly ruleSet?: RuleSet;
  /** The yearly catalogue of the body in which the matter would stand. */
  readonly catalogue?: CatalogueFacts;
  /** Other decisions that this act names. */
  readonly decisions?: Readonly<Record<string, DecisionFacts>>;
  /** What a correction does to the event that it corrects. */
  readonly correction?: CorrectionFacts;
  /** The working-day calendar that this installation has noticed last, by digest. */
  readonly noticedCalendar?: string;
  /** The actor's part of administration; absent where it is not divided, or its ledger does not ask again. */
  readonly administration?: AdministrationFacts;
}

export interface Evidence {
  readonly date: LocalDate;
  /** SHA-256 of the dated outside source. */
  readonly source: string;
  /** The second person, who checked it. */
  readonly checkedBy: string;
}

/** One act: what a person asks the procedure to accept. */
export interface Act<Payload = unknown> {
  readonly type: string;
  readonly subject: string;
  /** The number that its record bears in the history of its subject, from 0. */
  readonly version: number;
  /** Recorded time, RFC 3339 in UTC, and its civil date in Asia/Shanghai. */
  readonly time: string;
  readonly date: LocalDate;
  readonly actor: string;
  readonly actorRole: Role;
  readonly actorUnit: string;
  readonly onBehalf?: string;
  /** The clear part of the payload; absent when somebody only asks what stands in the way. */
  readonly payload?: Payload;
  readonly facts: Facts;
  readonly claimed?: LocalDate;
  readonly evidenced?: Evidence;
  readonly instrument?: Instrument;
  readonly days: DayCounting;
}

/** The natural person whose act it is, delegation and paper resolved: separation of persons looks at this one. */
export function personOf(act: Act): string {
  return act.onBehalf ?? act.actor;
}

/** The facts about the person whose act it is. */
export function personFactsOf(act: Act): PersonFacts {
  return act.facts.principal ?? act.facts.actor;
}

/** The roles in which somebody does an act: one's own, or those that the person whose act it is holds in this body. */
export function rolesIn(act: Act, body: string | null): readonly Role[] {
  if (act.onBehalf === undefined) return [act.actorRole];
  return personFactsOf(act)
    .grants.filter((grant) => grant.body === body)
    .map(({ role }) => role);
}

/** The value that applies here: of the rules fixed at the start, before them the national one. */
export function valueOf<Name extends ParameterName>(
  context: { readonly ruleSet: RuleSet | null },
  name: Name,
): Parameters[Name] {
  return (context.ruleSet?.parameters ?? NATIONAL)[name] ?? NATIONAL[name];
}

/** Periods count from the evidenced date where a second person checked one, else from the recorded date. */
export function countedFrom(act: Act): LocalDate {
  return act.evidenced?.date ?? act.date;
}

export type Finding =
  | { readonly is: 'met' }
  | {
      readonly is: 'unmet';
      readonly found: Text;
      readonly needed: Text;
      readonly remedy: Text;
      readonly earliestOn?: LocalDate;
      readonly latestOn?: LocalDate;
      readonly provisional?: boolean;
      readonly whoCanSupply?: readonly Role[];
      /** Rules that it rests on in this case, beside those of the requirement: a special law, an assessment's own. */
      readonly rules?: readonly string[];
    }
  /** Cannot be told without these fields of the payload. */
  | { readonly is: 'depends'; readonly fields: readonly string[] };

export const met: Finding = { is: 'met' };
export const dependsOn = (...fields: string[]): Finding => ({ is: 'depends', fields });
export const unmet = (finding: Omit<Extract<Finding, { is: 'unmet' }>, 'is'>): Finding => ({
  is: 'unmet',
  ...finding,
});

/** One rule of law (or house control), written once: guard, explanation, replay and law page use this object. */
export interface Requirement<Context = unknown> {
  readonly id: string;
  /** Ids of `law/rules.tsv`; a house control names none, nor does one that only local rules know. */
  readonly rules: readonly string[];
  /** What it reads of the resolved rules: where a place says more than the nation, that rule is cited too. */
  readonly parameters?: readonly ParameterName[];
  readonly strength: Strength;
  readonly title: Text;
  test(context: Context, act: Act): Finding;
}

/** An act whose payload is filled in. */
export type Filled<Payload> = Act<Payload> & { readonly payload: Payload };

/** A requirement that reads the payload: without one it depends on `fields`. */
export function aboutPayload<Payload, Context>(
  rule: Omit<Requirement<Context>, 'test'> & {
    readonly fields: readonly string[];
    test(context: Context, act: Filled<Payload>): Finding;
  },
): Requirement<Context> {
  const { fields, test, ...rest } = rule;
  return {
    ...rest,
    test: (context, act) =>
      act.payload === undefined ? dependsOn(...fields) : test(context, act as Filled<Payload>),
  };
}

/** What stands beside a transition of a machine. */
export interface TransitionLaw {
  readonly requires?: readonly string[];
  readonly roles: readonly Role[];
  readonly rules: readonly string[];
}

/** What the facts of an event must hold besides the actor: whom, what and where the requirements ask. */
export interface Asks<Payload = Record<string, unknown>, Context = unknown> extends Partial<
  Record<keyof InstallationFacts, true>
> {
  persons?(payload: Payload, context: Context): readonly string[];
  meeting?(payload: Payload | undefined, context: Context): string | undefined;
  consultation?(payload: Payload | undefined, context: Context): string | undefined;
  /** Which consultation's open call: the payload names it, or the subject (`consultation/…`) is it. */
  openCall?(payload: Payload | undefined, subject: string): string | undefined;
  /** The rules in force for the body, for a matter of these kinds (`matters/`); undefined where none are asked for. */
  ruleSet?(payload: Payload | undefined, context: Context): readonly string[] | undefined;
  /** Whose catalogue, of the year of the act. */
  catalogue?(payload: Payload | undefined, context: Context): string | undefined;
  decisions?(payload: Payload): readonly string[];
  correction?: true;
  noticedCalendar?: true;
  /** Which decision experts are drawn for. */
  matter?(payload: Payload): string | undefined;
  drawnOn?: true;
  /** Which expert's place in the draws of the body's pool for this decision. */
  draw?(payload: Payload, context: Context): string | undefined;
  /** The unit whose place in the tree, up to its root, is asked for. */
  unitsAbove?(payload: Payload): string | undefined;
}

/** A clear companion of a field that requirements may not read, worked out at append and checked by `verify`. */
export type Companion =
  { readonly digestOf: string; readonly sortedBy?: readonly string[] } | { readonly presenceOf: string };

export interface EventDefinition<S extends z.ZodType = z.ZodType> {
  readonly title: Text;
  readonly payload: S;
  /** Judged at the head, without If-Match: fifteen members speak at once. */
  readonly adds?: true;
  /** A binding act gets its receipt at once. */
  readonly binding?: true;
  readonly asks?: Asks;
  readonly companions?: Readonly<Record<string, Companion>>;
}
