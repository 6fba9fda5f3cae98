import { Controller, Get, HttpCode, Inject, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { opaqueId } from '../../workflows/fields.js';
import type { Meeting } from '../../workflows/meeting/meeting.js';
import { DATABASE, type Database } from '../database/database.js';
import { SignedIn } from '../http/access.js';
import { Describe } from '../http/description.js';
import { HeaderIn, JsonBody, PathParam, QueryIn } from '../http/input.js';
import { CurrentActor, type Actor } from '../people/actor.js';
import { actRequest, type ActRequest } from '../road/act-request.js';
import { etagOf, idempotencyKey, ifMatch, recorded, recordOverHttp, THE_ROAD } from '../road/http-answers.js';
import { eventPage, historyPage, ReadingSubjects, type EventPage } from '../road/reading-subjects.js';
import { Road } from '../road/record-event.js';
import { newSubjectId } from '../road/subject-id.js';
import { agendaAnswer, agendaOf } from './agenda.js';
import { listMeetings, meetingList, meetingListQuery, type MeetingListQuery } from './list.js';

const convening = actRequest.omit({ type: true, onBehalfOf: true });
const meetingAnswer = z.strictObject({
  id: z.string(),
  version: z.int(),
  state: z.record(z.string(), z.unknown()),
});

/** Meetings of the deciding bodies: convened here, named by the decisions that are tabled at them. */
@Controller('meetings')
@SignedIn()
export class MeetingsController {
  constructor(
    private readonly road: Road,
    private readonly reading: ReadingSubjects,
    @Inject(DATABASE) private readonly database: Database,
  ) {}

  @Post()
  @HttpCode(201)
  @Describe({
    summary: 'Convene a meeting: MeetingConvened',
    status: 201,
    answer: recorded,
    problems: THE_ROAD,
    headers: { etag: 'Its version, "0"', location: 'Its address' },
  })
  async convene(
    @CurrentActor() actor: Actor,
    @JsonBody(convening) request: z.infer<typeof convening>,
    @HeaderIn('idempotency-key', idempotencyKey) key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const id = newSubjectId(actor.person, 'meeting', key);
    const act: ActRequest = { ...request, type: 'MeetingConvened' };
    const answer = await recordOverHttp(
      this.road,
      { kind: 'meeting', id, actor: actor.person, request: act, ifMatch: -1, idempotencyKey: key },
      reply,
    );
    reply.header('location', `/api/meetings/${id}`);
    return answer;
  }

  @Get()
  @Describe({ summary: 'Meetings of your bodies, latest planned first', status: 200, answer: meetingList })
  find(@CurrentActor() { grants }: Actor, @QueryIn(meetingListQuery) query: MeetingListQuery) {
    const bodies = [...new Set(grants.map(({ body }) => body))];
    return listMeetings(this.database.read, bodies, query);
  }

  @Get(':id')
  @Describe({
    summary: 'One meeting: who convened, when, who is present',
    status: 200,
    answer: meetingAnswer,
    problems: ['not-found', 'replay-disagrees'],
    headers: { etag: 'Its version' },
  })
  async read(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { loaded, state, version } = await this.reading.standpoint(`meeting/${id}`, actor.person);
    reply.header('etag', etagOf(version));
    return { id, version, state: loaded.procedure.view(state) };
  }

  @Get(':id/agenda')
  @Describe({
    summary: 'Which decisions a meeting was called for, and which were tabled at it, each time on which text',
    status: 200,
    answer: agendaAnswer,
    problems: ['not-found', 'replay-disagrees'],
  })
  async agenda(@CurrentActor() actor: Actor, @PathParam('id', opaqueId) id: string) {
    const { state } = await this.reading.standpoint(`meeting/${id}`, actor.person);
    const { body, agenda } = state as Meeting;
    return agendaOf(this.database.read, { id, body, agenda });
  }

  @Post(':id/events')
  @HttpCode(201)
  @Describe({
    summary: 'Add an event to a meeting',
    status: 201,
    answer: recorded,
    problems: THE_ROAD,
    headers: { etag: 'The new version' },
    events: 'meeting',
  })
  record(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) id: string,
    @JsonBody(actRequest) request: ActRequest,
    @HeaderIn('if-match', ifMatch) version: number | undefined,
    @HeaderIn('idempotency-key', idempotencyKey) key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return recordOverHttp(
      this.road,
      { kind: 'meeting', id, actor: actor.person, request, ifMatch: version, idempotencyKey: key },
      reply,
    );
  }

  @Get(':id/events')
  @Describe({
    summary: 'History of a meeting in words',
    status: 200,
    answer: historyPage,
    problems: ['not-found', 'replay-disagrees'],
  })
  history(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) id: string,
    @QueryIn(eventPage) page: EventPage,
  ) {
    return this.reading.history(`meeting/${id}`, actor.person, page);
  }
}
