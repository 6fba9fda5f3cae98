import { Controller, Delete, Get, Headers, HttpCode, Inject, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CLOCK, type Clock } from '../../clock.js';
import { DATABASE, type Database } from '../../database/database.js';
import { dateInShanghai } from '../../engine/civil-date.js';
import { Public, SignedIn } from '../../http/access.js';
import { Describe } from '../../http/description.js';
import { JsonBody } from '../../http/input.js';
import { CurrentActor, readActor, type Actor } from '../actor.js';
import { usernameOf } from './accounts.js';
import { bearerToken, Sessions } from './sessions.js';
import { SignIn } from './sign-in.js';

const credentials = z.strictObject({ username: z.string().max(200), password: z.string().max(1000) });
const passwords = z.strictObject({ present: z.string().max(1000), next: z.string().max(1000) });
const actorSchema = z.strictObject({
  person: z.string(),
  name: z.string(),
  grants: z.array(z.strictObject({ role: z.string(), unit: z.string(), body: z.string() })),
});
const opened = z.strictObject({ token: z.string(), expiresAt: z.iso.datetime(), person: actorSchema });

@Controller()
export class SessionsController {
  constructor(
    private readonly signIns: SignIn,
    private readonly sessions: Sessions,
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Public()
  @Post('sessions')
  @Describe({
    summary:
      'Sign in; send the token as Authorization: Bearer. It ends after 12 hours, or half an hour unused',
    status: 201,
    answer: opened,
    problems: ['sign-in-refused', 'sign-in-busy'],
  })
  async signIn(@JsonBody(credentials) body: z.infer<typeof credentials>, @Req() request: FastifyRequest) {
    const name = body.username.normalize('NFKC').toLowerCase();
    const { token, expiresAt, person } = await this.signIns.signIn(name, body.password, request.ip);
    const actor = await readActor(
      this.database.read,
      person,
      dateInShanghai(this.clock.legal().toISOString()),
    );
    return { token, expiresAt, person: actor };
  }

  @SignedIn()
  @Delete('sessions/current')
  @HttpCode(204)
  @Describe({ summary: 'Sign out', status: 204 })
  async signOut(@Headers('authorization') authorization: string) {
    await this.sessions.close(bearerToken(authorization) ?? '');
  }

  @SignedIn()
  @Get('me')
  @Describe({
    summary: 'Who am I',
    status: 200,
    answer: actorSchema.extend({ username: z.string().nullable() }),
  })
  async me(@CurrentActor() actor: Actor) {
    return { ...actor, username: (await usernameOf(this.database.read, actor.person)) ?? null };
  }

  @SignedIn()
  @Post('me/password')
  @HttpCode(204)
  @Describe({
    summary: 'Change your own password; it ends all of your sessions',
    status: 204,
    problems: ['sign-in-refused', 'sign-in-busy', 'password-refused'],
  })
  async changePassword(
    @CurrentActor() actor: Actor,
    @JsonBody(passwords) { present, next }: z.infer<typeof passwords>,
    @Req() request: FastifyRequest,
  ) {
    const name = (await usernameOf(this.database.read, actor.person)) ?? '';
    await this.signIns.changePassword(name, present, next, request.ip);
  }
}
