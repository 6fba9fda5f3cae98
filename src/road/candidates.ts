import type { Act, Facts, Grant, LocalDate, Role } from '../../workflows/vocabulary.js';
import type { Calendars } from '../calendar/calendars.js';
import type { Rows } from '../database/database.js';
import { dateInShanghai } from '../engine/civil-date.js';
import type { Taken } from '../engine/intake.js';
import { nameablePapers } from './open-papers.js';
import { gatherFacts, type Asked, type FactReaders } from './facts.js';
import type { RoadRequest } from './road-request.js';
import type { Room, Standpoint } from './room.js';

/** Who may enter the act of somebody without an account, from its signed original. */
export const ENTERS_FOR_OTHERS: readonly Role[] = ['proposer', 'office', 'secretary'];

/** The world as one command sees it. */
export interface World {
  readonly rows: Rows;
  readonly look: (subject: string) => Promise<Standpoint>;
  readonly time: string;
  roomOf(subject: string): Room;
}

/** The act, as each of the actor's grants that would do. */
export interface Candidates {
  readonly candidates: readonly Grant[];
  /** Roles that the actor holds for this body. */
  readonly held: readonly Role[];
  as(grant: Grant): Act;
}

/** `installation` is a single subject; all others have an id. */
export function subjectOf(kind: string, id: string): string {
  return kind === 'installation' ? kind : `${kind}/${id}`;
}

/** Gathers the facts of an act, and the roles in which its actor could do it. */
export async function candidatesFor(
  { readers, calendars }: { readonly readers: FactReaders; readonly calendars: Calendars },
  room: Room,
  standpoint: Standpoint,
  asked: RoadRequest,
  taken: Taken | undefined,
  world: World,
): Promise<Candidates> {
  const { request, actor } = asked;
  const { procedure } = standpoint.loaded;
  const body = room.bodyOf(standpoint.state, taken?.clear);
  const date = dateInShanghai(world.time);
  const facts = await factsOf(
    withNameable(readers, world, actor, date),
    world,
    calendars.shipped,
    room,
    standpoint,
    {
      subject: subjectOf(asked.kind, asked.id),
      type: request.type,
      actor,
      onBehalf: request.onBehalfOf,
      delegatedBy: request.delegatedBy,
      payload: taken?.clear,
      evidenced: request.evidenced,
      instrument: request.instrument,
      date,
    },
  );
  await calendars.load(facts.calendar, world.rows);
  const needed = request.onBehalfOf === undefined ? procedure.rolesFor(request.type) : ENTERS_FOR_OTHERS;
  const { onlyRoles } = asked.sender ?? {};
  // The timekeeper is the program itself: it serves every body.
  const { grants } = request.delegatedBy === undefined ? facts.actor : (facts.delegation ?? { grants: [] });
  const ofThisBody = grants.filter(
    (grant) =>
      (onlyRoles === undefined || onlyRoles.includes(grant.role)) &&
      (body === undefined || grant.body === body || grant.role === 'timekeeper'),
  );
  const wanted = ({ role, unit }: Grant) =>
    request.as ? role === request.as.role && unit === request.as.unit : needed.includes(role);
  return {
    candidates: ofThisBody.filter(wanted).toSorted((a, b) => needed.indexOf(a.role) - needed.indexOf(b.role)),
    held: [...new Set(ofThisBody.map(({ role }) => role))],
    as: (grant) => ({
      ...actOf(asked, taken, facts),
      version: standpoint.version + 1,
      actorRole: grant.role,
      actorUnit: grant.unit,
      time: world.time,
      date,
      days: calendars.at(facts.calendar),
    }),
  };
}

/** A paper that is here and not this actor's to name is, for the act, not here: nothing tells the two apart. */
function withNameable(readers: FactReaders, world: World, actor: string, date: LocalDate): FactReaders {
  return {
    ...readers,
    documents: async (rows, digests) => {
      const person = readers.person(actor, await world.look(`person/${actor}`), date);
      return nameablePapers(world, person, await readers.documents(rows, digests));
    },
  };
}

/**
 * What the requirements of an act ask of the world, as it stands before the act. Asked when the act is recorded, and
 * again by a verification, of the ledger as it was then.
 */
export function factsOf(
  readers: FactReaders,
  { rows, look }: Pick<World, 'rows' | 'look'>,
  shipped: string,
  room: Room,
  { loaded: { procedure }, state }: Standpoint,
  act: Omit<Asked, 'roles' | 'asks' | 'administers' | 'context' | 'body' | 'calendar'>,
): Promise<Facts> {
  const context = procedure.context(state);
  const roles = procedure.rolesFor(act.type);
  return gatherFacts(readers, rows, look, shipped, {
    ...act,
    roles,
    asks: procedure.events[act.type]?.asks,
    // Nobody acts in a decision by being an administrator: only registers ask.
    administers: procedure.stateHash === undefined && roles.includes('administrator'),
    context,
    body: room.bodyOf(state, act.payload),
    calendar: (context as { calendar?: string | null } | undefined)?.calendar ?? undefined,
  });
}

function actOf({ kind, id, actor, request }: RoadRequest, taken: Taken | undefined, facts: Facts) {
  return {
    type: request.type,
    subject: subjectOf(kind, id),
    actor,
    facts,
    ...(taken ? { payload: taken.clear } : {}),
    ...(request.onBehalfOf === undefined ? {} : { onBehalf: request.onBehalfOf }),
    ...(request.claimed === undefined ? {} : { claimed: request.claimed }),
    ...(request.evidenced === undefined ? {} : { evidenced: request.evidenced }),
    ...(request.instrument === undefined ? {} : { instrument: request.instrument }),
  };
}
