import type { Conflict } from '../../workflows/conflicts.js';
import type { Context } from '../../workflows/major-decision/context.js';
import type { JsonObject } from '../canonical/canonical-json.js';
import type { Considered, Involved } from './conflicts.js';

/** An event of a matter, as far as it says who did what. */
export interface Happened {
  readonly subject: string;
  readonly version: number;
  readonly type: string;
  /** The natural person whose act it is, and the unit that it was done in. */
  readonly person: string;
  readonly unit: string;
  readonly role: string;
  /** The clear part. */
  readonly payload: JsonObject;
}

/** Where something is on record. */
export type Rests = Pick<Happened, 'subject' | 'version' | 'type'>;

/** Who did what in a decision: what its state remembers, and for what it does not remember, its events. */
export function involvedIn(
  context: Partial<Context>,
  events: readonly Happened[],
  { known, otherBodies }: Required<Pick<Involved, 'known' | 'otherBodies'>>,
): Involved {
  const experts = Object.entries(context.experts ?? {});
  const whoDid = (...types: readonly string[]) =>
    unique(events.filter(({ type }) => types.includes(type)).map(({ person }) => person));
  return {
    units: context.units ?? [],
    drafters: context.drafters ?? [],
    assessors: context.assessors ?? [],
    interested: experts.flatMap(([expert, { declared }]) => (declared === 'interest' ? [expert] : [])),
    proposing: unique(events.filter(isProposing).map(({ unit }) => unit)),
    known,
    argued: experts.flatMap(([expert, { opinionOn }]) => (opinionOn === null ? [] : [expert])),
    // A matter that comes to another meeting forgets who was recused from the last one; the interest is the same.
    recused: whoDid('MemberRecused'),
    advised: whoDid(...ADVISED),
    reviewed: whoDid('LegalityOpinionIssued'),
    otherBodies,
  };
}

/** What the office enters for others says nothing about the office. */
const isProposing = ({ type, role }: Happened): boolean =>
  (type === 'DecisionProposed' || type === 'DraftSubmitted') && role === 'proposer';

const unique = (all: readonly string[]): string[] => [...new Set(all)];

/** Whether this event is what a conflict of this person rests on. */
type IsBehind = (event: Happened, one: Considered) => boolean;

const byThem =
  (...types: readonly string[]): IsBehind =>
  ({ type, person }, one) =>
    types.includes(type) && person === one.person;

const UNITS_NAMED = ['ProcedureStarted', 'UnitReassigned'];
const ADVISED = ['LegalAdviceGiven', 'ExecutionAdviceGiven'];
const ASSESSED = ['RiskAssessed', 'AssessmentRecorded'];

const BEHIND: Readonly<Partial<Record<Conflict, IsBehind>>> = {
  drafted: ({ type, person, payload }, one) =>
    type === 'DraftSubmitted' && (person === one.person || idsIn(payload['drafters']).includes(one.person)),
  'same-unit': namesAUnitOf((one) => one.units),
  'proposing-unit': (event, one) => isProposing(event) && one.units.includes(event.unit),
  'earlier-assessor': byThem(...ASSESSED),
  'earlier-assessors-unit': ({ type, unit, payload }, one) =>
    ASSESSED.includes(type) && one.units.includes(typeof payload['by'] === 'string' ? payload['by'] : unit),
  'argued-before': byThem('ExpertOpinionGiven'),
  'interest-declared': ({ type, person, payload }, one) =>
    type === 'ExpertDeclared' && payload['directInterest'] === true && person === one.person,
  'interest-known': ({ type, payload }, one) =>
    type === 'DrawAnnounced' && interestsIn(payload).includes(one.person),
  recused: byThem('MemberRecused'),
  advised: byThem(...ADVISED),
  'counsel-of-another-side': namesAUnitOf(({ counselOf = [] }) => counselOf),
  reviewed: byThem('LegalityOpinionIssued'),
};

function namesAUnitOf(unitsOf: (one: Considered) => readonly string[]): IsBehind {
  return ({ type, payload }, one) =>
    UNITS_NAMED.includes(type) &&
    [payload['leadUnit'], ...idsIn(payload['units']), ...idsIn(payload['jointBodies'])].some((unit) =>
      unitsOf(one).includes(String(unit)),
    );
}

/** What a person has done who stood in for another, or had it done: the procedure counts it as either's. */
const OF_A_SIDE: readonly Conflict[] = ['drafted', 'earlier-assessor'];

/**
 * Which events a conflict rests on; none where it rests on the person's own record alone, or on a role that is not held.
 * @param side the person, and with whom they count as one in this matter
 */
export function restsOn(
  kind: Conflict,
  one: Considered,
  events: readonly Happened[],
  side: readonly string[],
): Rests[] {
  const behind = BEHIND[kind];
  if (!behind) return [];
  const people = OF_A_SIDE.includes(kind) ? side : [one.person];
  return events
    .filter((event) => people.some((person) => behind(event, { ...one, person })))
    .map(({ subject, version, type }) => ({ subject, version, type }));
}

/** Of whom whoever asked for a draw has stated an interest. */
export const interestsIn = ({ interests }: JsonObject): string[] =>
  Array.isArray(interests) ? interests.map((one) => String((one as JsonObject)['expert'])) : [];

const idsIn = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
