import { Controller, Get, HttpCode, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { opaqueId, sha256 } from '../../workflows/fields.js';
import { RequiresRole } from '../http/access.js';
import { Describe } from '../http/description.js';
import { HeaderIn, JsonBody, PathParam } from '../http/input.js';
import { CurrentActor, type Actor } from '../people/actor.js';
import { idempotencyKey, recorded, recordOverHttp, type Recorded } from '../road/http-answers.js';
import { Road } from '../road/record-event.js';
import type { RoadRequest } from '../road/road-request.js';
import { ErasureDesk } from './erasure-desk.js';
import { GROUNDS, LEGAL_BASES, REMOVERS } from './removals.js';

const fields = z
  .array(z.string().regex(/^\/payload(\/[^/]{1,100}){1,8}$/))
  .max(50)
  .optional();
const event = z.strictObject({ event: z.uuid(), fields });
const target = z.union([z.strictObject({ receiptCode: z.string().min(1).max(40), fields }), event]);
const reference = z.string().trim().min(1).max(60);
const erasure = z.strictObject({ about: target, legalBasis: z.enum(LEGAL_BASES), request: reference });
const removal = z.strictObject({
  subject: z.string().min(1).max(100),
  events: z.array(event).max(50).default([]),
  documents: z.array(sha256).max(50).default([]),
  ground: z.enum(GROUNDS),
  order: reference,
});
const found = z.strictObject({
  event: z.string(),
  seq: z.int(),
  subject: z.string(),
  type: z.string(),
  time: z.string(),
  fields: z.array(z.strictObject({ pointer: z.string(), class: z.string(), digest: z.string() })),
});
const waiting = z.strictObject({
  proposals: z.array(
    z.strictObject({
      id: z.string(),
      is: z.enum(['erasure', 'removal']),
      by: z.string(),
      on: z.iso.date(),
      asked: z.record(z.string(), z.unknown()),
      about: z.record(z.string(), z.unknown()).describe('by digest: event, field and class, never the value'),
    }),
  ),
});
const ROAD = [
  'not-competent',
  'requirement-unmet',
  'payload-refused',
  'idempotency-key-reused',
  'ledger-unavailable',
];

/** Removal from the record: proposed by one person, done by the confirmation of another, for ever. */
@RequiresRole(...REMOVERS)
@Controller('admin/erasures')
export class ErasuresController {
  constructor(
    private readonly road: Road,
    private readonly desk: ErasureDesk,
  ) {}

  @Get()
  @Describe({ summary: 'What waits for a second person', status: 200, answer: waiting })
  async list(@CurrentActor() actor: Actor) {
    const proposals = Object.entries(await this.desk.waiting(actor));
    return { proposals: proposals.map(([id, proposal]) => ({ id, ...proposal })) };
  }

  @Post('search')
  @HttpCode(200)
  @Describe({
    summary: 'Which fields of an event could be removed, by its id or by the receipt code of a comment',
    status: 200,
    answer: found,
    problems: ['not-found'],
  })
  async search(@CurrentActor() actor: Actor, @JsonBody(target) about: z.infer<typeof target>) {
    const { event: one, fields: told } = await this.desk.findFor(actor, about);
    return {
      event: one.id,
      seq: one.seq,
      subject: one.subject,
      type: one.type,
      time: one.time,
      fields: told,
    };
  }

  @Post()
  @HttpCode(201)
  @Describe({
    summary: 'Propose to erase what a member of the public said about themselves; by default all of it',
    status: 201,
    answer: recorded,
    problems: [...ROAD, 'not-found'],
  })
  async propose(
    @CurrentActor() actor: Actor,
    @JsonBody(erasure) asked: z.infer<typeof erasure>,
    @HeaderIn('idempotency-key', idempotencyKey) key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return recordOverHttp(this.road, await this.desk.erasure(actor, asked, key), reply);
  }

  @Post('orders')
  @HttpCode(201)
  @Describe({
    summary: 'Propose to remove titles, texts or papers under a secrecy order or a destruction list',
    status: 201,
    answer: recorded,
    problems: [...ROAD, 'not-found'],
  })
  async proposeRemoval(
    @CurrentActor() actor: Actor,
    @JsonBody(removal) asked: z.infer<typeof removal>,
    @HeaderIn('idempotency-key', idempotencyKey) key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return recordOverHttp(this.road, await this.desk.removal(actor, asked, key), reply);
  }

  @Post(':id/confirmation')
  @HttpCode(201)
  @Describe({
    summary: 'Confirm a proposal of somebody else: what it lists is deleted now, and cannot be brought back',
    status: 201,
    answer: recorded,
    problems: [...ROAD, 'not-found'],
  })
  async confirm(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) id: string,
    @HeaderIn('idempotency-key', idempotencyKey) key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Recorded> {
    const asked: RoadRequest = await this.desk.confirmation(actor, id, key);
    const answer = await recordOverHttp(this.road, asked, reply);
    await this.desk.sweep();
    return answer;
  }

  @Post(':id/refusal')
  @HttpCode(201)
  @Describe({
    summary: 'Drop a proposal: nothing is removed',
    status: 201,
    answer: recorded,
    problems: [...ROAD, 'not-found'],
  })
  async drop(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) id: string,
    @HeaderIn('idempotency-key', idempotencyKey) key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return recordOverHttp(this.road, await this.desk.dropping(actor, id, key), reply);
  }
}
