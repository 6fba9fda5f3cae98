/**
 * The words in which a procedure is written. Everything under `workflows/` imports this file, xstate and zod,
 * and nothing else: a procedure is pure, and reads like the law that it enforces.
 */
import { z } from 'zod';

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
  readonly openedOn: LocalDate;
  readonly deadline: LocalDate;
  readonly current: boolean;
}

/** The resolved rules of one body, in force on one day; a decision keeps them by digest from its start. */
export interface RuleSet {
  readonly digest: string;
  readonly jurisdiction: string;
  readonly inForceFrom: LocalDate;
  /** What `binding` becomes for this body: a township follows Decree 713 by reference (article 42). */
  readonly decree: 'binding' | 'by-reference';
  readonly parameters: Parameters;
  /** Extra assessments that this body's rules ask for (fair competition, health impact …). */
  readonly assessments: readonly Assessment[];
}

/** What varies from place to place (`law/README.md`); the loader lets a place tighten, never drop. */
export interface Parameters {
  readonly openCallDays: number;
  readonly legalityReviewWorkingDays: number;
  readonly hearingPapersDays: number;
  readonly expertsAtLeast: number;
  /** Kinds of meeting in which this body decides; a township's own rules name theirs. */
  readonly decidingMeetings: readonly string[];
}

export interface Assessment {
  readonly kind: string;
  readonly rule: string;
  readonly neededFor: 'LegalityReviewRequested' | 'LegalityOpinionIssued' | 'TabledAtMeeting';
}

/** What the requirements asked of the world; stands in the leaf, so that replay asks it again. */
export interface Facts {
  readonly calendar: string;
  readonly actor: PersonFacts;
  readonly principal?: PersonFacts;
  readonly persons?: Readonly<Record<string, PersonFacts>>;
  /** Digests that the document store held at that moment. */
  readonly documents?: readonly string[];
  readonly meeting?: MeetingFacts;
  readonly consultation?: ConsultationFacts;
  readonly openCall?: OpenCallFacts;
  readonly ruleSet?: RuleSet;
  /** The working-day calendar that this installation has noticed last, by digest. */
  readonly noticedCalendar?: string;
}

export interface Evidence {
  readonly date: LocalDate;
  /** SHA-256 of the dated outside source. */
  readonly source: string;
  /** The second person, who checked it. */
  readonly checkedBy: string;
}

/** The signed original behind an act on behalf of somebody without an account. */
export interface Instrument {
  readonly digest: string;
  readonly pages: number;
  readonly signedOn: LocalDate;
  readonly sealed: boolean;
  readonly certifiedBy: string;
}

/** One act: what a person asks the procedure to accept. */
export interface Act<Payload = unknown> {
  readonly type: string;
  readonly subject: string;
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
  /** Ids of `law/rules.tsv`; a house control names none. */
  readonly rules: readonly string[];
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

/**
 * Disclosure class of a field (design §4); unmarked fields are clear, and only clear fields are read by
 * requirements. `personal` is erasable, `text` is removable only by order, `accountability` never.
 */
export type Disclosure = 'personal' | 'text' | 'accountability';
const disclosed = <S extends z.ZodType>(schema: S, disclosure: Disclosure): S =>
  schema.meta({ disclosure }) as S;
export const personal = <S extends z.ZodType>(schema: S): S => disclosed(schema, 'personal');
export const text = (max = 5000) => disclosed(z.string().trim().min(1).max(max), 'text');
export const words = (max = 5000) => disclosed(z.string().trim().min(1).max(max), 'accountability');

export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 digest in lowercase hex');
export const localDate = z.iso.date();
export const opaqueId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'an opaque id');
/** Money is a string of digits in cents (分): numbers in the ledger are small integers only. */
export const money = z.string().regex(/^\d{1,18}$/, 'an amount in cents, digits only');

/** One paper that travels with an act: named, and bound by its digest. */
export const paper = z.strictObject({
  kind: z.string().regex(/^[a-z][a-z-]{1,40}$/),
  name: text(300),
  mediaType: z.string().max(100),
  size: z.int().min(0),
  sha256,
});

/** What the facts of an event must hold besides the actor: whom, what and where the requirements ask. */
export interface Asks<Payload = Record<string, unknown>, Context = unknown> {
  persons?(payload: Payload, context: Context): readonly string[];
  meeting?(payload: Payload | undefined, context: Context): string | undefined;
  consultation?(payload: Payload | undefined, context: Context): string | undefined;
  /** Which consultation's open call: the payload names it, or the subject (`consultation/…`) is it. */
  openCall?(payload: Payload | undefined, subject: string): string | undefined;
  ruleSet?: true;
  noticedCalendar?: true;
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
