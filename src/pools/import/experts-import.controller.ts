import { Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { opaqueId } from '../../../workflows/fields.js';
import { RequiresRole } from '../../http/access.js';
import { Describe } from '../../http/description.js';
import { PathParam, QueryIn } from '../../http/input.js';
import { CurrentActor, type Actor } from '../../people/actor.js';
import { readTable } from '../../people/import/table.js';
import { bytesOf, sendTable, WORKBOOK } from '../../people/import/table-over-http.js';
import { THE_ROAD } from '../../road/http-answers.js';
import { field } from '../pool.js';
import { COLUMNS, NEEDED } from './columns.js';
import { ExpertsImport } from './experts-import.js';

const row = z.strictObject({
  row: z.int().describe('as the spreadsheet counts: the heading is 1'),
  name: z.string(),
  does: z.enum(['enters', 'changes', 'nothing', 'refused']),
  listing: z.strictObject({ expert: z.string(), unit: z.string(), fields: z.array(field) }).optional(),
  errors: z.array(
    z.strictObject({
      column: z.string(),
      detail: z.strictObject({ zh: z.string(), en: z.string() }),
    }),
  ),
});
const answer = z.strictObject({
  dryRun: z.boolean(),
  complete: z.boolean().describe('whether every row is done, or could be'),
  rows: z.array(row),
});
/** Whoever does not say that it is meant gets the dry run. */
const asked = z.strictObject({ dryRun: z.enum(['true', 'false']).default('true') });

/** A list of experts from a spreadsheet: tried first, then taken into the pool whole. */
@RequiresRole('office', 'administrator')
@Controller('pools/:id/experts')
export class ExpertsImportController {
  constructor(private readonly experts: ExpertsImport) {}

  @Post('import')
  @HttpCode(200)
  @RouteConfig({ streamed: true })
  @Describe({
    summary:
      'Enter experts from a CSV (UTF-8, GB 18030) or XLSX file, which is the body: at most 1 MB and 1000 rows under ' +
      '姓名 职务 单位 专业 (name post unit fields; post and unit may be left out). Whoever is in the pool already is ' +
      'changed where unit or fields differ. With dryRun=true, the default, nothing is written. All rows or none; the ' +
      'same file again does nothing',
    status: 200,
    answer,
    streamed: true,
    problems: [
      ...THE_ROAD,
      'unit-unknown',
      'import-too-large',
      'import-unreadable',
      'import-refused',
      'step-up-required',
    ],
  })
  async take(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) id: string,
    @QueryIn(asked) { dryRun }: z.infer<typeof asked>,
    @Req() request: FastifyRequest,
  ) {
    const table = await readTable(await bytesOf(request), COLUMNS, NEEDED);
    const isDry = dryRun === 'true';
    const rows = await this.experts.perform(actor, id, table, isDry ? 'rehearsed' : undefined);
    return { dryRun: isDry, complete: rows.every(({ does }) => does !== 'refused'), rows };
  }

  @Get('template.xlsx')
  @Describe({
    summary:
      'A list to fill in: everybody who serves the body as an expert, with the fields of those in its pool',
    status: 200,
    mediaType: WORKBOOK,
    problems: ['not-found', 'replay-disagrees'],
  })
  async template(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) id: string,
    @Res() reply: FastifyReply,
  ) {
    sendTable(reply, WORKBOOK, 'experts.xlsx', await this.experts.template(actor, id));
  }
}
