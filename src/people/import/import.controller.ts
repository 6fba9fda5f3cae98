import { Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { RequiresRole } from '../../http/access.js';
import { Describe } from '../../http/description.js';
import { QueryIn } from '../../http/input.js';
import { CurrentActor, type Actor } from '../actor.js';
import { invitation } from '../sign-in/invitations.controller.js';
import { PeopleImport } from './people-import.js';
import { COLUMNS, NEEDED } from './columns.js';
import { readTable } from './table.js';
import { bytesOf, sendTable, WORKBOOK } from './table-over-http.js';
import { csvTemplate, xlsxTemplate } from './template.js';

const row = z.strictObject({
  row: z.int().describe('as the spreadsheet counts: the heading is 1'),
  username: z.string(),
  name: z.string(),
  post: z.string(),
  does: z.enum(['register', 'grant', 'nothing', 'refused', 'not-done']),
  grants: z.array(
    z.strictObject({
      role: z.string(),
      unit: z.string(),
      body: z.string(),
      from: z.string().nullable(),
      until: z.string().nullable(),
    }),
  ),
  errors: z.array(
    z.strictObject({
      column: z.string(),
      detail: z.strictObject({ zh: z.string(), en: z.string() }),
    }),
  ),
  person: z.string().optional(),
  invitation: invitation.optional().describe('shown this once; for POST /api/first-sign-in'),
  refusedBy: z.string().optional().describe('code of the problem at which the import stopped'),
});
const answer = z.strictObject({
  dryRun: z.boolean(),
  complete: z.boolean().describe('whether every row is done, or could be'),
  rows: z.array(row),
});
/** Whoever does not say that it is meant gets the dry run. */
const asked = z.strictObject({ dryRun: z.enum(['true', 'false']).default('true') });

/** A list of people from a spreadsheet: tried first, then taken in whole. */
@RequiresRole('administrator')
@Controller('admin/people/import')
export class ImportController {
  constructor(private readonly people: PeopleImport) {}

  @Post()
  @HttpCode(200)
  @RouteConfig({ streamed: true })
  @Describe({
    summary:
      'Register people from a CSV (UTF-8, GB 18030) or XLSX file, which is the body: at most 1 MB and 1000 rows under ' +
      '姓名 职务 用户名 机关 单位 角色 起 止 (name post username body unit role from until). With dryRun=true, the ' +
      'default, nothing is written. A file with a wrong row is refused whole; the same file again does nothing twice',
    status: 200,
    answer,
    streamed: true,
    problems: [
      'import-too-large',
      'import-unreadable',
      'import-refused',
      'sign-in-busy',
      'ledger-unavailable',
      'step-up-required',
    ],
  })
  async take(
    @CurrentActor() actor: Actor,
    @QueryIn(asked) { dryRun }: z.infer<typeof asked>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const table = await readTable(await bytesOf(request), COLUMNS, NEEDED);
    // What is answered may open accounts: no cache keeps it.
    void reply.header('cache-control', 'no-store');
    if (dryRun === 'true') {
      const rows = await this.people.plan(actor, table);
      return { dryRun: true, complete: rows.every(({ does }) => does !== 'refused'), rows };
    }
    const rows = await this.people.perform(actor, table);
    const complete = rows.every(({ does, refusedBy }) => does !== 'not-done' && refusedBy === undefined);
    return { dryRun: false, complete, rows };
  }

  @Get('template.csv')
  @Describe({ summary: 'An empty list to fill in, as CSV', status: 200, mediaType: 'text/csv' })
  csv(@Res() reply: FastifyReply) {
    sendTable(reply, 'text/csv; charset=utf-8', 'people.csv', csvTemplate());
  }

  @Get('template.xlsx')
  @Describe({
    summary: 'An empty list to fill in, as a workbook',
    status: 200,
    mediaType: WORKBOOK,
  })
  async xlsx(@Res() reply: FastifyReply) {
    sendTable(reply, WORKBOOK, 'people.xlsx', await xlsxTemplate());
  }
}
