import type { EventDefinition, PersonFacts } from '../../workflows/vocabulary.js';
import type { Procedure } from '../engine/procedure.js';
import type { ActRequest } from './act-request.js';
import { ENTERS_FOR_OTHERS } from './candidates.js';
import { NotCompetent, SubjectNotFound } from './refusals.js';
import type { RoadRequest } from './road-request.js';
import type { Room, Standpoint } from './room.js';

/** The early answer: nobody in any state could do this with these roles. The requirement is asked again in 5. */
export function refuseIncompetent(procedure: Procedure, request: ActRequest, person: PersonFacts): void {
  // Roles that are lent are told with the facts, under the ledger's head row.
  if (request.delegatedBy !== undefined) return;
  const needed = procedure.rolesFor(request.type);
  const held = person.grants.map(({ role }) => role);
  const enough = request.onBehalfOf === undefined ? needed : ENTERS_FOR_OTHERS;
  if (held.some((role) => enough.includes(role))) return;
  throw new NotCompetent(request.type, procedure.rulesFor(request.type), needed, [...new Set(held)]);
}

export function refuseUnknownSubject(
  room: Room,
  standpoint: Standpoint,
  asked: RoadRequest,
  person: PersonFacts,
  { adds }: EventDefinition,
): void {
  // Only a command that expects nothing there opens a subject. Whoever names a version, or should, is told the same
  // of what is not there as of what is not theirs.
  const expectsNothing = asked.ifMatch === -1 || (asked.ifMatch === undefined && adds === true);
  const opens = expectsNothing && asked.request.type === standpoint.loaded.procedure.first;
  if (standpoint.version < 0 && !opens) throw new SubjectNotFound();
  if (standpoint.version >= 0 && !room.mayAccess(person, standpoint.state)) throw new SubjectNotFound();
}
