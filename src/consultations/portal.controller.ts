import { Controller, Get, HttpCode, Inject, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { comment, KEEPS_ITS_WORD, keepsItsWord } from '../../workflows/consultation/consultation.js';
import { opaqueId, sha256 } from '../../workflows/fields.js';
import { CLOCK, type Clock } from '../clock.js';
import { dateInShanghai } from '../engine/civil-date.js';
import { attachment } from '../documents/attachment.js';
import { Documents } from '../documents/documents.js';
import { Public } from '../http/access.js';
import { Describe } from '../http/description.js';
import { HeaderIn, JsonBody, PathParam, QueryIn } from '../http/input.js';
import { ANYBODY } from '../people/person-room.js';
import { idempotencyKey, THE_ROAD, type Recorded } from '../road/http-answers.js';
import { Road } from '../road/record-event.js';
import { CommentDesk } from './comment-desk.js';
import { callAnswer, callList, callListQuery, Portal, receiptAnswer } from './portal.js';

const written = z
  .strictObject({ ...comment, anonymous: comment.anonymous.default(false) })
  .refine(keepsItsWord, KEEPS_ITS_WORD);
const taken = z.strictObject({
  /** Keep it: it tells later what became of the comment. It is shown this once. */
  receipt: z.string(),
  receiptAt: z.string(),
  consultation: z.string(),
  number: z.int().describe('1 is the first comment on this call'),
  receivedAt: z.string(),
  event: z.strictObject({ id: z.string(), seq: z.int(), leafHash: z.string() }),
});

/** The portal: calls for comments, and comments, without an account. */
@Controller('public')
@Public()
export class PortalController {
  constructor(
    private readonly portal: Portal,
    private readonly desk: CommentDesk,
    private readonly road: Road,
    private readonly documents: Documents,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('consultations')
  @Describe({ summary: 'Calls for comments, latest last day first', status: 200, answer: callList })
  calls(@QueryIn(callListQuery) query: z.infer<typeof callListQuery>) {
    return this.portal.calls(this.today(), query);
  }

  @Get('consultations/:id')
  @Describe({
    summary:
      'One call: its notice, its last day, how many comments; and what is collected from whoever comments, why, and for how long',
    status: 200,
    answer: callAnswer,
    problems: ['not-found'],
  })
  call(@PathParam('id', opaqueId) id: string) {
    return this.portal.call(id, this.today());
  }

  @Get('consultations/:id/documents/:sha256')
  @Describe({
    summary:
      'A paper that the call publishes: the draft, an annex, the explanation; checked against its digest',
    status: 200,
    mediaType: 'application/octet-stream',
    problems: ['not-found', 'document-not-found', 'document-damaged', 'document-removed'],
  })
  async paper(
    @PathParam('id', opaqueId) id: string,
    @PathParam('sha256', sha256) digest: string,
    @Res() reply: FastifyReply,
  ) {
    const { name } = await this.portal.paper(id, digest);
    const { file, mediaType, size } = await this.documents.check(digest);
    void reply
      .headers(attachment({ digest, mediaType, size, name }))
      .send(file.createReadStream({ start: 0 }));
  }

  @Post('consultations/:id/comments')
  @HttpCode(201)
  @Describe({
    summary: 'Comment on a published draft: CommentReceived',
    status: 201,
    answer: taken,
    problems: THE_ROAD.filter((code) => !['if-match-missing', 'version-conflict'].includes(code)),
  })
  async comment(
    @PathParam('id', opaqueId) id: string,
    @JsonBody(written) payload: z.infer<typeof written>,
    @HeaderIn('idempotency-key', idempotencyKey) key: string | undefined,
  ): Promise<z.infer<typeof taken>> {
    const { code, asked } = await this.desk.receipted({
      id,
      actor: ANYBODY,
      request: { type: 'CommentReceived', payload },
      idempotencyKey: key,
    });
    const { event, state } = (await this.road.record(asked)).body as Recorded;
    return {
      receipt: code,
      receiptAt: `/api/public/receipts/${code}`,
      consultation: id,
      number: Number(state['received']),
      receivedAt: event.time,
      event: { id: event.id, seq: event.seq, leafHash: event.leafHash },
    };
  }

  @Get('receipts/:code')
  @Describe({
    summary: 'What became of a comment, for whoever holds its receipt code',
    status: 200,
    answer: receiptAnswer,
    problems: ['not-found'],
  })
  receipt(@PathParam('code', z.string().min(1).max(40)) code: string) {
    return this.portal.receipt(code);
  }

  private today(): string {
    return dateInShanghai(this.clock.legal().toISOString());
  }
}
