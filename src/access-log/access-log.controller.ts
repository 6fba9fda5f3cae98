import { Controller, Get, Inject } from '@nestjs/common';
import { z } from 'zod';
import { opaqueId } from '../../workflows/fields.js';
import { DATABASE, type Database } from '../database/database.js';
import { RequiresRole } from '../http/access.js';
import { Describe } from '../http/description.js';
import { PathParam, QueryIn } from '../http/input.js';
import { CurrentActor, type Actor } from '../people/actor.js';
import { SubjectNotFound } from '../road/refusals.js';
import { rowsOf } from './access-rows.js';
import { audits } from './audits.js';

const query = z.strictObject({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
const answer = z.strictObject({
  rows: z.array(
    z.strictObject({
      row: z.int(),
      time: z.string(),
      until: z.string(),
      actor: z.string(),
      what: z.enum(['refused', 'read', 'more']),
      decision: z.string(),
      type: z.string(),
      code: z.string(),
      requirements: z.array(z.string()),
      count: z.int(),
    }),
  ),
  nextAfter: z.int().optional(),
});

/**
 * Who tried what in vain, and who audited. For auditors of the deciding body alone: an attempt that came to nothing is
 * no part of the matter, and people who could read each other's would be slower to ask.
 */
@RequiresRole('auditor')
@Controller('decisions/:id/access-log')
export class AccessLogController {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  @Get()
  @Describe({
    summary: 'Refused attempts on a decision and auditors’ readings of it, by row; for auditors of its body',
    status: 200,
    answer,
    problems: ['not-found'],
  })
  async read(
    @CurrentActor() { grants }: Actor,
    @PathParam('id', opaqueId) id: string,
    @QueryIn(query) { after, limit }: z.infer<typeof query>,
  ): Promise<z.infer<typeof answer>> {
    if (!(await audits(this.database.read, grants, id))) throw new SubjectNotFound();
    const rows = await rowsOf(this.database.read, id, after, limit);
    const last = rows.length === limit ? rows.at(-1) : undefined;
    return {
      rows: rows.map((row) => ({ ...row, requirements: [...row.requirements] })),
      ...(last ? { nextAfter: last.row } : {}),
    };
  }
}
