import type {
  AccessLogFacts,
  AdministrationFacts,
  CatalogueFacts,
  CorrectionFacts,
  DecisionFacts,
  DrawFacts,
  DrawnOnFacts,
  HeadsFacts,
  LongestReadingFacts,
  MatterFacts,
  OpenCallFacts,
  RemovalFacts,
  UnitAboveFacts,
} from '../../workflows/other-subjects.js';
import type {
  Asks,
  ConsultationFacts,
  DelegationFacts,
  Evidence,
  Facts,
  Grant,
  LocalDate,
  MeetingFacts,
  PersonFacts,
  Role,
  RuleSet,
} from '../../workflows/vocabulary.js';
import type { JsonObject } from '../canonical/canonical-json.js';
import type { Rows } from '../database/database.js';
import { documentsNamedIn } from '../engine/papers.js';
import type { Standpoint } from './room.js';

/** How the rooms tell what requirements ask of the world, read off the states of their subjects. */
export interface FactReaders {
  /** Grants in force on that day. */
  person(id: string, standpoint: Standpoint, on: LocalDate): PersonFacts;
  meeting(id: string, standpoint: Standpoint): MeetingFacts;
  consultation(id: string, standpoint: Standpoint): ConsultationFacts;
  /** The open call published under this consultation's id, if any. */
  openCall(rows: Rows, look: Look, consultation: string): Promise<OpenCallFacts | undefined>;
  /** The rules in force for a body on a day, from its unit's standpoint; without kinds of matter, those of version 1. */
  ruleSet(body: Standpoint, on: LocalDate, matters: readonly string[] | undefined): RuleSet | undefined;
  /** A catalogue that has been drafted. */
  catalogue(id: string, standpoint: Standpoint): CatalogueFacts;
  /** Another decision that is here. */
  decision(standpoint: Standpoint): DecisionFacts;
  /** Who may not be drawn as an expert in a decision that is here. */
  matter(id: string, standpoint: Standpoint): MatterFacts;
  /** The first checkpoint over the announcement of the draw that the payload names; undefined until there is one. */
  drawnOn(
    rows: Rows,
    pool: string,
    standpoint: Standpoint,
    payload: JsonObject,
  ): Promise<DrawnOnFacts | undefined>;
  /** How an expert came out of the draws of a pool for a decision; undefined where there was none with them in it. */
  draw(
    rows: Rows,
    pool: string,
    standpoint: Standpoint,
    of: { readonly decision: string; readonly expert: string },
  ): Promise<DrawFacts | undefined>;
  /** Digest of the calendar in force here; undefined before the first notice. */
  calendar(installation: Standpoint): string | undefined;
  /** A person's part of administration; undefined where it is not divided in three, or not asked again of the ledger. */
  administration(installation: Standpoint, person: string): AdministrationFacts | undefined;
  /** What a correction does to an earlier event of its own subject, as that stands. */
  correction(
    rows: Rows,
    subject: string,
    standpoint: Standpoint,
    payload: JsonObject,
  ): Promise<CorrectionFacts>;
  /** The heads of all subjects as they stand in these rows, after what the installation has recorded of them before. */
  heads(rows: Rows, installation: Standpoint): Promise<HeadsFacts>;
  /** The access log as it stands in these rows, after what the installation has anchored of it before. */
  accessLog(rows: Rows, installation: Standpoint): Promise<AccessLogFacts>;
  /** For how many hours at most an emergency reading may be asked for. */
  longestReading(installation: Standpoint): LongestReadingFacts;
  /** What an act would remove, as it stands. */
  removal(rows: Rows, look: Look, payload: JsonObject): Promise<RemovalFacts>;
  /** What a person lends another for this act on that day, once both are known; undefined where it is nothing. */
  delegation(standpoint: Standpoint, by: PersonFacts, wanted: DelegationWanted): DelegationFacts | undefined;
  /** A body or unit that is here, as one link of the chain upwards. */
  unitAbove(id: string, standpoint: Standpoint): UnitAboveFacts | undefined;
  /** Which of these documents the store holds. */
  documents(rows: Rows, digests: readonly string[]): Promise<readonly string[]>;
}

/** What somebody would do in another's place. */
export interface DelegationWanted {
  readonly to: PersonFacts;
  readonly type: string;
  /** Any of these does such an act. */
  readonly roles: readonly Role[];
  readonly subject: string;
  readonly body: string;
  readonly on: LocalDate;
}

