import { Controller, HttpCode, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { opaqueId } from '../../../workflows/fields.js';
import type { Transaction } from '../../database/database.js';
import { RequiresRole } from '../../http/access.js';
import { Describe } from '../../http/description.js';
import { JsonBody, PathParam } from '../../http/input.js';
import { recorded, recordOverHttp, THE_ROAD } from '../../road/http-answers.js';
import { Road } from '../../road/record-event.js';
import type { RoadRequest } from '../../road/road-request.js';
import { CurrentActor, type Actor } from '../actor.js';
import { revokeTokens } from '../api-tokens/token-rows.js';
import { refuseUnlessTheirs } from '../people.js';
import { identityLinked, identityUnlinked, secondFactorReset, sessionsEnded } from '../person.js';
import { secondFactorsReset } from '../second-factor/reset.js';
import { endSessions } from './sessions.js';

const PROBLEMS = [...THE_ROAD, 'other-bodies-person'];

/** What administrators do about how people sign in: each of it an act on record. */
@RequiresRole('administrator')
@Controller('admin')
export class AccountsController {
  constructor(private readonly road: Road) {}

  @Post('people/:id/sessions/end')
  @HttpCode(201)
  @Describe({
    summary: 'End all sessions of a person, at once and everywhere, and on demand their tokens for programs',
    status: 201,
    answer: recorded,
    problems: PROBLEMS,
  })
  endSessions(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) id: string,
    @JsonBody(sessionsEnded) payload: z.infer<typeof sessionsEnded>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked = { kind: 'person', id, actor: actor.person, request: { type: 'SessionsEnded', payload } };
    const alsoWrite = async (tx: Transaction) => {
      await refuseUnlessTheirs(tx, actor, id);
      await endSessions(tx, id);
      if (payload.tokens) await revokeTokens(tx, id);
    };
    return recordOverHttp(this.road, { ...asked, alsoWrite }, reply);
  }

  @Post('sessions/end')
  @HttpCode(201)
  @Describe({
    summary: 'End the sessions of everybody, at once and everywhere; whoever asks for it is signed out too',
    status: 201,
    answer: recorded,
    problems: [...THE_ROAD, 'upper-body-needed'],
  })
  endAllSessions(
    @CurrentActor() actor: Actor,
    @JsonBody(sessionsEnded) payload: z.infer<typeof sessionsEnded>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const request = { type: 'SessionsEnded', payload };
    const asked = { kind: 'installation', id: '', actor: actor.person, request };
    const alsoWrite = async (tx: Transaction) => {
      await endSessions(tx);
      if (payload.tokens) await revokeTokens(tx);
    };
    return recordOverHttp(this.road, { ...asked, alsoWrite }, reply);
  }

  @Post('people/:id/second-factor/reset')
  @HttpCode(201)
  @Describe({
    summary: 'Take away all second factors of a person who has lost them; it ends their sessions and tokens',
    status: 201,
    answer: recorded,
    problems: PROBLEMS,
  })
  resetSecondFactor(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) id: string,
    @JsonBody(secondFactorReset) payload: z.infer<typeof secondFactorReset>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const asked = secondFactorsReset(id, actor.person, payload);
    const alsoWrite: RoadRequest['alsoWrite'] = async (tx, event) => {
      await refuseUnlessTheirs(tx, actor, id);
      await asked.alsoWrite?.(tx, event);
    };
    return recordOverHttp(this.road, { ...asked, alsoWrite }, reply);
  }

  @Post('people/:id/identities')
  @HttpCode(201)
  @Describe({
    summary: 'Link a person with who they are at an identity provider: by its issuer and its own id of them',
    status: 201,
    answer: recorded,
    problems: [...PROBLEMS, 'identity-taken'],
  })
  link(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) id: string,
    @JsonBody(identityLinked) payload: z.infer<typeof identityLinked>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.aboutIdentity(actor, id, { type: 'IdentityLinked', payload }, reply);
  }

  @Post('people/:id/identities/end')
  @HttpCode(201)
  @Describe({
    summary: 'Undo the link of a person with an identity provider; it ends their sessions',
    status: 201,
    answer: recorded,
    problems: PROBLEMS,
  })
  unlink(
    @CurrentActor() actor: Actor,
    @PathParam('id', opaqueId) id: string,
    @JsonBody(identityUnlinked) payload: z.infer<typeof identityUnlinked>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.aboutIdentity(actor, id, { type: 'IdentityUnlinked', payload }, reply);
  }

  private aboutIdentity(
    actor: Actor,
    id: string,
    request: { type: string; payload: Record<string, string> },
    reply: FastifyReply,
  ) {
    const alsoWrite = async (tx: Transaction) => {
      await refuseUnlessTheirs(tx, actor, id);
      if (request.type === 'IdentityUnlinked') await endSessions(tx, id);
    };
    return recordOverHttp(this.road, { kind: 'person', id, actor: actor.person, request, alsoWrite }, reply);
  }
}
