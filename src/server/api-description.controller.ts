import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Public } from '../http/access.js';
import { Describe } from '../http/description.js';
import { PROJECT_ROOT } from '../project-root.js';
import { API_PAGE_POLICY, apiPage, type Description } from './api-page.js';

/** The description that is committed, which CI proves to be what the code gives. */
export const DESCRIPTION_FILE = join(PROJECT_ROOT, 'openapi.json');

/** The API described: for programs, and for people. Two megabytes, read once: whoever asks is not signed in. */
@Public()
@Controller()
export class ApiDescriptionController {
  private description: Buffer | undefined;
  private page: string | undefined;

  @Get('openapi.json')
  @Describe({
    summary: 'This description, OpenAPI 3.1',
    status: 200,
    answer: z.record(z.string(), z.unknown()),
  })
  read(@Res() reply: FastifyReply): void {
    void reply.type('application/json; charset=utf-8').send(this.bytes());
  }

  @Get('docs')
  @Describe({
    summary: 'This description for people: one page, on which nothing runs',
    status: 200,
    mediaType: 'text/html',
  })
  show(@Res() reply: FastifyReply): void {
    this.page ??= apiPage(JSON.parse(this.bytes().toString('utf8')) as Description);
    void reply
      .header('content-security-policy', API_PAGE_POLICY)
      .type('text/html; charset=utf-8')
      .send(this.page);
  }

  private bytes(): Buffer {
    this.description ??= readFileSync(DESCRIPTION_FILE);
    return this.description;
  }
}
