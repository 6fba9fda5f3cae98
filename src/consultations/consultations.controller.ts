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
import { CommentDesk } from './comment-desk.js';
import { commentsAnswer, commentsOf, commentsQuery, type CommentsQuery } from './comments.js';
import { consultationProcedure, nothingReceived } from './consultation-room.js';
import { openCallRow, type OpenCallRow } from './open-calls.js';

const answer = z.strictObject({
  id: z.string(),
  decision: z.string(),
  openedOn: z.iso.date(),
  deadline: z.iso.date(),
  /** -1 before the first comment. */
  version: z.int(),
  state: z.record(z.string(), z.unknown()),
});
const recordedComment = recorded.extend({
  /** For the writer of a comment that was entered here: shown this once. */
  receiptCode: z.string().optional(),
});

/** Consultations as the deciding body works through them; whoever comments uses the portal. */
@Controller('consultations')
@SignedIn()
export class ConsultationsController {
  constructor(
    private readonly road: Road,
    private readonly desk: CommentDesk,
    private readonly reading: ReadingSubjects,
    @Inject(DATABASE) private readonly database: Database,
  ) {}

  @Get(':id')
  @Describe({
    summary: 'One consultation: counts and roots of comments and dispositions',
    status: 200,
    answer,
    problems: ['not-found', 'replay-disagrees'],
    headers: { etag: 'Its version' },
  })
  async read(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.infer<typeof answer>> {
    const call = await this.callFor(actor, id);
    const shared = { id, decision: call.decision, openedOn: call.opened_on, deadline: call.deadline };
    if (call.received === 0)
      return { ...shared, version: -1, state: consultationProcedure.view(nothingReceived) };
    const { loaded, state, version } = await this.reading.standpoint(`consultation/${id}`, actor.person);
    reply.header('etag', etagOf(version));
    return { ...shared, version, state: loaded.procedure.view(state) };
  }

  @Get(':id/comments')
  @Describe({
    summary: 'Its comments by number; disposed=false lists what waits for an answer',
    status: 200,
    answer: commentsAnswer,
    problems: ['not-found'],
  })
  async comments(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) id: string,
    @QueryIn(commentsQuery) query: CommentsQuery,
  ) {
    await this.callFor(actor, id);
    return commentsOf(this.database.read, id, query);
  }

  @Post(':id/events')
  @HttpCode(201)
  @Describe({
    summary: 'Add an event: a disposition, or a comment that came on paper',
    status: 201,
    answer: recordedComment,
    problems: THE_ROAD,
    headers: { etag: 'The new version' },
    events: 'consultation',
  })
  async record(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) id: string,
    @JsonBody(actRequest) request: ActRequest,
    @HeaderIn('if-match', ifMatch) version: number | undefined,
    @HeaderIn('idempotency-key', idempotencyKey) key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.infer<typeof recordedComment>> {
    const asked = { id, actor: actor.person, request, ifMatch: version, idempotencyKey: key };
    if (request.type !== 'CommentReceived')
      return recordOverHttp(this.road, { ...asked, kind: 'consultation' }, reply);
    const comment = await this.desk.receipted(asked);
    return { ...(await recordOverHttp(this.road, comment.asked, reply)), receiptCode: comment.code };
  }

  @Get(':id/events')
  @Describe({
    summary: 'History of a consultation in words',
    status: 200,
    answer: historyPage,
    problems: ['not-found', 'replay-disagrees'],
  })
  history(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) id: string,
    @QueryIn(eventPage) page: EventPage,
  ) {
    return this.reading.history(`consultation/${id}`, actor.person, page);
  }

  /** @throws SubjectNotFound when there is no such call, or it is another body's */
  private async callFor({ grants }: Actor, id: string): Promise<OpenCallRow> {
    const call = await openCallRow(this.database.read, id);
    if (!call || !grants.some(({ body }) => body === call.body)) throw new SubjectNotFound();
    return call;
  }
}
