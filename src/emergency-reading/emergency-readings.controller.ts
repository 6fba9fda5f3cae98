import { Controller, Get, HttpCode, Inject, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { opaqueId } from '../../workflows/fields.js';
import { CLOCK, type Clock } from '../clock.js';
import { DATABASE, type Database } from '../database/database.js';
import { SignedIn } from '../http/access.js';
import { Describe } from '../http/description.js';
import { HeaderIn, JsonBody, PathParam } from '../http/input.js';
import { CurrentActor, type Actor } from '../people/actor.js';
import { idempotencyKey, recorded, recordOverHttp, THE_ROAD } from '../road/http-answers.js';
import { Road } from '../road/record-event.js';
import { SubjectNotFound } from '../road/refusals.js';
import type { RoadRequest } from '../road/road-request.js';
import { wouldRecord } from '../road/would-record.js';
import { newSubjectId } from '../road/subject-id.js';
import { readingsFor, readingShown, type ReadingShown } from './read-readings.js';
import { because, CONFIRMERS, readingAsked } from './reading.js';

const asking = readingAsked.pick({ hours: true, reason: true });
const SEES = [...CONFIRMERS, 'auditor'];
const listed = readingShown.extend({
  may: z
    .strictObject({ decide: z.boolean(), end: z.boolean() })
    .describe('what you could do about it: confirm or refuse it as a second person of the body, end it'),
});

/** Emergency reading (紧急查阅): two people let somebody read one decision for some hours. It lets nobody act. */
@SignedIn()
@Controller()
export class EmergencyReadingsController {
  constructor(
    private readonly road: Road,
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post('decisions/:id/emergency-readings')
  @HttpCode(201)
  @Describe({
    summary:
      'Ask to read a decision that is not yours, for some hours and a reason; a second person, of its body, confirms',
    status: 201,
    answer: recorded,
    problems: THE_ROAD,
    headers: { location: 'Its address' },
  })
  async ask(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) decision: string,
    @JsonBody(asking) asked: z.infer<typeof asking>,
    @HeaderIn('idempotency-key', idempotencyKey) key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const [row] = await this.database.read.query<{ body: string }>(
      'SELECT body FROM decision_projection WHERE id = ?',
      [decision],
    );
    if (!row) throw new SubjectNotFound();
    const id = newSubjectId(actor.person, 'reading', key);
    const request = { type: 'ReadingAsked', payload: { decision, body: row.body, ...asked } };
    const answer = await recordOverHttp(
      this.road,
      { kind: 'reading', id, actor: actor.person, request, ifMatch: -1, idempotencyKey: key },
      reply,
    );
    reply.header('location', `/api/${answer.event.subject.replace('reading/', 'emergency-readings/')}`);
    return answer;
  }

  @Get('emergency-readings')
  @Describe({
    summary: 'Emergency readings that you asked for, and those of your bodies’ decisions; the latest 100',
    status: 200,
    answer: z.strictObject({ readings: z.array(listed) }),
  })
  async list(@CurrentActor() actor: Actor) {
    const { person, grants } = actor;
    const bodies = grants.filter(({ role }) => SEES.includes(role)).map(({ body }) => body);
    const now = this.clock.legal().toISOString();
    const readings = await readingsFor(this.database.read, person, [...new Set(bodies)], now);
    const list = [];
    for (const one of readings) list.push({ ...one, may: await this.mayDo(person, one) });
    return { readings: list };
  }

  @Post('emergency-readings/:id/confirmation')
  @HttpCode(201)
  @Describe({
    summary:
      'Confirm it, as a second person of the body (where the three are separated, its security administrator)',
    status: 201,
    answer: recorded,
    problems: THE_ROAD,
  })
  confirm(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) id: string,
    @HeaderIn('idempotency-key', idempotencyKey) key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.record(actor, id, { type: 'ReadingConfirmed', payload: {} }, key, reply);
  }

  @Post('emergency-readings/:id/refusal')
  @HttpCode(201)
  @Describe({ summary: 'Refuse it, with a reason', status: 201, answer: recorded, problems: THE_ROAD })
  refuse(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) id: string,
    @JsonBody(because) payload: z.infer<typeof because>,
    @HeaderIn('idempotency-key', idempotencyKey) key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.record(actor, id, { type: 'ReadingRefused', payload }, key, reply);
  }

  @Post('emergency-readings/:id/end')
  @HttpCode(201)
  @Describe({
    summary: 'End it before its hours are up: by whoever reads, or by the body',
    status: 201,
    answer: recorded,
    problems: THE_ROAD,
  })
  end(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) id: string,
    @JsonBody(because) payload: z.infer<typeof because>,
    @HeaderIn('idempotency-key', idempotencyKey) key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.record(actor, id, { type: 'ReadingEnded', payload }, key, reply);
  }

  /** As the road would judge the very act that each state waits for. */
  private async mayDo(actor: string, { id, status }: ReadingShown) {
    const would = (request: RoadRequest['request']) =>
      wouldRecord(this.road, { kind: 'reading', id, actor, request });
    const isAsked = status === 'asked';
    const isOpen = status === 'open';
    return {
      decide: isAsked && (await would({ type: 'ReadingConfirmed', payload: {} })),
      end: isOpen && (await would({ type: 'ReadingEnded', payload: { reason: '–' } })),
    };
  }

  private record(
    actor: Actor,
    id: string,
    request: RoadRequest['request'],
    key: string | undefined,
    reply: FastifyReply,
  ) {
    const asked = { kind: 'reading', id, actor: actor.person, request, idempotencyKey: key };
    return recordOverHttp(this.road, asked, reply);
  }
}
