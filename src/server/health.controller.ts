import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { DATABASE, type Database } from '../database/database.js';
import { Public } from '../http/access.js';
import { Describe } from '../http/description.js';
import { Ledger } from '../ledger/ledger.js';

const ready = z.strictObject({
  status: z.enum(['ready', 'not-ready']),
  database: z.enum(['answers', 'does-not-answer']),
  /** Events are taken either way; while it fails, receipts are late. */
  checkpoints: z.enum(['signed', 'failing']),
});

/** For whoever keeps the program running. Nothing here tells what it works on. */
@Public()
@Controller('health')
export class HealthController {
  constructor(
    private readonly ledger: Ledger,
    @Inject(DATABASE) private readonly database: Database,
  ) {}

  @Get('live')
  @Describe({
    summary: 'The program runs',
    status: 200,
    answer: z.strictObject({ status: z.literal('live') }),
  })
  live() {
    return { status: 'live' };
  }

  @Get('ready')
  @Describe({ summary: 'The program can take requests; 503 while it cannot', status: 200, answer: ready })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<z.infer<typeof ready>> {
    const answers = await this.database.read.query('SELECT 1 AS one').then(
      () => true,
      () => false,
    );
    if (!answers) reply.code(503);
    return {
      status: answers ? 'ready' : 'not-ready',
      database: answers ? 'answers' : 'does-not-answer',
      checkpoints: this.ledger.checkpointProblem === undefined ? 'signed' : 'failing',
    };
  }
}
