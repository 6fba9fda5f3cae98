import { Controller, Get, HttpCode, Inject, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { opaqueId } from '../../workflows/fields.js';
import { CLOCK, type Clock } from '../clock.js';
import { DATABASE, type Database } from '../database/database.js';
import { dateInShanghai } from '../engine/civil-date.js';
import { RequiresRole } from '../http/access.js';
import { Describe } from '../http/description.js';
import { HeaderIn, JsonBody, PathParam, QueryIn } from '../http/input.js';
import { actRequest, type ActRequest } from '../road/act-request.js';
import { idempotencyKey, ifMatch, recorded, recordOverHttp } from '../road/http-answers.js';
import { Road } from '../road/record-event.js';
import { administeredBy, CurrentActor, type Actor } from './actor.js';
import { isUppermost } from './answers-for.js';
import { peopleOf } from './directory.js';
import { People, type NewPerson } from './people.js';
import { personRegistered, roleGranted } from './person.js';
import { username } from './sign-in/accounts.js';
import { termShown, warningShown } from './terms.js';

const newPerson = personRegistered.extend({ username, password: z.string().max(1000) });
const grant = z.strictObject({
  role: z.string(),
  unit: z.string(),
  body: z.string(),
  from: z.string().nullable(),
  until: z.string().nullable(),
});
const listed = z.strictObject({
  people: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      post: z.string(),
      username: z.string().nullable(),
      version: z.int(),
      standing: z.string(),
      barredUntil: z.iso.date().nullable(),
      grants: z.array(grant),
      terms: z.array(termShown),
      warnings: z.array(warningShown),
    }),
  ),
});
const newPassword = z.strictObject({
  password: z.string().max(1000),
  reason: z.string().trim().min(1).max(1000).optional(),
});
const grantAct = actRequest.extend({
  type: z.enum([
    'RoleGranted',
    'RoleEnded',
    'StandingChanged',
    'SigningKeyRevoked',
    'QualificationRecorded',
    'QualificationEnded',
    'MandateRecorded',
    'MandateEnded',
    'DelegationGranted',
    'DelegationEnded',
  ]),
});

/** What the road may refuse, for every route that takes it. */
const ROAD = [
  'not-competent',
  'requirement-unmet',
  'not-now',
  'version-conflict',
  'idempotency-key-reused',
  'ledger-unavailable',
  'payload-refused',
];

@RequiresRole('administrator')
@Controller('admin/people')
export class PeopleController {
  constructor(
    private readonly road: Road,
    private readonly people: People,
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  private today(): string {
    return dateInShanghai(this.clock.legal().toISOString());
  }

  @Get()
  @Describe({
    summary: 'People of the bodies that you administer, and those of theirs without a role',
    status: 200,
    answer: listed,
  })
  async list(
    @CurrentActor() actor: Actor,
    @QueryIn(z.strictObject({ after: opaqueId.optional() })) query: { after?: string },
  ) {
    const { read } = this.database;
    const uppermost = await isUppermost(read, actor);
    return { people: await peopleOf(read, administeredBy(actor), this.today(), uppermost, query.after) };
  }

  @Post()
  @Describe({
    summary: 'Register a person, with an account',
    status: 201,
    answer: recorded,
    problems: [...ROAD, 'username-taken', 'password-refused', 'sign-in-busy'],
  })
  async register(
    @CurrentActor() actor: Actor,
    @JsonBody(newPerson) person: NewPerson,
    @HeaderIn('idempotency-key', idempotencyKey) key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return recordOverHttp(this.road, await this.people.registration(actor.person, person, key), reply);
  }

  @Post(':id/grants')
  @Describe({
    summary: 'Give a person a role',
    status: 201,
    answer: recorded,
    problems: [...ROAD, 'not-found', 'unit-unknown'],
  })
  grant(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) id: string,
    @JsonBody(roleGranted) payload: z.infer<typeof roleGranted>,
    @HeaderIn('idempotency-key', idempotencyKey) key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const request = { type: 'RoleGranted', payload };
    const asked = { kind: 'person', id, actor: actor.person, request, idempotencyKey: key };
    return this.people.askedOf(actor, asked, () => recordOverHttp(this.road, asked, reply));
  }

  @Post(':id/events')
  @Describe({
    summary: 'Add an event to a person: a role granted or ended, standing in the pool changed',
    status: 201,
    answer: recorded,
    events: 'person',
    problems: [...ROAD, 'not-found', 'unit-unknown'],
  })
  add(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) id: string,
    @JsonBody(grantAct) request: ActRequest,
    @HeaderIn('if-match', ifMatch) version: number | undefined,
    @HeaderIn('idempotency-key', idempotencyKey) key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked = {
      kind: 'person',
      id,
      actor: actor.person,
      request,
      ifMatch: version,
      idempotencyKey: key,
    };
    return this.people.askedOf(actor, asked, () => recordOverHttp(this.road, asked, reply));
  }

  @Post(':id/password')
  @HttpCode(204)
  @Describe({
    summary: 'Give a person a new password; it ends their sessions and is recorded',
    status: 204,
    problems: [...ROAD, 'not-found', 'password-refused', 'other-bodies-person', 'sign-in-busy'],
  })
  async resetPassword(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) id: string,
    @JsonBody(newPassword) body: z.infer<typeof newPassword>,
  ) {
    const asked = await this.people.passwordReset(actor, id, body.password, body.reason);
    await this.road.record({ ...asked, sender: actor.sender });
  }
}
