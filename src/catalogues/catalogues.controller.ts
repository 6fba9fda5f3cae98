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
import { catalogueId, catalogueList, catalogueListQuery, namedItem } from './answers.js';
import { listCatalogues, standingItems } from './list.js';

/** Body and year are read here already: they are what the catalogue is named after. */
const drafting = actRequest.omit({ type: true, onBehalfOf: true }).extend({
  payload: z.object({ body: opaqueId, year: z.int().min(2000).max(2999) }).catchall(z.json()),
});
const catalogueAnswer = z.strictObject({
  id: z.string(),
  version: z.int(),
  state: z.record(z.string(), z.unknown()),
  /** The items that stand in it now, by name. */
  items: z.array(namedItem),
});

/** Yearly catalogues of decisions: drafted here, named after their body and year. */
@Controller('catalogues')
@SignedIn()
export class CataloguesController {
  constructor(
    private readonly road: Road,
    private readonly reading: ReadingSubjects,
    @Inject(DATABASE) private readonly database: Database,
  ) {}

  @Post()
  @HttpCode(201)
  @Describe({
    summary: 'Draft the catalogue of a body for a year: CatalogueDrafted',
    status: 201,
    answer: recorded,
    problems: THE_ROAD,
    headers: { etag: 'Its version, "0"', location: 'Its address' },
  })
  async draft(
    @CurrentActor() actor: Actor,
    @JsonBody(drafting) request: z.infer<typeof drafting>,
    @HeaderIn('idempotency-key', idempotencyKey) key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { body, year } = request.payload;
    const id = `${body}-${year}`;
    const act: ActRequest = { ...request, type: 'CatalogueDrafted' };
    const answer = await recordOverHttp(
      this.road,
      { kind: 'catalogue', id, actor: actor.person, request: act, ifMatch: -1, idempotencyKey: key },
      reply,
    );
    reply.header('location', `/api/catalogues/${id}`);
    return answer;
  }

  @Get()
  @Describe({ summary: 'Catalogues of your bodies, latest year first', status: 200, answer: catalogueList })
  find(
    @CurrentActor() { grants }: Actor,
    @QueryIn(catalogueListQuery) query: z.infer<typeof catalogueListQuery>,
  ) {
    const bodies = [...new Set(grants.map(({ body }) => body))];
    return listCatalogues(this.database.read, bodies, query);
  }

  @Get(':id')
  @Describe({
    summary: 'One catalogue: its items, whether it is consented to and published',
    status: 200,
    answer: catalogueAnswer,
    problems: ['not-found', 'replay-disagrees'],
    headers: { etag: 'Its version' },
  })
  async read(
    @CurrentActor() actor: Actor,
    @PathParam('id', catalogueId) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { loaded, state, version } = await this.reading.standpoint(`catalogue/${id}`, actor.person);
    reply.header('etag', etagOf(version));
    const items = await standingItems(this.database.read, id);
    return { id, version, state: loaded.procedure.view(state), items };
  }

  @Post(':id/events')
  @HttpCode(201)
  @Describe({
    summary: 'Add an event to a catalogue',
    status: 201,
    answer: recorded,
    problems: THE_ROAD,
    headers: { etag: 'The new version' },
    events: 'catalogue',
  })
  record(
    @CurrentActor() actor: Actor,
    @PathParam('id', catalogueId) id: string,
    @JsonBody(actRequest) request: ActRequest,
    @HeaderIn('if-match', ifMatch) version: number | undefined,
    @HeaderIn('idempotency-key', idempotencyKey) key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return recordOverHttp(
      this.road,
      { kind: 'catalogue', id, actor: actor.person, request, ifMatch: version, idempotencyKey: key },
      reply,
    );
  }

  @Get(':id/events')
  @Describe({
    summary: 'History of a catalogue in words',
    status: 200,
    answer: historyPage,
    problems: ['not-found', 'replay-disagrees'],
  })
  history(
    @CurrentActor() actor: Actor,
    @PathParam('id', catalogueId) id: string,
    @QueryIn(eventPage) page: EventPage,
  ) {
    return this.reading.history(`catalogue/${id}`, actor.person, page);
  }
}
