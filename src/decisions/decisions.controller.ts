import { Controller, Get, HttpCode, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { opaqueId } from '../../workflows/fields.js';
import { SignedIn } from '../http/access.js';
import { Describe } from '../http/description.js';
import { HeaderIn, JsonBody, PathParam, QueryIn } from '../http/input.js';
import { CurrentActor, type Actor } from '../people/actor.js';
import { actRequest, type ActRequest } from '../road/act-request.js';
import { historyAnswer } from '../road/history.js';
import { etagOf, idempotencyKey, ifMatch, recorded, recordOverHttp, THE_ROAD } from '../road/http-answers.js';
import { Road } from '../road/record-event.js';
import { newSubjectId } from '../road/subject-id.js';
import { decisionAnswer, listAnswer, obstaclesAnswer, pathAnswer, replayAnswer } from './answers.js';
import { ReadingDecisions } from './reading-decisions.js';
import { responsibilityAnswer } from './responsibility/answer.js';
import { ReadingResponsibility } from './responsibility/reading-responsibility.js';

const proposal = actRequest
  .omit({ type: true, onBehalfOf: true })
  .extend({ workflow: z.literal('major-decision').default('major-decision') });
const listQuery = z.strictObject({
  q: z.string().max(100).optional(),
  body: z.string().max(64).optional(),
  state: z
    .string()
    .max(80)
    .regex(/^[a-zA-Z]+(\.[a-zA-Z]+)*$/)
    .optional()
    .describe('A state of the machine by its path: `legalityReview`, `adopted.afterIssue`'),
  order: z.enum(['newest', 'oldest']).default('newest').describe('By the last act'),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(120).optional(),
});
const replayQuery = z.strictObject({
  version: z.coerce.number().int().min(0).optional(),
  at: z.iso.datetime({ offset: true }).optional(),
});
const obstaclesQuery = z.strictObject({ event: z.string().min(1).max(80) });

/** Decisions: proposing them, adding events to them, and reading them at any instant. */
@Controller('decisions')
@SignedIn()
export class DecisionsController {
  constructor(
    private readonly road: Road,
    private readonly reading: ReadingDecisions,
    private readonly responsibility: ReadingResponsibility,
  ) {}

  @Post()
  @HttpCode(201)
  @Describe({
    summary: 'Propose a decision',
    status: 201,
    answer: recorded,
    problems: THE_ROAD,
    headers: { etag: 'Its version, "0"', location: 'Its address' },
  })
  async propose(
    @CurrentActor() actor: Actor,
    @JsonBody(proposal) { workflow: _, ...request }: z.infer<typeof proposal>,
    @HeaderIn('idempotency-key', idempotencyKey) key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const id = newSubjectId(actor.person, 'decision', key);
    const act: ActRequest = { ...request, type: 'DecisionProposed' };
    const answer = await recordOverHttp(
      this.road,
      { kind: 'decision', id, actor: actor.person, request: act, ifMatch: -1, idempotencyKey: key },
      reply,
    );
    reply.header('location', `/api/decisions/${answer.event.subject.slice('decision/'.length)}`);
    return answer;
  }

  @Get()
  @Describe({ summary: 'Find decisions of your bodies', status: 200, answer: listAnswer })
  async find(@CurrentActor() actor: Actor, @QueryIn(listQuery) query: z.infer<typeof listQuery>) {
    const rows = await this.reading.list(actor.person, {
      q: query.q,
      body: query.body,
      state: query.state,
      oldestFirst: query.order === 'oldest',
      limit: query.limit,
      after: query.cursor,
    });
    const last = rows.length === query.limit ? rows.at(-1) : undefined;
    return {
      decisions: rows.map(({ changed_at, state, last: act, ...row }) => ({
        ...row,
        state: JSON.parse(state) as unknown,
        changedAt: changed_at,
        ...(act && {
          lastAct: { type: act.type, title: this.reading.titleOfAct(act.type), actor: act.leaf.actor },
        }),
      })),
      ...(last ? { nextCursor: `${last.changed_at}~${last.id}` } : {}),
    };
  }

  @Get(':id')
  @Describe({
    summary: 'One decision: state, plan, and what you might do',
    status: 200,
    answer: decisionAnswer,
    problems: ['not-found', 'replay-disagrees'],
    headers: { etag: 'Its version' },
  })
  async read(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const decision = await this.reading.decision(id, actor.person);
    reply.header('etag', etagOf(decision.version));
    return decision;
  }

  @Post(':id/events')
  @HttpCode(201)
  @Describe({
    summary: 'Add an event: the road',
    status: 201,
    answer: recorded,
    problems: THE_ROAD,
    headers: { etag: 'The new version' },
    events: 'decision',
  })
  async record(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) id: string,
    @JsonBody(actRequest) request: ActRequest,
    @HeaderIn('if-match', ifMatch) version: number | undefined,
    @HeaderIn('idempotency-key', idempotencyKey) key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return recordOverHttp(
      this.road,
      { kind: 'decision', id, actor: actor.person, request, ifMatch: version, idempotencyKey: key },
      reply,
    );
  }

  @Get(':id/events')
  @Describe({
    summary: 'History in words',
    status: 200,
    answer: historyAnswer,
    problems: ['not-found', 'replay-disagrees'],
  })
  async history(@CurrentActor() actor: Actor, @PathParam('id', opaqueId) id: string) {
    return { events: await this.reading.history(id, actor.person) };
  }

  @Get(':id/replay')
  @Describe({
    summary: 'State after a version, or at an instant',
    status: 200,
    answer: replayAnswer,
    problems: ['not-found', 'replay-disagrees'],
  })
  async replay(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) id: string,
    @QueryIn(replayQuery) query: z.infer<typeof replayQuery>,
  ) {
    return this.reading.replay(id, actor.person, query);
  }

  @Get(':id/path')
  @Describe({
    summary: 'The way it took: the states of the machine after each event',
    status: 200,
    answer: pathAnswer,
    problems: ['not-found', 'replay-disagrees'],
  })
  async path(@CurrentActor() actor: Actor, @PathParam('id', opaqueId) id: string) {
    return this.reading.path(id, actor.person);
  }

  @Get(':id/obstacles')
  @Describe({
    summary: 'What stands in the way of an event',
    status: 200,
    answer: obstaclesAnswer,
    problems: ['not-found', 'unknown-event'],
  })
  async obstacles(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) id: string,
    @QueryIn(obstaclesQuery) { event }: z.infer<typeof obstaclesQuery>,
  ) {
    return this.reading.obstacles(id, actor.person, event);
  }

  @Get(':id/responsibility')
  @Describe({
    summary:
      'Who answers for what in it, for life (article 38): everybody with what they did, by part of the procedure',
    status: 200,
    answer: responsibilityAnswer,
    problems: ['not-found', 'replay-disagrees'],
  })
  async responsible(@CurrentActor() actor: Actor, @PathParam('id', opaqueId) id: string) {
    return this.responsibility.of(id, actor.person);
  }
}
