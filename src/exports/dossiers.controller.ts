import { Controller, Get, Inject, Logger, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { opaqueId } from '../../workflows/fields.js';
import { audits } from '../access-log/audits.js';
import { DATABASE, type Database } from '../database/database.js';
import { SignedIn } from '../http/access.js';
import { Describe } from '../http/description.js';
import { PathParam, QueryIn } from '../http/input.js';
import { CurrentActor, type Actor } from '../people/actor.js';
import { ReadingSubjects } from '../road/reading-subjects.js';
import { Dossiers } from './dossiers.js';
import { zipOf } from './zip.js';

const log = new Logger('Dossiers');

const dossierQuery = z.strictObject({
  pin: z
    .string()
    .regex(/^[1-9]\d{0,14}(,[1-9]\d{0,14}){0,19}$/)
    .optional()
    .describe('Sizes of checkpoints that you hold (their second line), with commas: up to twenty'),
});

/** What is handed over of a decision. */
@SignedIn()
@Controller('decisions')
export class DossiersController {
  constructor(
    private readonly dossiers: Dossiers,
    private readonly reading: ReadingSubjects,
    @Inject(DATABASE) private readonly database: Database,
  ) {}

  @Get(':id/dossier.zip')
  @Describe({
    summary:
      'The dossier of a decision: a BagIt bag (docs/bag.md) that can be checked without this program, complete up to now. What members of the public wrote is withheld; what was tried and refused is shown to auditors. With `pin`, the checkpoints of these sizes are in it too, so that a verifier can compare yours. A download that breaks off is no ZIP',
    status: 200,
    mediaType: 'application/zip',
    headers: { 'content-disposition': 'attachment; its name' },
    problems: ['not-found', 'replay-disagrees', 'ledger-unavailable', 'not-signed-yet', 'document-damaged'],
  })
  async dossier(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) id: string,
    @QueryIn(dossierQuery) { pin }: z.infer<typeof dossierQuery>,
    @Res() reply: FastifyReply,
  ) {
    await this.reading.standpoint(`decision/${id}`, actor.person);
    const withRefused = await audits(this.database.read, actor.grants, id);
    const pins = pin?.split(',').map(Number);
    const bag = await this.dossiers.of(id, { pins, withRefused });
    const zip = zipOf(bag);
    zip.once('error', (error) => log.error(`${bag.name}.zip broke off: ${error.message}`));
    void reply
      .headers({
        'content-type': 'application/zip',
        'content-disposition': `attachment; filename="${bag.name}.zip"`,
      })
      .send(zip);
  }
}