/** What an act asks about. */
export interface Asked {
  readonly subject: string;
  readonly actor: string;
  readonly type: string;
  /** Who may do such an act. */
  readonly roles: readonly Role[];
  readonly onBehalf?: string | undefined;
  /** For whom the actor acts, by delegation. */
  readonly delegatedBy?: string | undefined;
  readonly payload?: JsonObject | undefined;
  readonly evidenced?: Evidence | undefined;
  readonly instrument?: JsonObject | undefined;
  readonly asks?: Asks | undefined;
  /** Whether administrators may do such an act, so that their part may count. */
  readonly administers?: boolean | undefined;
  readonly context: unknown;
  readonly body?: string | undefined;
  readonly date: LocalDate;
  /** The calendar that the subject has adopted, if any. */
  readonly calendar?: string | undefined;
}

/** How another subject stands, seen from where the act is judged. */
export type Look = (subject: string) => Promise<Standpoint>;

/** Gathers the facts of an act, each with the version that it was read at. */
export async function gatherFacts(
  readers: FactReaders,
  rows: Rows,
  look: Look,
  shipped: string,
  asked: Asked,
): Promise<Facts> {
  const person = async (id: string) => readers.person(id, await look(`person/${id}`), asked.date);
  const { asks, payload, context } = asked;
  const named = [
    ...(payload ? (asks?.persons?.(payload, context) ?? []) : []),
    ...(asked.evidenced ? [asked.evidenced.checkedBy] : []),
  ];
  const persons: Record<string, PersonFacts> = {};
  for (const id of new Set(named)) persons[id] = await person(id);
  const digests = documentsNamedIn({
    payload,
    evidenced: asked.evidenced,
    instrument: instrumentIn(asked.instrument),
  });
  const meeting = asks?.meeting?.(payload, context);
  const consultation = asks?.consultation?.(payload, context);
  const openCall = asks?.openCall?.(payload, asked.subject);
  const rules = rulesAsked(asks, payload, context);
  const catalogued = asks?.catalogue?.(payload, context);
  const actor = await person(asked.actor);
  const lent = await delegationFor(readers, look, asked, actor);
  return {
    calendar: asked.calendar ?? readers.calendar(await look('installation')) ?? shipped,
    actor: lent ? { ...actor, grants: withLent(actor.grants, lent.grants) } : actor,
    ...(lent ? { delegation: lent } : {}),
    ...(asked.onBehalf === undefined ? {} : { principal: await person(asked.onBehalf) }),
    ...(named.length === 0 ? {} : { persons }),
    ...(digests.length === 0 ? {} : { documents: await readers.documents(rows, digests) }),
    ...(await optional('meeting', meeting, async (id) =>
      known(await look(`meeting/${id}`), (at) => readers.meeting(id, at)),
    )),
    ...(await optional('consultation', consultation, async (id) =>
      readers.consultation(id, await look(`consultation/${id}`)),
    )),
    ...(await optional('openCall', openCall, (id) => readers.openCall(rows, look, id))),
    ...(await optional('catalogue', catalogued && `${catalogued}-${yearOf(asked.date)}`, async (id) =>
      known(await look(`catalogue/${id}`), (at) => readers.catalogue(id, at)),
    )),
    ...(asks?.decisions && payload
      ? { decisions: await decisionsNamed(readers, look, asks.decisions(payload)) }
      : {}),
    ...(await optional('correction', asks?.correction && payload && asked.subject, async (subject) =>
      payload ? readers.correction(rows, subject, await look(subject), payload) : undefined,
    )),
    ...(await optional('noticedCalendar', asks?.noticedCalendar && 'installation', async (subject) =>
      readers.calendar(await look(subject)),
    )),
    ...(await optional('administration', asked.administers && 'installation', async (subject) =>
      readers.administration(await look(subject), asked.actor),
    )),
    ...(await optional('heads', asks?.heads && 'installation', async (subject) =>
      readers.heads(rows, await look(subject)),
    )),
    ...(await optional('longestReading', asks?.longestReading && 'installation', async (subject) =>
      readers.longestReading(await look(subject)),
    )),
    ...(await optional('accessLog', asks?.accessLog && 'installation', async (subject) =>
      readers.accessLog(rows, await look(subject)),
    )),
    ...(await optional('matter', payload && asks?.matter?.(payload), async (id) =>
      known(await look(`decision/${id}`), (at) => readers.matter(id, at)),
    )),
    ...(await optional('drawnOn', asks?.drawnOn && payload && asked.subject, async (subject) =>
      payload ? readers.drawnOn(rows, subject, await look(subject), payload) : undefined,
    )),
    ...(await optional('draw', payload && asked.body && asks?.draw?.(payload, context), async (expert) => {
      const pool = `pool/${asked.body}`;
      return readers.draw(rows, pool, await look(pool), { decision: asked.subject, expert });
    })),
    ...(await optional('unitsAbove', payload && asks?.unitsAbove?.(payload), (id) =>
      chainFrom(id, readers, look),
    )),
    ...(asks?.removal && payload ? { removal: await readers.removal(rows, look, payload) } : {}),
    ...(await optional('ruleSet', rules && asked.body, async (body) =>
      readers.ruleSet(await look(`unit/${body}`), asked.date, rules?.matters),
    )),
  };
}

