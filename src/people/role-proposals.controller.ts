import { Controller, Get, HttpCode, Inject, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { opaqueId } from '../../workflows/fields.js';
import { DATABASE, type Database } from '../database/database.js';
import { RequiresRole } from '../http/access.js';
import { Describe } from '../http/description.js';
import { HeaderIn, JsonBody, PathParam } from '../http/input.js';
import type { ActRequest } from '../road/act-request.js';
import { idempotencyKey, recorded, recordOverHttp, THE_ROAD } from '../road/http-answers.js';
import { Road } from '../road/record-event.js';
import { SubjectNotFound } from '../road/refusals.js';
import { newSubjectId } from '../road/subject-id.js';
import { answersFor } from './answers-for.js';
import { administeredBy, CurrentActor, type Actor } from './actor.js';
import { roleGranted, type PersonState } from './person.js';
import { People } from './people.js';
import { confirmationOf, type RoleProposal } from './role-proposals.js';

const waiting = z.strictObject({
  proposals: z.array(
    z.strictObject({
      id: z.string(),
      role: z.string(),
      unit: z.string(),
      body: z.string(),
      from: z.iso.date().nullable(),
      until: z.iso.date().nullable(),
      by: z.string(),
    }),
  ),
});
const PROBLEMS = THE_ROAD;

/** Roles that take two: one administrator proposes, another confirms. The only way where the three are separated. */
@RequiresRole('administrator')
@Controller('admin/people/:id/proposals')
export class RoleProposalsController {
  constructor(
    private readonly road: Road,
    private readonly people: People,
    @Inject(DATABASE) private readonly database: Database,
  ) {}

  @Get()
  @Describe({
    summary:
      'Roles proposed for a person in the bodies that you administer, waiting for a second administrator',
    status: 200,
    answer: waiting,
    problems: ['not-found'],
  })
  async list(@CurrentActor() actor: Actor, @PathParam('id', opaqueId) person: string) {
    const proposals = Object.entries(await this.proposalsFor(actor, person));
    return { proposals: proposals.map(([id, one]) => ({ id, ...one })) };
  }

  @Post()
  @HttpCode(201)
  @Describe({
    summary: 'Propose a role for a person; nothing is given before another administrator confirms it',
    status: 201,
    answer: recorded,
    problems: [...PROBLEMS, 'unit-unknown'],
  })
  propose(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) person: string,
    @JsonBody(roleGranted) asked: z.infer<typeof roleGranted>,
    @HeaderIn('idempotency-key', idempotencyKey) key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const payload = { proposal: newSubjectId(actor.person, 'proposal', key), ...asked };
    const request = { type: 'RoleProposed', payload };
    const proposed = { kind: 'person', id: person, actor: actor.person, request, idempotencyKey: key };
    return this.people.askedOf(actor, proposed, () => recordOverHttp(this.road, proposed, reply));
  }

  @Post(':proposal/confirmation')
  @HttpCode(201)
  @Describe({
    summary: 'Confirm a role that another administrator proposed: it is given now',
    status: 201,
    answer: recorded,
    problems: [...PROBLEMS, 'unit-unknown'],
  })
  async confirm(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) person: string,
    @PathParam('proposal', opaqueId) proposal: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const request = confirmationOf(proposal, await this.waiting(actor, person, proposal));
    return this.record(actor, person, request, reply);
  }

  @Post(':proposal/refusal')
  @HttpCode(201)
  @Describe({
    summary: 'Drop a proposal: no role is given',
    status: 201,
    answer: recorded,
    problems: PROBLEMS,
  })
  async drop(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) person: string,
    @PathParam('proposal', opaqueId) proposal: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { body } = await this.waiting(actor, person, proposal);
    const payload = { proposal, body };
    return this.record(actor, person, { type: 'RoleProposalDropped', payload }, reply);
  }

  /** Those of the actor's bodies. @throws SubjectNotFound for a person whom this administrator is not shown */
  private async proposalsFor(actor: Actor, person: string): Promise<Readonly<Record<string, RoleProposal>>> {
    const { state } = await this.road.states.read(this.database.read, `person/${person}`);
    if (!state) throw new SubjectNotFound();
    const own = administeredBy(actor);
    const { proposals = {}, grants } = state as PersonState;
    const theirs = Object.entries(proposals).filter(([, { body }]) => own.includes(body));
    const shown =
      grants.length === 0
        ? await answersFor(this.database.read, actor, person)
        : grants.some(({ body }) => own.includes(body));
    if (!shown && theirs.length === 0) throw new SubjectNotFound();
    return Object.fromEntries(theirs);
  }

  /** @throws SubjectNotFound when nothing such waits in the actor's bodies */
  private async waiting(actor: Actor, person: string, id: string): Promise<RoleProposal> {
    const proposals = await this.proposalsFor(actor, person);
    const one = Object.hasOwn(proposals, id) ? proposals[id] : undefined;
    if (!one) throw new SubjectNotFound();
    return one;
  }

  /** What is done about a proposal that was shown: of whatever body the person is, they are known by it. */
  private record({ person: actor }: Actor, id: string, request: ActRequest, reply: FastifyReply) {
    return recordOverHttp(this.road, { kind: 'person', id, actor, request }, reply);
  }
}
