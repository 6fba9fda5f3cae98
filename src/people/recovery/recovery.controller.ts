import { Controller, Get, HttpCode, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { opaqueId } from '../../../workflows/fields.js';
import { RequiresRole, SignedIn } from '../../http/access.js';
import { Describe } from '../../http/description.js';
import { JsonBody, PathParam, QueryIn } from '../../http/input.js';
import { THE_ROAD } from '../../road/http-answers.js';
import { eventPage, historyPage, ReadingSubjects, type EventPage } from '../../road/reading-subjects.js';
import { CurrentActor, type Actor } from '../actor.js';
import { invitation } from '../sign-in/invitations.controller.js';
import { administratorRecovered } from '../unit.js';
import { AdministratorRecovery } from './administrator-recovery.js';

const recovered = z.strictObject({
  person: z.string(),
  body: z.string(),
  invitation: invitation.optional().describe('shown this once; for POST /api/first-sign-in'),
});

/** A body whose administrator is lost, and where everybody can read that it was given one. */
@Controller()
export class RecoveryController {
  constructor(
    private readonly recovery: AdministratorRecovery,
    private readonly reading: ReadingSubjects,
  ) {}

  @RequiresRole('administrator')
  @Post('admin/units/:id/administrator')
  @HttpCode(201)
  @Describe({
    summary:
      'Give a body below yours an administrator again; with resetSignIn that person chooses a new password, and ' +
      'their second factors, sessions and tokens end',
    status: 201,
    answer: recovered,
    problems: [...THE_ROAD, 'recovery-refused', 'sign-in-busy'],
  })
  async recover(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) body: string,
    @JsonBody(administratorRecovered) asked: z.infer<typeof administratorRecovered>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const one = await this.recovery.recover(actor, { body, ...asked });
    void reply.header('cache-control', 'no-store');
    return { person: asked.person, body, ...(one && { invitation: one }) };
  }

  @SignedIn()
  @Get('units/:id/events')
  @Describe({
    summary:
      'What was done about a body or a unit, in words, for whoever is signed in: its rules, its recoveries',
    status: 200,
    answer: historyPage,
    problems: ['not-found', 'replay-disagrees'],
  })
  history(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) id: string,
    @QueryIn(eventPage) page: EventPage,
  ) {
    return this.reading.history(`unit/${id}`, actor.person, page);
  }
}
