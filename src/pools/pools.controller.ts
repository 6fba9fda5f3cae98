import { Controller, Get, HttpCode, Inject, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { opaqueId } from '../../workflows/fields.js';
import { DATABASE, type Database } from '../database/database.js';
import { SignedIn } from '../http/access.js';
import { Describe } from '../http/description.js';
import { HeaderIn, JsonBody, PathParam, QueryIn } from '../http/input.js';
import { CurrentActor, type Actor } from '../people/actor.js';
import { actRequest, type ActRequest } from '../road/act-request.js';
import { etagOf, idempotencyKey, ifMatch, recorded, recordOverHttp, THE_ROAD } from '../road/http-answers.js';
import { eventPage, historyPage, ReadingSubjects, type EventPage } from '../road/reading-subjects.js';
import { Road } from '../road/record-event.js';
import { SubjectNotFound } from '../road/refusals.js';
import { Drawing } from './drawing.js';
import { drawAsked, poolOpened, type DrawAsked, type Pool } from './pool.js';
import { drawAnswer, drawList, drawListQuery, listDraws, readDraw } from './read-draws.js';
import { expertsIn, listedExpert } from './read-pool.js';

const opening = actRequest.omit({ type: true, onBehalfOf: true }).extend({ payload: poolOpened });
const poolAct = actRequest.extend({
  type: z.enum(['ExpertListed', 'ExpertChanged', 'ExpertDelisted', 'DrawAbandoned']),
});
const poolAnswer = z.strictObject({
  id: z.string(),
  version: z.int(),
  body: z.string(),
  /** How many draws were held. */
  held: z.int(),
  experts: z.array(listedExpert),
});
const DRAWING = [...THE_ROAD, 'not-signed-yet'];

/** Pools of experts (专家库): who is in them, of which fields, and who was drawn by lot for which matter. */
@Controller('pools')
@SignedIn()
export class PoolsController {
  constructor(
    private readonly road: Road,
    private readonly reading: ReadingSubjects,
    private readonly drawing: Drawing,
    @Inject(DATABASE) private readonly database: Database,
  ) {}

  @Post()
  @HttpCode(201)
  @Describe({
    summary: 'Open the pool of experts of a body, under the id of the body: PoolOpened',
    status: 201,
    answer: recorded,
    problems: [...THE_ROAD, 'unit-unknown'],
    headers: { etag: 'Its version, "0"', location: 'Its address' },
  })
  async open(
    @CurrentActor() actor: Actor,
    @JsonBody(opening) request: z.infer<typeof opening>,
    @HeaderIn('idempotency-key', idempotencyKey) key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const id = request.payload.body;
    const act: ActRequest = { ...request, type: 'PoolOpened' };
    const answer = await recordOverHttp(
      this.road,
      { kind: 'pool', id, actor: actor.person, request: act, ifMatch: -1, idempotencyKey: key },
      reply,
    );
    reply.header('location', `/api/pools/${id}`);
    return answer;
  }

  @Get(':id')
  @Describe({
    summary: 'The experts of a pool: fields, unit, standing, and when each was drawn last',
    status: 200,
    answer: poolAnswer,
    problems: ['not-found', 'replay-disagrees'],
    headers: { etag: 'Its version' },
  })
  async read(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { state, version } = await this.reading.standpoint(`pool/${id}`, actor.person);
    reply.header('etag', etagOf(version));
    const pool = state as Pool;
    const { body, held } = pool;
    return { id, version, body, held, experts: await expertsIn(this.database.read, pool) };
  }

  @Post(':id/events')
  @HttpCode(201)
  @Describe({
    summary: 'Add an event to a pool: experts come, change and go; a draw is abandoned',
    status: 201,
    answer: recorded,
    problems: [...THE_ROAD, 'unit-unknown'],
    headers: { etag: 'The new version' },
    events: 'pool',
  })
  record(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) id: string,
    @JsonBody(poolAct) request: ActRequest,
    @HeaderIn('if-match', ifMatch) version: number | undefined,
    @HeaderIn('idempotency-key', idempotencyKey) key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return recordOverHttp(
      this.road,
      { kind: 'pool', id, actor: actor.person, request, ifMatch: version, idempotencyKey: key },
      reply,
    );
  }

  @Get(':id/events')
  @Describe({
    summary: 'History of a pool in words',
    status: 200,
    answer: historyPage,
    problems: ['not-found', 'replay-disagrees'],
  })
  history(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) id: string,
    @QueryIn(eventPage) page: EventPage,
  ) {
    return this.reading.history(`pool/${id}`, actor.person, page);
  }

  @Post(':id/draws')
  @HttpCode(201)
  @Describe({
    summary:
      'Draw experts for a matter by lot: DrawAnnounced, a checkpoint over it, and DrawHeld by the root of that',
    status: 201,
    answer: drawAnswer,
    problems: DRAWING,
    headers: { location: 'Its address' },
  })
  async draw(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) id: string,
    @JsonBody(drawAsked) asked: DrawAsked,
    @HeaderIn('idempotency-key', idempotencyKey) key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const draw = await this.drawing.draw(actor, id, asked, key);
    reply.header('location', `/api/pools/${id}/draws/${draw}`);
    return this.one(actor, id, draw);
  }

  @Post(':id/draws/:draw/holding')
  @HttpCode(201)
  @Describe({
    summary: 'Hold a draw that was announced and not held, because the machine failed in between',
    status: 201,
    answer: drawAnswer,
    problems: DRAWING,
  })
  async hold(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) id: string,
    @PathParam('draw', opaqueId) draw: string,
  ) {
    await this.drawing.hold(actor, id, draw);
    return this.one(actor, id, draw);
  }

  @Get(':id/draws')
  @Describe({
    summary: 'Draws of a pool, the latest first; those for one matter',
    status: 200,
    answer: drawList,
    problems: ['not-found', 'replay-disagrees'],
  })
  async draws(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) id: string,
    @QueryIn(drawListQuery) query: z.infer<typeof drawListQuery>,
  ) {
    await this.reading.standpoint(`pool/${id}`, actor.person);
    return listDraws(this.database.read, id, query);
  }

  @Get(':id/draws/:draw')
  @Describe({
    summary:
      'One draw: who was considered, who was excluded and why, who was drawn; drawn again while it is read',
    status: 200,
    answer: drawAnswer,
    problems: ['not-found', 'replay-disagrees'],
  })
  async one(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) id: string,
    @PathParam('draw', opaqueId) draw: string,
  ) {
    await this.reading.standpoint(`pool/${id}`, actor.person);
    const found = await readDraw(this.database.read, id, draw);
    if (!found) throw new SubjectNotFound();
    return found;
  }
}
