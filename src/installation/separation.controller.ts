import { Controller, Get, HttpCode, Inject, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { opaqueId } from '../../workflows/fields.js';
import { DATABASE, type Database } from '../database/database.js';
import { RequiresRole } from '../http/access.js';
import { Describe } from '../http/description.js';
import { HeaderIn, JsonBody } from '../http/input.js';
import { CurrentActor, type Actor } from '../people/actor.js';
import { PART_NAMES } from '../people/administrator-parts.js';
import { idempotencyKey, recorded, recordOverHttp, THE_ROAD } from '../road/http-answers.js';
import { Road } from '../road/record-event.js';
import { newSubjectId } from '../road/subject-id.js';
import type { InstallationState } from './installation.js';
import { NOT_SEPARATED, separationProposed } from './separation.js';

const partsOf = z.record(z.string(), z.enum(PART_NAMES)).describe('by person');
export const separation = z.strictObject({
  on: z.boolean(),
  parts: partsOf,
  asRequirement: z.literal(true).optional().describe('each act is asked again when the ledger is verified'),
  waiting: z
    .strictObject({
      proposal: z.string(),
      by: z.string(),
      on: z.boolean(),
      parts: partsOf,
      asRequirement: z.literal(true).optional(),
    })
    .nullable()
    .describe('for the confirmation of another administrator'),
});
const proposed = separationProposed.omit({ proposal: true, asRequirement: true });
const decided = z.strictObject({ proposal: opaqueId });
const PROBLEMS = [...THE_ROAD, 'upper-body-needed'];

/** Whether administration is divided in three (等保三级): switched by two administrators, on and off. */
@RequiresRole('administrator')
@Controller('admin/separation')
export class SeparationController {
  constructor(
    private readonly road: Road,
    @Inject(DATABASE) private readonly database: Database,
  ) {}

  @RequiresRole('administrator', 'auditor')
  @Get()
  @Describe({
    summary: 'Who administers which part: system, security, audit; and what waits for a second administrator',
    status: 200,
    answer: separation,
  })
  async read() {
    const { state } = await this.road.states.read(this.database.read, 'installation');
    return (state as InstallationState | undefined)?.separation ?? NOT_SEPARATED;
  }

  @Post()
  @HttpCode(201)
  @Describe({
    summary: 'Propose to divide administration in three, to divide it otherwise, or to end that',
    status: 201,
    answer: recorded,
    problems: PROBLEMS,
  })
  propose(
    @CurrentActor() actor: Actor,
    @JsonBody(proposed) asked: z.infer<typeof proposed>,
    @HeaderIn('idempotency-key', idempotencyKey) key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const payload = { proposal: newSubjectId(actor.person, 'proposal', key), ...asked, asRequirement: true };
    return this.record(actor, 'SeparationProposed', payload, key, reply);
  }

  @Post('confirmation')
  @HttpCode(201)
  @Describe({
    summary: 'Confirm what another administrator has proposed: it counts from the next request on',
    status: 201,
    answer: recorded,
    problems: PROBLEMS,
  })
  confirm(
    @CurrentActor() actor: Actor,
    @JsonBody(decided) payload: z.infer<typeof decided>,
    @HeaderIn('idempotency-key', idempotencyKey) key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.record(actor, 'SeparationConfirmed', payload, key, reply);
  }

  @Post('refusal')
  @HttpCode(201)
  @Describe({
    summary: 'Drop the proposal: all stays as it is',
    status: 201,
    answer: recorded,
    problems: PROBLEMS,
  })
  drop(
    @CurrentActor() actor: Actor,
    @JsonBody(decided) payload: z.infer<typeof decided>,
    @HeaderIn('idempotency-key', idempotencyKey) key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.record(actor, 'SeparationDropped', payload, key, reply);
  }

  private async record(
    actor: Actor,
    type: string,
    payload: z.infer<typeof decided>,
    key: string | undefined,
    reply: FastifyReply,
  ) {
    const request = { type, payload };
    const asked = { kind: 'installation', id: '', actor: actor.person, request, idempotencyKey: key };
    return recordOverHttp(this.road, asked, reply);
  }
}