/** Nobody acts for another on paper and by delegation at once. */
async function delegationFor(
  readers: FactReaders,
  look: Look,
  { delegatedBy, onBehalf, type, roles, subject, body, date }: Asked,
  to: PersonFacts,
): Promise<DelegationFacts | undefined> {
  if (delegatedBy === undefined || onBehalf !== undefined || body === undefined) return undefined;
  const standpoint = await look(`person/${delegatedBy}`);
  const by = readers.person(delegatedBy, standpoint, date);
  return readers.delegation(standpoint, by, { to, type, roles, subject, body, on: date });
}

const sameGrant = (a: Grant) => (b: Grant) => a.role === b.role && a.unit === b.unit && a.body === b.body;

/** One's own, and those lent that are not one's own anyway. */
export const withLent = (own: readonly Grant[], lent: readonly Grant[]): Grant[] => [
  ...own,
  ...lent.filter((grant) => !own.some(sameGrant(grant))),
];

/** Whether an act asks for the rules, and for which kinds of matter. Version 1 asks with a mere `true` and means its own. */
export function rulesAsked(
  asks: Asks | undefined,
  payload: JsonObject | undefined,
  context: unknown,
): { readonly matters: readonly string[] | undefined } | undefined {
  const ask: Asks['ruleSet'] | true = asks?.ruleSet;
  if (typeof ask !== 'function') return ask === undefined ? undefined : { matters: undefined };
  const matters = ask(payload, context);
  return matters && { matters };
}

/** Those of them that are here, by id. */
async function decisionsNamed(
  readers: FactReaders,
  look: Look,
  ids: readonly string[],
): Promise<Record<string, DecisionFacts>> {
  const decisions: Record<string, DecisionFacts> = {};
  for (const id of new Set(ids)) {
    const standpoint = await look(`decision/${id}`);
    if (standpoint.version >= 0) decisions[id] = readers.decision(standpoint);
  }
  return decisions;
}

/** Trees are not so deep; a chain that comes round again ends there. */
const DEEPEST = 50;

async function chainFrom(unit: string, readers: FactReaders, look: Look): Promise<UnitAboveFacts[]> {
  const chain: UnitAboveFacts[] = [];
  let next: string | null = unit;
  while (next !== null && chain.length < DEEPEST && !chain.some((link) => link.unit === next)) {
    const link: UnitAboveFacts | undefined = readers.unitAbove(next, await look(`unit/${next}`));
    if (!link) break;
    chain.push(link);
    next = link.parent ?? (link.kind === 'unit' ? link.body : null);
  }
  return chain;
}

const yearOf = (date: LocalDate): string => date.slice(0, 4);

async function optional<T>(
  name: string,
  id: string | false | undefined,
  read: (id: string) => Promise<T | undefined>,
) {
  const fact = typeof id === 'string' ? await read(id) : undefined;
  return fact === undefined ? {} : { [name]: fact };
}

const known = <T>(standpoint: Standpoint, read: (standpoint: Standpoint) => T): T | undefined =>
  standpoint.version < 0 ? undefined : read(standpoint);

function instrumentIn(instrument: JsonObject | undefined) {
  const digest = instrument?.['digest'];
  return typeof digest === 'string'
    ? { digest, pages: 0, signedOn: '', sealed: false, certifiedBy: '' }
    : undefined;
}

/** Token under which the readers are injected (an interface leaves no trace at run time). */
export const FACT_READERS = Symbol('fact-readers');
