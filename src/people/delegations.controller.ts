import { Controller, Get, HttpCode, Inject, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import {
  BOUND_TO_THE_PERSON,
  DELEGABLE,
  ROLES_NOT_DELEGATED,
  type BoundToThePerson,
} from '../../workflows/delegation.js';
import { opaqueId } from '../../workflows/fields.js';
import { DATABASE, type Database } from '../database/database.js';
import { readiness } from '../engine/readiness.js';
import { SignedIn } from '../http/access.js';
import { Describe } from '../http/description.js';
import { HeaderIn, JsonBody, PathParam, QueryIn } from '../http/input.js';
import { cite } from '../law/citations.js';
import { citation, idempotencyKey, recorded, recordOverHttp, THE_ROAD } from '../road/http-answers.js';
import { ReadingSubjects } from '../road/reading-subjects.js';
import { Road } from '../road/record-event.js';
import { SubjectNotFound } from '../road/refusals.js';
import { newSubjectId } from '../road/subject-id.js';
import { CurrentActor, type Actor } from './actor.js';
import { delegationEnded, delegationGranted } from './delegations.js';
import { delegatorOf, standingDelegation, standingDelegations } from './standing-delegations.js';

const newDelegation = delegationGranted.omit({ delegation: true });
const ending = delegationEnded.omit({ delegation: true });
const listed = z.strictObject({
  given: z.array(standingDelegation),
  received: z.array(standingDelegation),
});
const text = z.strictObject({ zh: z.string(), en: z.string() });
const bound = {
  is: z.enum(['law', 'house']),
  because: text,
  citations: z.array(citation),
};
const scope = z.strictObject({
  delegable: z.array(z.string()),
  acts: z.array(z.strictObject({ type: z.string(), ...bound })),
  roles: z.array(z.strictObject({ role: z.string(), ...bound })),
});

const subjectAsked = z.strictObject({
  subject: z.string().regex(/^(meeting|consultation|catalogue)\/[a-z0-9][a-z0-9-]{0,63}$/),
});
const lentActs = z.strictObject({
  acts: z.array(
    z.strictObject({
      act: z.string(),
      title: text,
      /** Whoever lends it. */
      for: z.array(z.string()),
    }),
  ),
});

const told = ({ rules, ...why }: BoundToThePerson) => ({ ...why, citations: cite(rules) });

/** What a person lends others of their own roles, and what others lend them (授权委托). */
@SignedIn()
@Controller('me/delegations')
export class DelegationsController {
  constructor(
    private readonly road: Road,
    private readonly reading: ReadingSubjects,
    @Inject(DATABASE) private readonly database: Database,
  ) {}

  @Get()
  @Describe({
    summary:
      'Delegations that you gave or received and that were not ended. What is lent counts only while whoever lent it holds it; act by it with `delegatedBy`',
    status: 200,
    answer: listed,
  })
  async list(@CurrentActor() { person }: Actor) {
    const all = await standingDelegations(this.database.read, person);
    return {
      given: all.filter((one) => one.person === person),
      received: all.filter(({ to }) => to === person),
    };
  }

  @Get('scope')
  @Describe({
    summary: 'Which acts may be delegated, and which are bound to the person, each with its article',
    status: 200,
    answer: scope,
  })
  scope() {
    return {
      delegable: [...DELEGABLE],
      acts: Object.entries(BOUND_TO_THE_PERSON).map(([type, why]) => ({ type, ...told(why) })),
      roles: Object.entries(ROLES_NOT_DELEGATED).map(([role, why]) => ({ role, ...told(why) })),
    };
  }

  @Get('acts')
  @Describe({
    summary:
      'What you could do now about a meeting, a consultation or a catalogue for those who lent it to you, as the road explains it: with neither what is bound to the person nor what is your own anyway',
    status: 200,
    answer: lentActs,
    problems: ['not-found', 'replay-disagrees'],
  })
  async acts(
    @CurrentActor() { person }: Actor,
    @QueryIn(subjectAsked) { subject }: z.infer<typeof subjectAsked>,
  ): Promise<z.infer<typeof lentActs>> {
    const { loaded } = await this.reading.standpoint(subject, person);
    const received = (await standingDelegations(this.database.read, person)).filter(
      ({ to }) => to === person,
    );
    const lenders = [...new Set(received.map((one) => one.person))];
    const [kind = '', id = ''] = subject.split('/');
    const may = async (act: string, lender?: string) => {
      const { available, standings } = await this.road.explain(kind, id, person, act, undefined, lender);
      return available && readiness(standings) !== 'blocked';
    };
    const found: z.infer<typeof lentActs>['acts'] = [];
    for (const [act, { title }] of Object.entries(loaded.procedure.events)) {
      if (lenders.length === 0 || !DELEGABLE.has(act) || (await may(act))) continue;
      const lending: string[] = [];
      for (const lender of lenders) if (await may(act, lender)) lending.push(lender);
      if (lending.length > 0) found.push({ act, title, for: lending });
    }
    return { acts: found };
  }

  @Post()
  @HttpCode(201)
  @Describe({
    summary:
      'Delegate acts of your own roles to a colleague, from and until which day (both included, Asia/Shanghai)',
    status: 201,
    answer: recorded,
    problems: THE_ROAD,
  })
  grant(
    @CurrentActor() { person }: Actor,
    @JsonBody(newDelegation) asked: z.infer<typeof newDelegation>,
    @HeaderIn('idempotency-key', idempotencyKey) key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const payload = { delegation: newSubjectId(person, 'delegation', key), ...asked };
    const request = { type: 'DelegationGranted', payload };
    return recordOverHttp(
      this.road,
      { kind: 'person', id: person, actor: person, request, idempotencyKey: key },
      reply,
    );
  }

  @Post(':delegation/end')
  @HttpCode(201)
  @Describe({
    summary:
      'End a delegation that you gave, or give back one that you received: it counts no more from then on',
    status: 201,
    answer: recorded,
    problems: THE_ROAD,
  })
  async end(
    @CurrentActor() { person }: Actor,
    @PathParam('delegation', opaqueId) delegation: string,
    @JsonBody(ending) { reason }: z.infer<typeof ending>,
    @HeaderIn('idempotency-key', idempotencyKey) key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const id = await delegatorOf(this.database.read, delegation, person);
    if (id === undefined) throw new SubjectNotFound();
    const request = { type: 'DelegationEnded', payload: { delegation, reason } };
    return recordOverHttp(
      this.road,
      { kind: 'person', id, actor: person, request, idempotencyKey: key },
      reply,
    );
  }
}
